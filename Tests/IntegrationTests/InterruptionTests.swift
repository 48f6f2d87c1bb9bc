import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C, closed pipes and full disks.
@Suite struct InterruptionTests {
    @Test func `Ctrl-C during a scan leaves the catalog as it was`() throws {
        let database = try TestServer.shared().createDatabase("interrupted")
        try database.run("CREATE TABLE busy (email text)")
        let folder = try TestFolder()
        try folder.write("c.json", "before")
        let holder = try ChildProcess([
            "psql", "-Xq", "-d", database.url, "-c",
            "BEGIN; LOCK TABLE busy; SELECT pg_sleep(20); COMMIT",
        ])
        defer { holder.send(signal: SIGTERM) }
        let waiting =
            "SELECT count(*) FROM pg_locks WHERE relation = 'busy'::regclass AND "
        try Self.wait { try database.run(waiting + "granted") != "0" }
        let scan = try ChildProcess([
            try PackageFolder.bauta(), "scan", database.url, "--catalog", folder.path("c.json"),
        ])
        try Self.wait { try database.run(waiting + "NOT granted") != "0" }
        scan.send(signal: SIGINT)
        let outcome = try scan.wait(timeoutSeconds: 10)
        #expect(outcome.status == 130, "\(outcome.errors)")
        #expect(try folder.read("c.json") == "before")
        #expect(folder.files() == ["c.json"])
    }

    /// Asks again for ten seconds at most.
    private static func wait(until condition: () throws -> Bool) throws {
        for _ in 0..<200 {
            if try condition() { return }
            usleep(50_000)
        }
        Issue.record("waited ten seconds in vain")
    }

    @Test func `Ctrl-C while the rows of a subset are chosen ends the server's query too`() throws {
        let database = try TestServer.shared().createDatabase("interrupted_subset")
        try database.run("CREATE TABLE slow (id integer PRIMARY KEY, email text)")
        try database.run("INSERT INTO slow SELECT n, 'a@b.org' FROM generate_series(1, 200) n")
        let folder = try TestFolder()
        let bauta = try PackageFolder.bauta()
        try folder.write("mask.toml", "version = 1\nunknown = \"redact\"\n")
        try folder.write(
            "subset.toml",
            "version = 1\n[tables]\n'public.slow' = { where = \"pg_sleep(0.1) is not null\" }\n")
        for arguments in [
            ["scan", database.url, "--catalog", "c.json"], ["key", "new", "--out", "key"],
        ] {
            let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let before = folder.files()
        let mask = try ChildProcess([
            bauta, "mask", database.url, "--catalog", folder.path("c.json"), "--plan",
            folder.path("mask.toml"), "--key", "file:" + folder.path("key"), "--subset",
            folder.path("subset.toml"), "--out", folder.path("out") + "/",
        ])
        let sleeping =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event = 'PgSleep'"
        try Self.wait { try database.run(sleeping) != "0" }
        mask.send(signal: SIGINT)
        let outcome = try mask.wait(timeoutSeconds: 10)
        #expect(outcome.status == 130, "\(outcome.errors)")
        #expect(folder.files() == before)
        try Self.wait { try database.run(sleeping) == "0" }
    }

    @Test func `Ctrl-C during a mask run leaves nothing behind`() throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let source = folder.path("people.csv")
        // A pipe that says some rows and then stays open for a while, as a slow producer would.
        let script = """
            mkfifo '\(source)'
            timeout 25 sh -c "(cat '\(fixture.folder.path("people.csv"))'; sleep 3) > '\(source)'" &
            exec "$@"
            """
        let mask = try ChildProcess(
            ["sh", "-c", script, "sh", try PackageFolder.bauta()]
                + fixture.maskArguments(source) + ["--out", folder.path("masked.csv")])
        usleep(700_000)
        mask.send(signal: SIGINT)
        let outcome = try mask.wait(timeoutSeconds: 15)
        #expect(outcome.status == 130, "\(outcome.errors)")
        #expect(folder.files().filter { $0.contains("masked") }.isEmpty)
    }

    @Test func `a reader that leaves early is no error`() throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let source = try folder.write("people.csv", PeopleFixture.csv(rows: 20_000))
        let script = "set -o pipefail; \"$@\" | head -c 20 > /dev/null"
        let outcome = try ChildProcess.run(
            ["bash", "-c", script, "bash", try PackageFolder.bauta()]
                + fixture.maskArguments(source) + ["--out", "-"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.errors.contains("roken pipe"))
    }

    @Test func `a full device is trouble with its name`() throws {
        let fixture = try PeopleFixture.shared()
        let mask = try ChildProcess(
            [try PackageFolder.bauta()]
                + fixture.maskArguments(fixture.folder.path("people.csv")) + ["--out", "-"],
            outputPath: "/dev/full")
        let outcome = try mask.wait()
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("space"))
    }

    @Test func `a disk that fills up leaves no half-written file`() throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let source = try folder.write("people.csv", PeopleFixture.csv(rows: 20_000))
        // A limit on file size stands for the full disk: it needs no root and no mount.
        let script = "trap '' XFSZ; ulimit -f 64; exec \"$@\""
        let outcome = try ChildProcess.run(
            ["bash", "-c", script, "bash", try PackageFolder.bauta()]
                + fixture.maskArguments(source) + ["--out", folder.path("masked.csv")])
        expectFault(outcome, mentions: ["masked.csv"], absent: ["masked"], in: folder)
    }
}
