import Catalog
import Detection
import Dispatch
import Postgres
import Scanning
import Synchronization
import TestSupport
import Testing

@Suite struct `A scan that meets trouble` {
    @Test func `reports tables it may not read and goes on`() throws {
        let report = try ScanFixture.scan(role: "reader")
        #expect(report.relation("people")?.column(named: "email")?.status == .decided)
        let big = try #require(report.relation("big"))
        #expect(big.unread?.hasPrefix("42501") == true)
        #expect(big.columns.allSatisfy { $0.status == .unread })
        #expect(report.failures.contains { $0.place == "public.big" })
        #expect(
            report.failures.contains { $0.place == "\"Odd Schema\".\"a \"\"quoted\"\" Table\"" })
    }

    @Test func `reads the columns it may and calls the others unread`() throws {
        let database = try TestServer.shared().createDatabase("columns")
        try database.run(
            """
            CREATE TABLE t (open text, closed text);
            INSERT INTO t VALUES ('a@b.c', 'canary');
            GRANT SELECT (open) ON t TO reader;
            """)
        let report = try ScanFixture.scan(database, role: "reader")
        let table = try #require(report.relation("t"))
        #expect(table.column(named: "open")?.label == "contact.email")
        #expect(table.column(named: "closed")?.status == .unread)
        #expect(report.failures.map(\.place) == ["public.t"])
        #expect(report.failures[0].message.contains("closed"))
    }

    @Test func `calls a table with hidden rows unread, never clean`() throws {
        let database = try TestServer.shared().createDatabase("hidden")
        try database.run(
            """
            CREATE TABLE t (owner text, a text);
            INSERT INTO t VALUES ('somebody', 'canary@b.c');
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON t USING (owner = current_user);
            GRANT SELECT ON t TO reader;
            """)
        let report = try ScanFixture.scan(database, role: "reader")
        let table = try #require(report.relation("t"))
        #expect(table.unread == "42501 row-level security would hide rows")
        #expect(table.columns.allSatisfy { $0.status == .unread })
        #expect(report.failures[0].message.contains("BYPASSRLS"))
        #expect(try ScanFixture.scan(database).relation("t")?.columns[1].status == .decided)
    }

    @Test func `gives up a locked table after the timeout`() throws {
        let database = try TestServer.shared().createDatabase("locked")
        try database.run("CREATE TABLE t (a text); CREATE TABLE u (a text)")
        let locker = try Connection(ConnectionOptions(database.url))
        try locker.perform {
            try locker.run(
                script: "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE", attempt: "lock")
        }
        let report = try ScanFixture.scan(database) { $0.lockTimeoutSeconds = 1 }
        #expect(report.relation("t")?.unread?.hasPrefix("55P03") == true)
        #expect(report.relation("u")?.unread == nil)
        #expect(report.failures.count == 1)
    }

    @Test func `gives up a slow table after the timeout and shows no value`() throws {
        let database = try TestServer.shared().createDatabase("slow")
        try database.run(
            """
            CREATE FUNCTION slow(a text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
                $$BEGIN RAISE EXCEPTION 'canary-77'; END$$;
            CREATE TABLE t (a text);
            INSERT INTO t VALUES ('x');
            CREATE MATERIALIZED VIEW broken AS SELECT a FROM t WITH NO DATA;
            """)
        let report = try ScanFixture.scan(database)
        let broken = try #require(report.relation("broken"))
        #expect(broken.unread?.hasPrefix("55000") == true)
        #expect(!report.failures[0].message.contains("canary"))
    }

    @Test func `never writes: the transaction is read-only`() throws {
        let connection = try Connection(
            ConnectionOptions(TestServer.shared().createDatabase("readonly").url))
        let error = try #require(throws: PostgresError.self) {
            try connection.perform {
                try connection.run(
                    script: SamplePlan.opening(statementTimeoutSeconds: 1, lockTimeoutSeconds: 1)
                        + "; CREATE TABLE public.t (a int)", attempt: "write")
            }
        }
        #expect(error.sqlState == "25006")
    }

    @Test func `reports a table that is dropped meanwhile`() throws {
        let database = try TestServer.shared().createDatabase("dropped")
        try database.run("CREATE TABLE a (x text); CREATE TABLE b (x text)")
        let dropper = try Connection(ConnectionOptions(database.url))
        try dropper.perform {
            try dropper.run(
                script: "BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE; DROP TABLE a",
                attempt: "drop")
        }
        DispatchQueue(label: "dropper").asyncAfter(deadline: .now() + .milliseconds(400)) {
            dropper.perform { try? dropper.run(script: "COMMIT", attempt: "drop") }
        }
        let report = try ScanFixture.scan(database) { $0.lockTimeoutSeconds = 10 }
        #expect(report.relation("a")?.unread?.hasPrefix("42P01") == true)
        #expect(report.relation("b")?.unread == nil)
        #expect(report.failures.count == 1)
    }

    @Test func `comes back after a lost connection`() throws {
        let database = try TestServer.shared().createDatabase("lost")
        try database.run(
            "CREATE TABLE a (x text); CREATE TABLE b (x text); INSERT INTO b VALUES ('a@b.c')")
        let killed = Atomic(false)
        var options = ScanOptions()
        options.connectionCount = 1
        let locker = try Connection(ConnectionOptions(database.url))
        try locker.perform {
            try locker.run(
                script: "BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE", attempt: "lock")
        }
        DispatchQueue(label: "killer").asyncAfter(deadline: .now() + .milliseconds(400)) {
            locker.perform {
                let count = try? locker.execute(
                    """
                    SELECT count(pg_terminate_backend(pid, 2000)) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """, attempt: "kill"
                ).integer(0, 0)
                killed.store(count == 1, ordering: .relaxed)
                try? locker.run(script: "ROLLBACK", attempt: "unlock")
            }
        }
        options.lockTimeoutSeconds = 10
        let report = try DatabaseScanner(
            ConnectionOptions(database.url), scan: options, judge: ToyJudge.judge
        ).run(sourceID: "test")
        let wasKilled = killed.load(ordering: .relaxed)
        #expect(wasKilled)
        #expect(report.failures.isEmpty)
        #expect(report.relation("b")?.columns[0].label == "contact.email")
    }

    @Test func `stops when it is cancelled`() throws {
        let database = try TestServer.shared().createDatabase("cancelled")
        try database.run("CREATE TABLE a (x text)")
        let locker = try Connection(ConnectionOptions(database.url))
        try locker.perform {
            try locker.run(
                script: "BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE", attempt: "lock")
        }
        let cancellation = ScanCancellation()
        DispatchQueue(label: "canceller").asyncAfter(deadline: .now() + .milliseconds(300)) {
            cancellation.cancel()
        }
        var options = ScanOptions()
        options.lockTimeoutSeconds = 20
        let scanner = try DatabaseScanner(
            ConnectionOptions(database.url), scan: options, judge: ToyJudge.judge,
            cancellation: cancellation)
        let start = secondsSinceBoot()
        #expect(throws: ScanError.cancelled) { try scanner.run(sourceID: "test") }
        #expect(secondsSinceBoot() - start < 5)
    }

    @Test func `says that the server can't be reached`() throws {
        let scanner = try DatabaseScanner(
            ConnectionOptions("postgresql://ann:hunter2@127.0.0.1:1/d"), scan: ScanOptions(),
            judge: ToyJudge.judge)
        let error = try #require(throws: PostgresError.self) { try scanner.run(sourceID: "x") }
        #expect(error.kind == .unreachable)
        #expect(!error.description.contains("hunter2"))
    }
}
