import Catalog
import Primitives
import Scanning
import TestSupport
import Testing

@Suite struct `Scanning JSON columns` {
    @Test func `gives each leaf path an entry and sums them up in the column's own`() throws {
        let documents = try #require(try ScanFixture.scan().relation("documents"))
        let paths = documents.columns.map { "\($0.name)\($0.path ?? "")" }.sorted()
        #expect(paths == ["body", "body$.tags[]", "body$.user.age", "body$.user.email", "id"])
        let body = try #require(documents.column(named: "body"))
        #expect(body.type == "jsonb")
        #expect(body.status == .decided)
        #expect(body.label == nil)
        #expect(body.sensitivity == .moderate)
        #expect(body.transform == "json")
        let email = try #require(documents.column(named: "body", path: "$.user.email"))
        #expect(email.label == "contact.email")
        #expect(email.type == "string")
        #expect(email.attnum == body.attnum)
        #expect(
            documents.reference(to: email).description == "public.documents.body$.user.email")
    }

    @Test func `judges documents cut short on the paths read`() throws {
        let database = try TestServer.shared().createDatabase("longjson")
        try database.run(
            """
            CREATE TABLE t (j json);
            INSERT INTO t VALUES (json_build_object('a', 'x@y.z', 'long', repeat('b', 20000)));
            INSERT INTO t VALUES ('"just text"'), (NULL);
            """)
        let table = try #require(try ScanFixture.scan(database).relation("t"))
        #expect(table.column(named: "j", path: "$.a")?.label == "contact.email")
        #expect(table.column(named: "j", path: "$")?.status == .clean)
    }
}
