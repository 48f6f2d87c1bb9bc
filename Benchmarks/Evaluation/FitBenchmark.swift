import Detection
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let fit = BenchmarkCommand(
        name: "fit",
        summary: "[--eval DIR]… [--split S]: fits rules/weights.toml on labelled tables"
    ) { arguments in
        try WeightFile(EvaluationOptions(arguments)).write()
    }
}

/// Fits the weights on the labelled columns of all folders and writes them where the rules are.
///
/// Every column counts twice, with its names and without: names that are as good as those of
/// labelled tables would else make the values count for too little elsewhere.
private struct WeightFile {
    private let options: EvaluationOptions

    init(_ options: EvaluationOptions) { self.options = options }

    func write() throws {
        let rules = try RuleFolder.load().ruleSet
        var examples: [FitExample] = []
        for folder in options.folders {
            let labels = try EvaluationLabels(folder: folder, split: options.split)
            for ignoresNames in [false, true] {
                var options = options
                options.ignoresNames = ignoresNames
                examples += FitExample.all(
                    try EvaluationTable.load(options, folder: folder), labels, rules)
            }
        }
        let (weights, temperature) = SourceFolds(examples).finalWeights()
        print("\(examples.count / 2) columns, temperature \(decimal(temperature, 3))")
        let text = Self.text(weights)
        print(text)
        let path = try RuleFolder.installedFolder() + "/weights.toml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        print("written to \(path)")
    }

    private static func text(_ weights: ScoreWeights) -> String {
        func lines(_ isOffset: Bool) -> [String] {
            ScoreWeights.Term.allCases.filter { $0.isOffset == isOffset }.map {
                "\($0.key) = \(decimal(weights[$0], 3))"
            }
        }
        return
            ([
                "# How much each kind of evidence counts. Written by `Benchmarks fit`: fitted on labelled",
                "# tables, calibrated on sources left out of the fit. Don't edit; change a rule instead.",
                "", "[factors]",
            ] + lines(false) + ["", "# Nats added to every rule of a kind.", "[offsets]"]
            + lines(true)).joined(separator: "\n") + "\n"
    }
}
