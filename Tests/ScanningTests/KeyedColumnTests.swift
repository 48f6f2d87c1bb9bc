import Catalog
import Primitives
import Scanning
import TestSupport
import Testing

@Suite struct `Scanning keyed text` {
    private func scan(_ label: String, _ sql: String) throws -> CatalogRelation {
        let database = try TestServer.shared().createDatabase(label)
        try database.run(sql)
        return try #require(try ScanFixture.scan(database).relation("t"))
    }

    @Test func `gives each key an entry and adds what it holds to the column's own`() throws {
        let table = try scan(
            "keyedpairs",
            """
            CREATE TABLE t (id int, note text);
            INSERT INTO t SELECT i, 'mail=fern' || i || '@moss.io plan=gold reply-to=x' || i
            FROM generate_series(1, 40) i;
            """)
        let paths = table.columns.map { "\($0.name)\($0.path ?? "")" }.sorted()
        #expect(
            paths == ["id", "note", "note$.\"reply-to\"", "note$.mail", "note$.plan"])
        #expect(table.column(named: "note", path: "$.mail")?.label == "contact.email")
        #expect(table.column(named: "note", path: "$.plan")?.status == .clean)
        let note = try #require(table.column(named: "note"))
        #expect(note.type == "text" && note.sensitivity == .moderate)
        #expect(note.contents.map(\.label).contains("contact.email") || note.status == .decided)
        #expect(note.status != .clean)
    }

    @Test func `writes keys that look like values as one path`() throws {
        let table = try scan(
            "keyedvalues",
            """
            CREATE TABLE t (tags text);
            INSERT INTO t SELECT format('<t><v4417%s>a</v4417%s><b>c</b></t>', i, i)
            FROM generate_series(1, 9) i;
            """)
        #expect(table.columns.map { $0.path ?? "" }.sorted() == ["", "$.*", "$.b"])
    }

    @Test func `plain text has no paths`() throws {
        let table = try scan(
            "keyednone",
            """
            CREATE TABLE t (note text);
            INSERT INTO t SELECT 'asked about lamp ' || i FROM generate_series(1, 20) i;
            """)
        #expect(table.columns.map(\.path) == [nil])
    }
}
