/// The probabilities of all labels by one way of adding up, and who leads.
struct Standing {
    let best: ColumnVerdict.Judgement
    let runnerUp: ColumnVerdict.Judgement?
    /// Sum over all sensitive labels.
    let sensitiveProbability: Double
    let mostLikelySensitive: Rule?

    /// - Parameter total: the sum that counts; `nil` for a rule that takes no part.
    init(_ rules: RuleSet, _ scores: [RuleScore], by total: (RuleScore) -> Double?) {
        let totals = scores.map(total)
        let result = Numeric.softmax(totals)
        // The first of equals leads, `none` before all.
        var leader = (index: -1, probability: result.none)
        var second: (index: Int, probability: Double)?
        var sum = 0.0
        var likeliest: Int?
        for (index, probability) in result.probabilities.enumerated() where totals[index] != nil {
            if probability > leader.probability {
                (second, leader) = (leader, (index, probability))
            } else if probability > second?.probability ?? -1 {
                second = (index, probability)
            }
            guard rules.isSensitive[index] else { continue }
            sum += probability
            if probability > likeliest.map({ result.probabilities[$0] }) ?? 0 {
                likeliest = index
            }
        }
        best = Self.judgement(leader, rules)
        runnerUp = second.map { Self.judgement($0, rules) }
        sensitiveProbability = sum
        mostLikelySensitive = likeliest.map { rules.rules[$0] }
    }

    private static func judgement(
        _ place: (index: Int, probability: Double), _ rules: RuleSet
    ) -> ColumnVerdict.Judgement {
        ColumnVerdict.Judgement(
            label: place.index < 0 ? "none" : rules.rules[place.index].id,
            probability: place.probability)
    }
}
