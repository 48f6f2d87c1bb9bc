import TestSupport
import Testing

/// A server that doesn't answer, refuses or changes under the scan.
@Suite struct DatabaseFaultTests {
    @Test func `an unreachable server is named with its address`() throws {
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: [
                "scan", "postgresql://me:canary@127.0.0.1:1/shop", "--catalog",
                folder.path("c.json"),
            ])
        expectFault(
            outcome, mentions: ["127.0.0.1"], never: ["canary"], absent: ["c.json"], in: folder)
    }

    @Test func `a wrong password is refused and never printed`() throws {
        let server = try TestServer.shared()
        let folder = try TestFolder()
        let url =
            "postgresql://\(server.securedRole):canary@\(server.host):\(server.port)/postgres"
        let outcome = try runBauta(arguments: ["scan", url, "--catalog", folder.path("c.json")])
        expectFault(
            outcome, mentions: ["wrong password", "\(server.port)", "PGPASSWORD"],
            never: ["canary"],
            absent: ["c.json"], in: folder)
    }

    @Test(arguments: ["postgresql://%zz/shop", "postgresql://h:port/x", "host='open canary"])
    func `an invalid connection string is refused`(text: String) throws {
        let folder = try TestFolder()
        let outcome = try runBauta(arguments: ["scan", text, "--catalog", folder.path("c.json")])
        expectFault(outcome, mentions: [], never: ["canary"], absent: ["c.json"], in: folder)
        #expect(!outcome.errors.isEmpty)
    }

    @Test func `a table one may not read is reported and the others are scanned`() throws {
        let database = try TestServer.shared().createDatabase("permission")
        try database.run(
            """
            CREATE TABLE closed (email text); CREATE TABLE open (email text);
            INSERT INTO open SELECT 'anna' || n || '@larkmail.co' FROM generate_series(1, 99) n;
            GRANT SELECT ON open TO reader;
            """)
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: [
                "scan", database.url(role: "reader"), "--catalog", folder.path("c.json"),
            ])
        expectFault(outcome, mentions: ["public.closed", "readable"])
        let catalog = try folder.read("c.json")
        #expect(catalog.contains("contact.email") && catalog.contains("\"unread\""))
    }

    @Test func `a table dropped while the scan waits for it is reported`() throws {
        let database = try TestServer.shared().createDatabase("dropped")
        try database.run(
            """
            CREATE TABLE going (email text); CREATE TABLE staying (email text);
            INSERT INTO staying SELECT 'anna' || n || '@larkmail.co' FROM generate_series(1, 99) n;
            """)
        // Holds its lock until somebody waits for it.
        let drop = """
            DO $$ DECLARE dropped oid := 'going'::regclass; BEGIN
            DROP TABLE going;
            FOR n IN 1..1200 LOOP
            EXIT WHEN EXISTS (SELECT FROM pg_locks WHERE relation = dropped AND NOT granted);
            PERFORM pg_sleep(0.05);
            END LOOP; END $$
            """
        let dropper = try ChildProcess(["psql", "-Xq", "-d", database.url, "-c", drop])
        while try database.run(
            "SELECT count(*) FROM pg_locks WHERE relation = 'going'::regclass "
                + "AND mode = 'AccessExclusiveLock' AND granted") == "0"
        {}
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: ["scan", database.url, "--catalog", folder.path("c.json")])
        #expect(try dropper.wait().status == 0)
        expectFault(outcome, mentions: ["going"])
        #expect(try folder.read("c.json").contains("staying"))
    }

    @Test func `masking a table that isn't there leaves no file`() throws {
        let database = try TestServer.shared().createDatabase("absent")
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: fixture.maskArguments(database.url) + [
                "--table", "public.gone", "--out", folder.path("gone.csv"),
            ])
        expectFault(outcome, mentions: ["gone"], absent: ["gone"], in: folder)
    }
}
