import Catalog
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let columnPredictions = BenchmarkCommand(
        name: "predict-columns",
        summary: "FOLDER OUT.tsv [--ignore-names]: what a scan says of each CSV column"
    ) { arguments in
        try ColumnPredictions().run(arguments)
    }
}

/// Scans `FOLDER/SOURCE/TABLE.csv` and writes source, table, column, label and probability, the
/// form that `score.py columns` of the shared evaluation folder reads.
private struct ColumnPredictions {
    func run(_ arguments: [String]) throws {
        let paths = arguments.filter { !$0.hasPrefix("--") }
        guard paths.count == 2 else { throw UsageError() }
        let rules = try RuleFolder.load()
        var options = ScanOptions()
        options.ignoresNames = arguments.contains("--ignore-names")
        let scanner = FileScanner(scan: options, judge: rules.judge, recogniser: { _ in false })
        var lines = ["source\ttable\tcolumn\tlabel\tprobability"]
        let manager = FileManager.default
        for source in try manager.contentsOfDirectory(atPath: paths[0]).sorted() {
            let report = try scanner.run(paths: [paths[0] + "/" + source])
            for failure in report.failures { print(failure) }
            for relation in report.relations {
                let table = String(relation.name.prefix { $0 != "." })
                lines += relation.columns.map { Self.line(source, table, $0) }
            }
        }
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: paths[1], atomically: true, encoding: .utf8)
    }

    private static func line(
        _ source: String, _ table: String, _ column: CatalogColumn
    ) -> String {
        let isSaid = column.status == .decided || column.status == .needsReview
        let label = column.label ?? "none"
        let isNegative = label == "none" || label.hasPrefix("neg.")
        let values = column.byValues.map { "\($0.label) \(decimal($0.probability, 3))" } ?? ""
        return [
            source, table, column.name, isSaid && !isNegative ? label : "none",
            decimal(column.probability ?? 0, 4), column.status.rawValue, label, values,
        ].joined(separator: "\t")
    }

    private struct UsageError: Error, CustomStringConvertible {
        let description = "give the folder of the tables and the file to write"
    }
}
