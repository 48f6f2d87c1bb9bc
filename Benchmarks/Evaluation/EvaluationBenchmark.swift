import Detection
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let evaluation = BenchmarkCommand(
        name: "evaluate",
        summary: "[--eval DIR] [--split S] [--ignore-names] [--fn] [--totals]: "
            + "precision and recall on labelled tables"
    ) { arguments in
        let options = try EvaluationOptions(arguments)
        for folder in options.folders { try Evaluation(options: options, folder: folder).run() }
    }
}

/// Scans every labelled table and compares the verdicts with the labels, by the weights that ship
/// and by weights that were fitted without the table's source.
///
/// The arithmetic is that of `score.py columns` in the shared evaluation folder; `PRED.tsv`, whose
/// path is printed, is what that script reads, and it must print the same figures.
private struct Evaluation {
    let options: EvaluationOptions
    let folder: String

    func run() throws {
        let rules = try RuleFolder.load().ruleSet
        let labels = try EvaluationLabels(folder: folder, split: options.split)
        let tables = try EvaluationTable.load(options, folder: folder)
        let predictions = tables.predictions { _ in rules }
        print(
            "== \(folder)\(options.split.map { ", split \($0)" } ?? ""): "
                + "\(labels.columns.count) columns")
        if !options.showsTotalsOnly { try write(predictions) }
        EvaluationReport(score: EvaluationScore(labels, predictions), options: options)
            .printAll(try EvaluationExplanations())
        try crossValidate(tables, labels, rules)
    }

    private func write(_ predictions: [EvaluationPrediction]) throws {
        let path = FileManager.default.temporaryDirectory.path + "/PRED.tsv"
        let lines = predictions.map(\.line).joined(separator: "\n") + "\n"
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
        print("written to \(path)")
    }

    private func crossValidate(
        _ tables: [EvaluationTable], _ labels: EvaluationLabels, _ rules: RuleSet
    ) throws {
        let fitted = SourceFolds(FitExample.all(tables, labels, rules)).weights()
        let predictions = tables.predictions { source in
            rules.weighed(by: fitted[source] ?? ScoreWeights())
        }
        let score = EvaluationScore(labels, predictions)
        print("\ncross-validated: each source by weights fitted on other sources")
        EvaluationReport(score: score, options: options).printTotals()
        score.sensitiveReliability.printTable("probability of being sensitive")
    }
}
