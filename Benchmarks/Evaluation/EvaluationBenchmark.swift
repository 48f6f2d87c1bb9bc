import Catalog
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let evaluation = BenchmarkCommand(
        name: "evaluate",
        summary: "[--eval DIR] [--ignore-names] [--fn]: precision and recall on labelled tables"
    ) { arguments in
        try Evaluation(arguments).run()
    }
}

/// Scans every labelled table and compares the catalog with the labels.
///
/// The arithmetic is that of `score.py columns` in the shared evaluation folder; `PRED.tsv`, whose
/// path is printed, is what that script reads, and it must print the same figures.
private struct Evaluation {
    private let folder: String
    private let ignoresNames: Bool
    private let showsMisses: Bool

    init(_ arguments: [String]) throws {
        if let flag = arguments.firstIndex(of: "--eval") {
            guard flag + 1 < arguments.count else { throw UsageError() }
            folder = arguments[flag + 1]
        } else {
            folder = "../shared/eval"
        }
        ignoresNames = arguments.contains("--ignore-names")
        showsMisses = arguments.contains("--fn")
    }

    func run() throws {
        let labels = try EvaluationLabels(folder: folder)
        let predictions = try predict()
        let path = FileManager.default.temporaryDirectory.path + "/PRED.tsv"
        let lines = predictions.map(\.line).joined(separator: "\n") + "\n"
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
        var score = EvaluationScore()
        let said = Dictionary(uniqueKeysWithValues: predictions.map { ($0.column, $0) })
        for label in labels.columns where !label.isAmbiguous {
            score.add(label, said[label.column], map: labels)
        }
        print("written to \(path)")
        EvaluationReport(score: score, showsMisses: showsMisses).printAll()
    }

    /// What a scan says of each column of `tables/SOURCE/TABLE.csv`.
    private func predict() throws -> [EvaluationPrediction] {
        let rules = try RuleFolder.load()
        var options = ScanOptions()
        options.ignoresNames = ignoresNames
        options.header = .yes
        let scanner = FileScanner(scan: options, judge: rules.judge, recogniser: { _ in false })
        var predictions: [EvaluationPrediction] = []
        let tables = folder + "/tables"
        for source in try FileManager.default.contentsOfDirectory(atPath: tables).sorted() {
            let report = try scanner.run(paths: [tables + "/" + source])
            for failure in report.failures { print(failure) }
            for relation in report.relations {
                let table = String(relation.name.prefix { $0 != "." })
                predictions += relation.columns.map {
                    EvaluationPrediction(source: source, table: table, column: $0)
                }
            }
        }
        return predictions
    }

    private struct UsageError: Error, CustomStringConvertible {
        let description = "--eval needs the folder that holds labels.tsv and tables"
    }
}

/// A column of the evaluation by name.
struct EvaluationColumn: Hashable, CustomStringConvertible {
    var source: String
    var table: String
    var name: String

    var description: String { "\(source).\(table).\(name)" }
}

/// What the scan said of one column.
struct EvaluationPrediction {
    let column: EvaluationColumn
    /// A label, or `none` for clean columns and harmless classes.
    let label: String
    let probability: Double
    /// The strongest terms for the label, in nats.
    let evidence: String

    init(source: String, table: String, column: CatalogColumn) {
        self.column = EvaluationColumn(source: source, table: table, name: column.name)
        let isSaid = column.status == .decided || column.status == .needsReview
        let label = column.label ?? "none"
        self.label = isSaid && !label.hasPrefix("neg.") ? label : "none"
        probability = column.probability ?? 0
        evidence = column.evidence.filter { $0.label == label }
            .map { "\($0.kind) \(decimal($0.nats, 1))" }.joined(separator: ", ")
    }

    var line: String {
        [column.source, column.table, column.name, label, decimal(probability, 4)]
            .joined(separator: "\t")
    }
}
