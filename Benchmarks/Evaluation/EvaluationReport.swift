/// Prints an evaluation: totals, each type, false alarms with their evidence, calibration.
struct EvaluationReport {
    let score: EvaluationScore
    let showsMisses: Bool

    func printAll() {
        print("sensitive or not".padded(to: 24) + Self.figures(score.sensitive))
        print("typed".padded(to: 24) + Self.figures(score.typed))
        printTypes()
        print("\nfalse alarms, each with its evidence in nats:")
        let alarms = score.alarms.sorted { $0.prediction.probability > $1.prediction.probability }
        for alarm in alarms {
            print(
                "  \(decimal(alarm.prediction.probability, 3)) \(alarm.prediction.label) "
                    + "\(alarm.prediction.column): \(alarm.prediction.evidence)")
        }
        if showsMisses {
            print("\nmisses:")
            for column in score.missed { print("  \(column.type) \(column.column)") }
        }
        printReliability()
    }

    private func printTypes() {
        print("\ntype".padded(to: 25) + "support      P      R     F1")
        let rows = score.types.sorted {
            ($1.value.hits + $1.value.misses, $0.key) < ($0.value.hits + $0.value.misses, $1.key)
        }
        for (type, tally) in rows {
            let support = "\(tally.hits + tally.misses)".aligned(to: 7)
            print(
                type.padded(to: 24) + support + decimal(tally.precision, 3).aligned(to: 7)
                    + decimal(tally.recall, 3).aligned(to: 7) + decimal(tally.f1, 3).aligned(to: 7))
        }
    }

    private func printReliability() {
        print("\nprobability  columns    mean   right")
        for (bin, row) in score.reliability.enumerated() where row.count > 0 {
            let count = Double(row.count)
            print(
                "0.\(bin)…".padded(to: 10) + "\(row.count)".aligned(to: 10)
                    + decimal(row.sum / count, 3).aligned(to: 8)
                    + decimal(Double(row.hits) / count, 3).aligned(to: 8))
        }
    }

    private static func figures(_ tally: EvaluationTally) -> String {
        "P \(decimal(tally.precision, 3))  R \(decimal(tally.recall, 3))"
            + "  F1 \(decimal(tally.f1, 3))"
            + "  (\(tally.hits) right, \(tally.alarms) false alarms, \(tally.misses) missed)"
    }
}
