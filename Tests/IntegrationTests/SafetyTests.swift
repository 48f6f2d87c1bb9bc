import TestSupport
import Testing

/// What must hold however a run goes: no row hidden silently, no companion readable by others.
@Suite struct SafetyTests {
    @Test func `a table whose rows are hidden from the role is refused, not masked`() throws {
        let database = try TestServer.shared().createDatabase("rowsecurity")
        try database.run(
            """
            CREATE TABLE guarded (email text);
            INSERT INTO guarded SELECT 'anna' || n || '@larkmail.co' FROM generate_series(1, 99) n;
            ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
            CREATE POLICY part ON guarded USING (email LIKE 'anna1%');
            GRANT SELECT ON guarded TO reader;
            """)
        let folder = try TestFolder()
        func bauta(_ arguments: String...) throws -> ChildProcess.Outcome {
            try runBauta(arguments: arguments, workingFolder: folder.path)
        }
        #expect(try bauta("scan", database.url, "--catalog", "c.json").status == 0)
        #expect(try bauta("plan", "init", "--catalog", "c.json", "--out", "m.toml").status == 0)
        #expect(try bauta("key", "new", "--out", "k").status == 0)
        let masked = try bauta(
            "mask", database.url(role: "reader"), "--table", "public.guarded", "--catalog",
            "c.json", "--plan", "m.toml", "--key", "file:k", "--out", "o.csv")
        expectFault(masked, mentions: ["guarded"], absent: ["o.csv"], in: folder)
        let scanned = try bauta(
            "scan", database.url(role: "reader"), "--catalog", "hidden.json")
        expectFault(scanned, mentions: ["guarded"])
        #expect(try folder.read("hidden.json").contains("\"unread\""))
    }

    @Test func `the verify record and the key are readable by their owner alone`() throws {
        let people = try PeopleFixture.shared()
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: people.maskArguments(people.folder.path("people.csv"))
                + ["--out", folder.path("o.csv")])
        #expect(outcome.status <= 1, "\(outcome.errors)")
        for path in [folder.path("o.csv.verify"), people.folder.path("mask.key")] {
            let mode = try ChildProcess.run(["stat", "-c", "%a", path])
            #expect(mode.output == "600\n", "\(path)")
        }
    }

    @Test func `masking with --verify exits 1 when a person keeps what must not ship`() throws {
        let people = try PeopleFixture.shared()
        let folder = try TestFolder()
        let plan = try people.folder.read("mask.toml").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { line in
            guard line.contains("people.csv"), line.contains(".email'") else { return String(line) }
            return line.prefix { $0 != "=" } + "= { transform = \"keep\" }"
        }.joined(separator: "\n")
        try folder.write("mask.toml", plan)
        let outcome = try runBauta(
            arguments: people.maskArguments(
                people.folder.path("people.csv"), plan: folder.path("mask.toml"))
                + ["--out", folder.path("o.csv"), "--verify"])
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.output.contains("Don't ship."))
        #expect(outcome.output.contains("contact.email"))
    }
}
