import Catalog
import FoundationEssentials
import Postgres
import Scanning
import TestSupport
import Testing

@Suite struct `Statistics of the server` {
    private static let sparse = """
        CREATE TABLE t (id int, rare text, word text);
        INSERT INTO t SELECT i, CASE WHEN i % 1000 = 7 THEN i || '@example.org' END, 'plain'
            FROM generate_series(1, 60000) i;
        ANALYZE t;
        """

    @Test func `show what a column holds that is filled in one row of a thousand`() throws {
        let database = try TestServer.shared().createDatabase("sparse")
        try database.run(Self.sparse)
        let report = try ScanFixture.scan(database) { $0.sampleRowLimit = 200 }
        #expect(report.failures.map(\.message) == [])
        let column = try #require(report.relation("t")?.column(named: "rare"))
        #expect(column.status == .decided)
        #expect(column.evidence.contains { $0.kind == "background" })
    }

    @Test func `are not asked for a table that is read whole`() throws {
        let report = try ScanFixture.scan { $0.tables = [GlobPattern("people")] }
        let evidence = report.relation("people")?.columns.flatMap(\.evidence) ?? []
        #expect(!evidence.isEmpty)
        #expect(
            !evidence.contains { $0.kind == "background" && $0.detail?.contains("server") == true })
    }

    @Test func `do without where the role may not read them`() throws {
        let database = try TestServer.shared().createDatabase("closed_statistics")
        try database.run(
            Self.sparse + "REVOKE SELECT ON pg_stats FROM PUBLIC; GRANT SELECT ON t TO reader;")
        let report = try ScanFixture.scan(database, role: "reader") { $0.sampleRowLimit = 200 }
        #expect(report.failures.isEmpty)
        #expect(report.relation("t")?.column(named: "word")?.status == .clean)
    }

    @Test func `accuse a locked table and never acquit it`() throws {
        let database = try TestServer.shared().createDatabase("locked_statistics")
        try database.run(Self.sparse)
        let locker = try Connection(ConnectionOptions(database.url))
        try locker.perform {
            try locker.run(
                script: "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE", attempt: "lock")
        }
        let report = try ScanFixture.scan(database) { $0.lockTimeoutSeconds = 1 }
        let table = try #require(report.relation("t"))
        #expect(table.sample?.method == .statistics)
        #expect(table.column(named: "rare")?.status == .decided)
        #expect(table.column(named: "word")?.status == .unread)
        #expect(report.failures.first?.message.contains("statistics alone") == true)
    }
}

@Suite struct `A scan that meets foreign tables` {
    private func database(_ name: String, _ folder: TestFolder) throws -> TestDatabase {
        let file = try folder.write("far.csv", "1,far@example.org\n")
        // The server may run as another user.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        let database = try TestServer.shared().createDatabase(name)
        try database.run(
            """
            CREATE EXTENSION file_fdw;
            CREATE SERVER elsewhere FOREIGN DATA WRAPPER file_fdw;
            CREATE FOREIGN TABLE far (id int, mail text) SERVER elsewhere
                OPTIONS (filename '\(file)', format 'csv');
            CREATE TABLE split (id int, mail text) PARTITION BY RANGE (id);
            CREATE TABLE near PARTITION OF split FOR VALUES FROM (10) TO (20);
            INSERT INTO split VALUES (11, 'near@example.org');
            CREATE FOREIGN TABLE split_far PARTITION OF split FOR VALUES FROM (1) TO (10)
                SERVER elsewhere OPTIONS (filename '/nowhere/at/all.csv', format 'csv');
            """)
        return database
    }

    @Test func `leaves them unread unless told, also as partitions`() throws {
        let folder = try TestFolder()
        let report = try ScanFixture.scan(try database("foreign_left", folder))
        #expect(report.failures.isEmpty)
        #expect(report.relation("far")?.unread?.contains("foreign") == true)
        #expect(report.relation("split_far")?.columns.allSatisfy { $0.status == .unread } == true)
        #expect(report.relation("near")?.column(named: "mail")?.label == "contact.email")
        #expect(report.relation("split")?.column(named: "mail")?.label == "contact.email")
    }

    @Test func `reads them on request and names their server`() throws {
        let folder = try TestFolder()
        let report = try ScanFixture.scan(try database("foreign_read", folder)) {
            $0.readsForeignTables = true
        }
        #expect(report.relation("far")?.column(named: "mail")?.label == "contact.email")
        #expect(report.notes.contains { $0.contains("elsewhere") })
        #expect(report.failures.map(\.place) == ["public.split_far"])
    }
}
