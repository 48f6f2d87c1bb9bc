import Configuration
import Exporting
import FoundationEssentials
import Postgres
import Primitives
import TestSupport
import Testing

@Suite struct SubsetSelectionTests {
    private static let tables = ["parents", "children"].map {
        ColumnReference(schema: "public", relation: $0, column: "")
    }

    private static let script = """
        CREATE TABLE parents (id integer PRIMARY KEY, name text);
        CREATE TABLE children (id integer PRIMARY KEY, parent integer REFERENCES parents);
        INSERT INTO parents SELECT n, 'before' FROM generate_series(1, 25000) n;
        INSERT INTO children SELECT n, n FROM generate_series(1, 25000) n;
        """

    private func choose(_ database: TestDatabase, _ text: String) throws -> SubsetSelection {
        let file = try SubsetFile(name: "subset.toml", text: "version = 1\n" + text)
        return try SubsetSelector.choose(
            file, seed: SubsetSeed("test"), of: Self.tables,
            on: Connection(ConnectionOptions(database.url)))
    }

    private func export(
        _ table: String, _ database: TestDatabase, _ subset: SubsetSelection
    ) throws -> [String] {
        let folder = try TestFolder()
        let source = try ExportSource.postgres(
            Connection(ConnectionOptions(database.url)), .table(schema: "public", name: table),
            chunkSize: 5000, subset: subset)
        _ = try ExportFixture.export(
            source, ExportFixture.plan(source), in: folder, format: .copy, workers: 2)
        return try folder.read("out").split(separator: "\n").map(String.init)
    }

    @Test func `rows are those of one snapshot, whatever is written and vacuumed meanwhile`() throws
    {
        let database = try TestServer.shared().createDatabase("subset_snapshot")
        try database.run(Self.script)
        let subset = try choose(database, "[tables.'public.children']\nwhere = 'id % 2 = 0'\n")
        try database.run(
            """
            DELETE FROM children WHERE id % 3 = 0; UPDATE parents SET name = 'after';
            INSERT INTO children SELECT n, n % 100 + 1 FROM generate_series(25001, 30000) n;
            """)
        try database.run("VACUUM")
        let children = try export("children", database, subset)
        #expect(children == (1...12_500).map { "\($0 * 2)\t\($0 * 2)" })
        let parents = try export("parents", database, subset)
        #expect(parents == (1...12_500).map { "\($0 * 2)\tbefore" })
        #expect(subset.reports.map(\.rows) == [12_500, 12_500])
        #expect(subset.reports.map(\.parents) == [12_500, 0])
        #expect(subset.reports.map(\.estimatedTableRows) == [nil, nil])
    }

    @Test func `a table of no chosen rows is empty, and one that isn't there is refused`() throws {
        let database = try TestServer.shared().createDatabase("subset_empty")
        try database.run(Self.script)
        let subset = try choose(
            database, "[tables]\n'public.parents' = { where = 'id < 0' }\n")
        #expect(try export("parents", database, subset).isEmpty)
        try database.run("CREATE TABLE late (id integer)")
        #expect(throws: ExportError.self) { try export("late", database, subset) }
    }

    @Test func `a condition can't leave the read-only transaction`() throws {
        let database = try TestServer.shared().createDatabase("subset_writes")
        try database.run(Self.script + "CREATE SEQUENCE counter;")
        for condition in [
            "nextval('counter') > 0", "true); COMMIT; DROP TABLE children; SELECT (true",
        ] {
            #expect(throws: (any Error).self) {
                try choose(database, "[tables.'public.children']\nwhere = \"\(condition)\"\n")
            }
        }
        #expect(try database.run("SELECT last_value, is_called FROM counter") == "1|f")
        #expect(try database.run("SELECT count(*) FROM children") == "25000")
    }

    @Test func `every key of the file is documented`() throws {
        let documentation = try String(
            contentsOfFile: PackageFolder.path("Sources/Exporting/SUBSET.md"), encoding: .utf8)
        for text in ["nonsense = 1", "[tables.'a.b']\nnonsense = 1"] {
            let error = #expect(throws: ConfigurationError.self) {
                try SubsetFile(name: "subset.toml", text: "version = 1\n" + text)
            }
            let list = try #require(error?.message.split(separator: "expected ").last)
            let keys = list.split(separator: ", ")
            #expect(keys.count >= 7)
            for key in keys {
                let isNamed =
                    documentation.contains("`\(key)`") || documentation.contains("`[\(key)]`")
                #expect(isNamed, "\(key)")
            }
        }
    }
}
