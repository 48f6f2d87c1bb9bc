import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let peers = BenchmarkCommand(
        name: "peers",
        summary: "[--eval DIR] [--split S] [--from FOLDER]: other tools on the same tables"
    ) { arguments in
        try PeerComparison(EvaluationOptions(arguments)).run()
    }
}

/// Runs the tools that `Benchmarks/peers/run.py` installs over the labelled tables, and scores
/// them and us in the same way.
private struct PeerComparison {
    let options: EvaluationOptions

    init(_ options: EvaluationOptions) { self.options = options }

    func run() throws {
        let rules = try RuleFolder.load().ruleSet
        for folder in options.folders {
            let labels = try EvaluationLabels(folder: folder, split: options.split)
            let said = try options.answers ?? Self.ask(folder)
            print("== \(folder): \(labels.columns.count) columns")
            let tables = try EvaluationTable.load(options, folder: folder)
            Self.printFigures("bauta", EvaluationScore(labels, tables.predictions { _ in rules }))
            let files = try FileManager.default.contentsOfDirectory(atPath: said).sorted()
            for file in files where file.hasSuffix(".tsv") {
                let predictions = try Self.predictions(said + "/" + file)
                Self.printFigures(String(file.dropLast(4)), EvaluationScore(labels, predictions))
            }
        }
    }

    /// Runs every peer; the script says on stderr what couldn't be installed or run.
    private static func ask(_ folder: String) throws -> String {
        let out = FileManager.default.temporaryDirectory.path + "/bauta-peers"
        let script =
            #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
            .joined(separator: "/") + "/peers/run.py"
        let process = try MeasuredProcess(["python3", script, folder + "/tables", out])
        guard process.status == 0 else {
            throw BenchmarkError("\(script) failed with status \(process.status)")
        }
        return out
    }

    /// Lines of source, table, column, type and score.
    private static func predictions(_ path: String) throws -> [EvaluationPrediction] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
            let cells = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 5, let score = Double(cells[4]) else { return nil }
            return EvaluationPrediction(
                EvaluationColumn(source: cells[0], table: cells[1], name: cells[2]),
                label: cells[3], probability: score)
        }
    }

    private static func printFigures(_ name: String, _ score: EvaluationScore) {
        func figures(_ tally: EvaluationTally) -> String {
            "P \(decimal(tally.precision, 3))  R \(decimal(tally.recall, 3))"
                + "  F1 \(decimal(tally.f1, 3))"
        }
        print(
            name.padded(to: 22) + "sensitive " + figures(score.sensitive)
                + "   typed " + figures(score.typed))
    }
}
