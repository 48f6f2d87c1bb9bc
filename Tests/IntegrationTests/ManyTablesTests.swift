import TestSupport
import Testing

/// A whole database masked into another one: constraints validate, indexes build, and what the plan
/// keeps is as it was.
struct ManyTablesTests {
    @Test func `forty tables of every constraint kind load into a database of their own`() throws {
        let fixture = ManyTablesFixture.self
        let server = try TestServer.shared()
        let source = try server.createDatabase("many")
        try source.run(fixture.schemas.map(fixture.script).joined() + "ANALYZE;")
        let folder = try TestFolder()
        try folder.write("mask.toml", fixture.plan)
        try run(folder, ["scan", source.url, "--catalog", "catalog.json"])
        let decided = ["--catalog", "catalog.json", "--plan", "mask.toml", "--key", "ephemeral"]
        try run(folder, ["plan", "check", source.url] + decided)
        try run(folder, ["mask", source.url, "--out", "out/"] + decided)

        let target = try server.createDatabase("masked")
        try target.run(try dump(source, "--section=pre-data"))
        for schema in fixture.schemas {
            for table in fixture.tables { try load(table, schema, from: folder, into: target) }
        }
        try target.run(try dump(source, "--section=post-data"))
        #expect(try target.run(Self.invalid) == "0")
        #expect(try dump(source) == dump(target))
        for schema in fixture.schemas {
            for table in fixture.tables { try compare(source, target, schema, table) }
        }
        let joined = "SELECT count(*) FROM one.people p JOIN one.accounts a ON a.person = p.id"
        #expect(try target.run(joined) == "200")
        let mails = "SELECT count(*) FROM one.people WHERE email LIKE '%orchard%'"
        #expect(try target.run(mails) == "0")
    }

    /// What the plan keeps is as it was, row by row; what it masks has the same NULLs and is other.
    private func compare(
        _ source: TestDatabase, _ target: TestDatabase, _ schema: String,
        _ table: ManyTablesFixture.Table
    ) throws {
        let name = "\(schema).\(table.name)"
        func sum(_ columns: [String]) -> String {
            let row = "ROW(\(columns.joined(separator: ", ")))::text"
            return "SELECT count(*), md5(string_agg(\(row), ',' ORDER BY \(row))) FROM \(name)"
        }
        #expect(try source.run(sum(table.kept)) == target.run(sum(table.kept)), "\(name)")
        for column in table.masked {
            #expect(try source.run(sum([column])) != target.run(sum([column])), "\(name).\(column)")
            let count = "SELECT count(\(column)) FROM \(name)"
            #expect(try source.run(count) == target.run(count), "\(name).\(column)")
        }
    }

    /// Constraints that don't hold and indexes that weren't built.
    private static let invalid = """
        SELECT (SELECT count(*) FROM pg_constraint WHERE NOT convalidated)
            + (SELECT count(*) FROM pg_index WHERE NOT indisvalid)
        """

    private func run(_ folder: TestFolder, _ arguments: [String]) throws {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments[0]): \(outcome.output)\(outcome.errors)")
        }
    }

    /// The schema, or a section of it, as pg_dump writes it, without the settings of psql, which
    /// differ from dump to dump.
    private func dump(_ database: TestDatabase, _ options: String...) throws -> String {
        let outcome = try ChildProcess.run(
            ["pg_dump", "--schema-only", "--no-owner", "-d", database.url] + options)
        guard outcome.status == 0 else { throw TestSupportError(outcome.errors) }
        return outcome.output.split(separator: "\n").filter { !$0.hasPrefix("\\") }
            .joined(separator: "\n")
    }

    /// Through a table without constraints, since COPY can't fill a generated column.
    private func load(
        _ table: ManyTablesFixture.Table, _ schema: String, from folder: TestFolder,
        into target: TestDatabase
    ) throws {
        let name = "\(schema).\(table.name)"
        let own = table.own.joined(separator: ", ")
        try target.run(
            """
            CREATE TABLE staging AS SELECT * FROM \(name) WITH NO DATA;
            \\copy staging FROM '\(folder.path("out/\(name).csv"))' (FORMAT csv, HEADER)
            INSERT INTO \(name) (\(own)) OVERRIDING SYSTEM VALUE SELECT \(own) FROM staging;
            DROP TABLE staging;
            """)
    }
}
