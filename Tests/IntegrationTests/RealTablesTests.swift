import Catalog
import Postgres
import Primitives
import Scanning
import TestSupport
import Testing

@Suite struct `Real labelled tables in PostgreSQL` {
    /// Sources with people in them and sources without, so that both kinds of error count.
    private static let sources = [
        "northwind", "sakila", "chinook", "gen_faker", "gen_mimesis", "library", "bank_360",
        "chicago", "omop", "core",
    ]

    @Test(
        .enabled(
            if: PackageFolder.shared("eval/load_pg.sh") != nil,
            Comment(rawValue: PackageFolder.missing("eval"))))
    func `are told sensitive or not with an F1 above 0.80`() throws {
        let eval = try #require(PackageFolder.shared("eval"))
        let folder = try TestFolder()
        let database = try TestServer.shared().createDatabase("real")
        try load(eval, folder, database)

        let rules = try RuleFolder(folders: [PackageFolder.path("rules")])
        let report = try DatabaseScanner(
            ConnectionOptions(database.url), scan: ScanOptions(), judge: rules.judge
        ).run(sourceID: "real")
        #expect(report.failures.isEmpty)

        let predictions = report.relations.flatMap(Self.predictions).joined(separator: "\n")
        let path = try folder.write("predictions.tsv", predictions + "\n")
        let outcome = try ChildProcess.run([
            "python3", eval + "/score.py", "columns", path, "--map", eval + "/label-map.tsv",
            "--only", Self.sources.joined(separator: ","),
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let score = try #require(Self.f1(in: outcome.output), "\(outcome.output)")
        #expect(score > 0.80, "\(outcome.output)")
    }

    /// Loads the chosen sources with the script beside the data.
    private func load(_ eval: String, _ folder: TestFolder, _ database: TestDatabase) throws {
        for source in Self.sources {
            let link = try ChildProcess.run([
                "sh", "-c", "mkdir -p \"$2\" && ln -s \"$(realpath \"$1\")\" \"$2/\"", "link",
                eval + "/tables/" + source, folder.path("tables"),
            ])
            try #require(link.status == 0, "\(link.errors)")
        }
        var environment = database.environment
        environment["TABLES"] = folder.path("tables")
        let loaded = try ChildProcess.run(
            ["bash", eval + "/load_pg.sh", database.name], environment: environment)
        try #require(loaded.status == 0, "\(loaded.output)\(loaded.errors)")
    }

    /// `source, table, column, label or none, probability` for each column of a relation.
    ///
    /// A label without sensitivity, such as an e-mail's verification flag, is `none`.
    private static func predictions(_ relation: CatalogRelation) -> [String] {
        relation.columns.filter { $0.path == nil }.map { column in
            let isSaid = column.status == .decided || column.status == .needsReview
            let label = isSaid && column.sensitivity > .none ? column.label ?? "none" : "none"
            return [
                relation.schema, relation.name, column.name, label,
                "\(column.probability ?? 1)",
            ].joined(separator: "\t")
        }
    }

    /// The F1 of the line `binary micro  P 0.9  R 0.8  F1 0.85`.
    private static func f1(in output: String) -> Double? {
        let line = output.split(separator: "\n").first { $0.hasPrefix("binary micro ") }
        let words = line?.split(separator: " ") ?? []
        return words.firstIndex(of: "F1").flatMap { Double(words[$0 + 1]) }
    }
}
