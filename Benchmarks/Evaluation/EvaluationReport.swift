/// Prints an evaluation: totals, each type, confusions, false alarms with their evidence,
/// calibration.
struct EvaluationReport {
    /// As many clean columns share one false critical label at most.
    private static let criticalShare = 200.0
    private static let worstConfusions = 12

    let score: EvaluationScore
    let options: EvaluationOptions

    func printAll(_ explanations: EvaluationExplanations) {
        printTotals()
        printTypes()
        printConfusions()
        if !options.showsTotalsOnly { printAlarms(explanations) }
        score.sensitiveReliability.printTable("probability of being sensitive")
        score.typedReliability.printTable("probability of the label said")
    }

    func printTotals() {
        print("sensitive or not".padded(to: 28) + Self.figures(score.sensitive))
        print("typed".padded(to: 28) + Self.figures(score.typed))
        let checked = score.withChecksum
        print(
            "said with a checksum".padded(to: 28)
                + "P \(decimal(checked.precision, 3))  (\(checked.hits + checked.alarms) columns)")
        let per =
            Double(score.falseCritical) * Self.criticalShare
            / Double(max(score.cleanCount, 1))
        print(
            "false critical labels".padded(to: 28)
                + "\(decimal(per, 2)) per 200 clean columns  "
                + "(\(score.falseCritical) in \(score.cleanCount))")
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

    private func printConfusions() {
        print("\nworst confusions, label → said:")
        let worst = score.confusions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (pair, count) in worst.prefix(Self.worstConfusions) {
            print("\(count)".aligned(to: 6) + "  " + pair)
        }
    }

    private func printAlarms(_ explanations: EvaluationExplanations) {
        print("\nfalse alarms on clean columns, each with its key, its evidence in nats and why:")
        let alarms = score.alarms.map(\.prediction).sorted { $0.probability > $1.probability }
        for said in alarms {
            print(
                "  \(decimal(said.probability, 3)) \(said.label)\(said.isCritical ? " (critical)" : "")"
                    + " \(said.column) \(EvaluationExplanations.key(of: said.column)): "
                    + said.evidence)
            print("        " + (explanations[said] ?? "not explained"))
        }
        print("\(alarms.count { explanations[$0] != nil }) of \(alarms.count) are explained")
        guard options.showsMisses else { return }
        print("\nmisses:")
        for miss in score.missed {
            print("  \(miss.type) \(miss.prediction.column): \(miss.prediction.judgements)")
        }
    }

    private static func figures(_ tally: EvaluationTally) -> String {
        "P \(decimal(tally.precision, 3))  R \(decimal(tally.recall, 3))"
            + "  F1 \(decimal(tally.f1, 3))"
            + "  (\(tally.hits) right, \(tally.alarms) false alarms, \(tally.misses) missed)"
    }
}
