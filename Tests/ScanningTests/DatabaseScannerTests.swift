import Catalog
import Postgres
import Scanning
import TestSupport
import Testing

@Suite struct `Scanning a database` {
    @Test func `lists every relation with its kind`() throws {
        let report = try ScanFixture.scan()
        #expect(report.failures.isEmpty)
        let kinds = Dictionary(uniqueKeysWithValues: report.relations.map { ($0.name, $0.kind) })
        #expect(kinds["people"] == .table)
        #expect(kinds["events"] == .partitioned)
        #expect(kinds["events_1"] == .partition)
        #expect(kinds["mat"] == .materializedView)
        #expect(kinds["addresses"] == .view)
        #expect(kinds["a \"quoted\" Table"] == .table)
        #expect(kinds["no_columns"] == .table)
        #expect(!kinds.keys.contains { $0.hasPrefix("pg_") })
        #expect(report.sources.first?.database?.hasPrefix("scan") == true)
    }

    @Test func `reads columns of every type`() throws {
        let people = try #require(try ScanFixture.scan().relation("people"))
        #expect(people.columns.map(\.name).contains("dropped") == false)
        let email = try #require(people.column(named: "email"))
        #expect(email.attnum == 3)
        #expect(email.type == "text")
        #expect(email.status == .decided)
        #expect(email.label == "contact.email")
        #expect(email.probability == 0.9877)
        #expect(email.evidence[0].nats == 1)
        #expect(email.evidence[0].detail == "text")
        let types = people.columns.map(\.type)
        #expect(
            types == [
                "integer", "text", "public.mood", "public.pair", "text[]", "bytea",
                "date", "numeric(8,2)", "text", "character varying(40)",
            ])
        #expect(people.column(named: "tags")?.label == "contact.email")
        #expect(people.column(named: "tags")?.evidence[0].counts?["cells"] == 100)
        #expect(people.column(named: "note")?.evidence[0].counts?["null"] == 25)
        #expect(people.column(named: "id")?.nullable == false)
    }

    @Test func `records keys`() throws {
        let report = try ScanFixture.scan()
        #expect(report.relation("people")?.keys?.primary == ["id"])
        #expect(report.relation("people")?.keys?.unique == [["email"]])
        #expect(
            report.relation("orders")?.keys?.foreign == [
                CatalogKeys.Foreign(
                    columns: ["buyer"], schema: "public", relation: "people",
                    references: ["email"])
            ])
    }

    @Test func `passes labels along foreign keys, also to empty tables`() throws {
        let buyer = try ScanFixture.scan().relation("orders")?.column(named: "buyer")
        #expect(buyer?.label == "contact.email")
        #expect(buyer?.status == .decided)
        #expect(buyer?.evidence.last?.detail == "references public.people.email")
    }

    @Test func `samples a big table in part and a small one whole`() throws {
        let report = try ScanFixture.scan()
        let people = try #require(report.relation("people")?.sample)
        #expect(people.method == .all)
        #expect(people.rows == 50)
        #expect(people.detectablePrevalence == 0)
        let medium = try #require(report.relation("medium")?.sample)
        #expect(medium.method == .bernoulli)
        #expect((700...1400).contains(medium.rows))
        let events = try #require(report.relation("events")?.sample)
        #expect((300...3000).contains(events.rows))
        #expect(report.relation("empty_table")?.sample?.rows == 0)
    }

    @Test func `reads everything on request`() throws {
        let report = try ScanFixture.scan { options in
            options.sampleRowLimit = nil
            options.tables = [GlobPattern("big")]
        }
        #expect(report.relation("big")?.sample?.method == .all)
        #expect(report.relation("big")?.sample?.rows == 60000)
    }

    @Test func `lets partitions inherit from the partitioned table`() throws {
        let report = try ScanFixture.scan()
        let partition = try #require(report.relation("events_2"))
        #expect(partition.sample?.method == .inherited)
        #expect(partition.column(named: "mail")?.label == "contact.email")
        let alone = try ScanFixture.scan { $0.tables = [GlobPattern("events_2")] }
        #expect(alone.relation("events_2")?.sample?.method != .inherited)
    }

    @Test func `lets views inherit without reading them`() throws {
        let report = try ScanFixture.scan()
        let view = try #require(report.relation("addresses"))
        #expect(view.sample?.method == .inherited)
        #expect(view.column(named: "contact")?.label == "contact.email")
        #expect(view.column(named: "contact")?.attnum == 1)
        #expect(view.column(named: "shout")?.status == .unread)
        #expect(report.relation("nested")?.column(named: "again")?.label == "contact.email")
    }

    @Test func `reads views on request and says whose query ran`() throws {
        let report = try ScanFixture.scan { options in
            options.readsViews = true
            options.sampleRowLimit = 40
            options.tables = [GlobPattern("addresses"), GlobPattern("people")]
        }
        let view = try #require(report.relation("addresses"))
        #expect(view.sample?.method == .first)
        #expect(view.sample?.rows == 40)
        #expect(view.column(named: "shout")?.status == .clean)
        #expect(report.notes == ["public.addresses: read by running the query of postgres"])
    }

    @Test func `follows views that stand on newer views`() throws {
        let database = try TestServer.shared().createDatabase("views")
        try database.run(
            """
            CREATE TABLE t (mail text, other text);
            INSERT INTO t VALUES ('a@b.c', 'x');
            CREATE VIEW old AS SELECT other AS out FROM t;
            CREATE VIEW new AS SELECT mail AS out FROM t;
            CREATE OR REPLACE VIEW old AS SELECT out FROM new;
            """)
        let report = try ScanFixture.scan(database)
        #expect(report.relation("old")?.columns[0].label == "contact.email")
    }

    @Test func `calls columns of a view unread when its tables aren't scanned`() throws {
        let report = try ScanFixture.scan { $0.tables = [GlobPattern("addresses")] }
        #expect(report.relations.count == 1)
        #expect(report.relations[0].columns.allSatisfy { $0.status == .unread })
    }

    @Test func `makes do with fewer connections than it asked for`() throws {
        let database = try TestServer.shared().createDatabase("few")
        try database.run(
            """
            CREATE TABLE a (x text); CREATE TABLE b (x text); CREATE TABLE c (x text);
            GRANT SELECT ON a, b, c TO reader;
            ALTER DATABASE "\(database.name)" CONNECTION LIMIT 1;
            """)
        let report = try ScanFixture.scan(database, role: "reader") { $0.connectionCount = 4 }
        #expect(report.failures.isEmpty)
        #expect(report.relations.count == 3)
    }

    @Test func `keeps a table and its heirs apart`() throws {
        let report = try ScanFixture.scan()
        #expect(report.relation("parent_table")?.sample?.rows == 1)
        #expect(report.relation("parent_table")?.column(named: "a")?.status == .clean)
        #expect(report.relation("child_table")?.column(named: "a")?.label == "contact.email")
    }

    @Test func `keeps the sample within its bytes`() throws {
        let report = try ScanFixture.scan { $0.tables = [GlobPattern("wide")] }
        let run = try #require(report.runs.first)
        #expect(run.bytes <= SamplePlan.byteBudget)
        #expect(run.rows > 300)
    }

    @Test(arguments: [(1, 1), (4, 2), (3, 3)])
    func `gives the same catalog whatever the number of connections`(
        _ connections: Int, _ workers: Int
    ) throws {
        let reference = try ScanFixture.scan()
        let other = try ScanFixture.scan { options in
            options.connectionCount = connections
            options.workerCount = workers
        }
        let left = reference.catalog(generator: "test", rulesDigest: "sha256:0")
        let right = other.catalog(generator: "test", rulesDigest: "sha256:0")
        #expect(left == right)
        #expect(try CatalogCoding.encode(left) == CatalogCoding.encode(right))
    }

    @Test func `draws another sample for another seed`() throws {
        let first = try ScanFixture.scan { $0.tables = [GlobPattern("medium")] }
        let second = try ScanFixture.scan { options in
            options.tables = [GlobPattern("medium")]
            options.seed = 2
        }
        let counts = [first, second].map { $0.relation("medium")?.columns[0].evidence[0].counts }
        #expect(counts[0] != counts[1])
    }

    @Test func `selects by schema, table and exclusion`() throws {
        let odd = try ScanFixture.scan { $0.schemas = [GlobPattern("Odd*")] }
        #expect(odd.relations.count == 1)
        let some = try ScanFixture.scan { options in
            options.tables = [GlobPattern("public.e*")]
            options.excluded = [GlobPattern("events*")]
        }
        #expect(some.relations.map(\.name) == ["empty_table"])
        #expect(throws: ScanError.self) {
            try ScanFixture.scan { $0.tables = [GlobPattern("nothing_like_it")] }
        }
    }
}
