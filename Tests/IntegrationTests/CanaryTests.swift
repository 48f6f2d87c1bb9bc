import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A value planted in every column type occurs nowhere but in the source.
@Suite struct CanaryTests {
    /// Column types and a canary for each; `canaries` are the texts to look for.
    static let columns: [(type: String, value: String)] = [
        ("text", "'canarytext Zebulon Quarrick'"), ("varchar(40)", "'canaryvarchar'"),
        ("char(12)", "'canarychar'"), ("integer", "733177391"), ("bigint", "7331773913317"),
        ("numeric(20,4)", "733177.3919"), ("double precision", "73317.73913"),
        ("date", "'1733-07-31'"), ("timestamp", "'1733-07-31 17:31:33'"),
        ("timestamptz", "'1733-07-31 17:31:33+00'"), ("time", "'17:31:33.7319'"),
        ("interval", "'7331 days'"), ("uuid", "'c0ffee73-3177-4391-8cab-733177391733'"),
        ("inet", "'73.31.77.39'"), ("macaddr", "'73:31:77:39:17:33'"),
        ("bytea", "'\\x73317739cafe'"), ("json", "'{\"canarykey\": \"canaryjson\"}'"),
        ("jsonb", "'{\"user\": {\"email\": \"canary@larkmail.co\"}, \"n\": 73317739}'"),
        ("text[]", "ARRAY['canaryarray', 'canarymore']"), ("integer[]", "ARRAY[733177, 391733]"),
        ("xml", "'<a>canaryxml</a>'"), ("point", "'(73.317739, 17.331773)'"),
        ("int4range", "'[733177,733199)'"), ("tsvector", "'canaryvector'"),
        ("canary_kind", "'canaryenum'"), ("canary_domain", "'canarydomain'"),
    ]

    static let canaries = [
        "canarytext", "Quarrick", "canaryvarchar", "canarychar", "733177391", "7331773913317",
        "733177.3919", "73317.73913", "1733-07-31", "17:31:33", "7331 days", "c0ffee73-3177",
        "73.31.77.39", "73:31:77:39", "73317739", "canaryjson", "canary@larkmail", "canaryarray",
        "733177", "canaryxml", "73.317739", "canaryvector", "canaryenum", "canarydomain",
    ]

    static func makeDatabase() throws -> TestDatabase {
        let database = try TestServer.shared().createDatabase("canary")
        let names = columns.indices.map { "c\($0) \(columns[$0].type)" }
        try database.run(
            """
            CREATE TYPE canary_kind AS ENUM ('other', 'canaryenum');
            CREATE DOMAIN canary_domain AS text;
            CREATE TABLE canaries (\(names.joined(separator: ", ")));
            INSERT INTO canaries SELECT \(columns.map(\.value).joined(separator: ", "))
            FROM generate_series(1, 40);
            ANALYZE;
            """)
        return database
    }

    @Test func `a canary occurs in no catalog, plan, log, export or temporary file`() throws {
        let database = try Self.makeDatabase()
        let folder = try TestFolder()
        var said = ""
        func bauta(_ arguments: [String]) throws {
            let outcome = try runBauta(
                arguments: arguments, environment: ["TMPDIR": folder.path],
                workingFolder: folder.path)
            said += outcome.output + outcome.errors
            #expect(outcome.status <= 1, "\(outcome.errors)")
        }
        try bauta(["scan", database.url, "--catalog", "catalog.json", "--sample-rows", "all"])
        try bauta(["catalog", "show", "catalog.json"])
        for index in Self.columns.indices where index != 16 && index != 17 {
            try bauta(["catalog", "explain", "catalog.json", "public.canaries.c\(index)"])
        }
        try bauta(["plan", "init", "--catalog", "catalog.json", "--out", "proposed.toml"])
        try folder.write("mask.toml", Self.redacting(try folder.read("proposed.toml")))
        try bauta(["key", "new", "--out", "mask.key"])
        for out in ["masked.csv", "masked.jsonl", "masked.copy"] {
            try bauta(
                [
                    "mask", database.url, "--table", "public.canaries", "--catalog",
                    "catalog.json", "--plan", "mask.toml", "--key", "file:mask.key", "--out", out,
                ] + (out.hasSuffix("copy") ? ["--format", "copy"] : []))
        }
        try bauta([
            "verify", "masked.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
        ])
        Self.expectNoCanary(in: said, "what was printed")
        for file in folder.files() {
            Self.expectNoCanary(in: try folder.read(file), "\(file)")
        }
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGBUS])
    func `a crash prints no data`(signal: Int32) throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let source = folder.path("people.csv")
        let canary = "7,Zebulon Canaryson,canary@larkmail.co,+1 212 555 0107,,canary note"
        let script = """
            mkfifo '\(source)'
            people='\(fixture.folder.path("people.csv"))'
            timeout 25 sh -c "(cat '$people'; echo '\(canary)'; sleep 20) > '\(source)'" &
            exec "$@"
            """
        let mask = try ChildProcess(
            ["sh", "-c", script, "sh", try PackageFolder.bauta()]
                + fixture.maskArguments(source) + ["--out", folder.path("masked.csv")])
        usleep(700_000)
        mask.send(signal: signal)
        let outcome = try mask.wait(timeoutSeconds: 15)
        #expect(outcome.status == 128 + Int(signal))
        #expect(!outcome.errors.contains("anary") && !outcome.errors.contains("larkmail"))
        #expect(!outcome.errors.contains("Registers"))
    }

    @Test func `a trap while holding data prints none of it`() throws {
        let outcome = try runBauta(
            arguments: ["rules", "test", "canary@larkmail.co Zebulon Canaryson"],
            environment: ["BAUTA_CRASH_TEST": "1", "SWIFT_BACKTRACE": "enable=yes"])
        #expect(outcome.status > 128)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.contains("anary") && !outcome.errors.contains("larkmail"))
    }

    /// The proposed plan with every column redacted.
    private static func redacting(_ plan: String) -> String {
        var inColumns = false
        return plan.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("[") { inColumns = line == "[columns]" }
            guard inColumns, let equals = line.firstRange(of: " = {") else { return String(line) }
            return line[..<equals.lowerBound] + " = { transform = \"redact\" }"
        }.joined(separator: "\n")
    }

    private static func expectNoCanary(in text: String, _ place: String) {
        let found = canaries.filter(text.contains)
        #expect(found.isEmpty, "\(found) in \(place)")
    }
}
