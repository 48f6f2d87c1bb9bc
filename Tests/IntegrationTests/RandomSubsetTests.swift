import TestSupport
import Testing

/// Subsets of random databases, held against what a model of each says must be there.
@Suite struct RandomSubsetTests {
    @Test(arguments: 1...5)
    func `a subset holds what was asked and every foreign key, and no more`(seed: Int) throws {
        let schema = RandomSchema(seed: seed)
        let subset = RandomSubset(schema, seed: seed)
        let server = try TestServer.shared()
        let source = try server.createDatabase("random")
        try source.run(schema.script)
        let folder = try TestFolder()
        try folder.write("mask.toml", schema.plan)
        try folder.write("subset.toml", subset.text)
        try bauta(folder, ["scan", source.url, "--catalog", "catalog.json", "--seed", "1"])
        try bauta(folder, ["key", "new", "--out", "key"])
        let arguments = [
            "mask", source.url, "--catalog", "catalog.json", "--plan", "mask.toml", "--key",
            "file:key", "--subset", "subset.toml",
        ]
        try bauta(folder, arguments + ["--out", "out/", "--jobs", "2"])
        if seed == 1 { try bauta(folder, arguments + ["--out", "again/", "--jobs", "1"]) }

        let hashes = try schema.tables.indices.map { table in
            try source.run(subset.hashes(table)).split(separator: "\n").map {
                String($0.split(separator: "|")[1])
            }
        }
        let expected = subset.rows(hashes)
        let target = try server.createDatabase("part")
        try target.run(try dump(source, "pre-data"))
        for table in schema.tables.indices {
            let file = "public.t\(table).csv"
            if seed == 1 {
                #expect(try folder.bytes("out/" + file) == folder.bytes("again/" + file))
            }
            try target.run(
                "\\copy t\(table) FROM '\(folder.path("out/" + file))' (FORMAT csv, HEADER)")
            let tags = expected.filter { $0.table == table }.map { "t\(table)-\($0.number)" }
            let found = try target.run("SELECT tag FROM t\(table)").split(separator: "\n")
            #expect(found.map(String.init).sorted() == tags.sorted(), "t\(table)\n\(subset.text)")
            let shown = "SELECT count(*) FROM t\(table) WHERE mail LIKE '%orchard%'"
            #expect(try target.run(shown) == "0")
        }
        // Builds the indexes and refuses any row without its parent.
        try target.run(try dump(source, "post-data"))
        let invalid = "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"
        #expect(try target.run(invalid) == "0")
    }

    private func bauta(_ folder: TestFolder, _ arguments: [String]) throws {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments[0]): \(outcome.output)\(outcome.errors)")
        }
    }

    private func dump(_ database: TestDatabase, _ section: String) throws -> String {
        let outcome = try ChildProcess.run([
            "pg_dump", "--schema-only", "--section=" + section, "--no-owner", "-d", database.url,
        ])
        guard outcome.status == 0 else { throw TestSupportError(outcome.errors) }
        return outcome.output
    }
}
