/// The probabilities of all labels by one way of adding up, and who leads.
///
/// First comes the question whether the column is sensitive at all, by the sum over all sensitive
/// labels: several names of people that share their probability outweigh one harmless class.
struct Standing {
    let best: ColumnVerdict.Judgement
    let runnerUp: ColumnVerdict.Judgement?
    /// Sum over all sensitive labels.
    let sensitiveProbability: Double
    let mostLikelySensitive: Rule?

    private typealias Place = (index: Int, probability: Double)

    /// - Parameter total: the sum that counts; `nil` for a rule that takes no part.
    init(_ rules: RuleSet, _ scores: [RuleScore], by total: (RuleScore) -> Double?) {
        let totals = scores.map(total)
        let result = Numeric.softmax(totals)
        // The first of equals leads, `none` before all.
        var sensitive: [Place] = []
        var harmless: [Place] = [(-1, result.none)]
        var sum = 0.0
        for (index, probability) in result.probabilities.enumerated() where totals[index] != nil {
            if rules.isSensitive[index] {
                sum += probability
                Self.enter((index, probability), into: &sensitive)
            } else {
                Self.enter((index, probability), into: &harmless)
            }
        }
        let isSaid = sum >= rules.scoring.said
        let leaders = isSaid ? sensitive + harmless : harmless + sensitive
        let best = leaders[0]
        let second = leaders.dropFirst().max { $0.probability < $1.probability }
        self.best = Self.judgement(best, rules)
        runnerUp = second.map { Self.judgement($0, rules) }
        sensitiveProbability = sum
        mostLikelySensitive = sensitive.first.map { rules.rules[$0.index] }
    }

    /// Keeps the two likeliest, in order.
    private static func enter(_ place: Place, into leaders: inout [Place]) {
        let rank = leaders.firstIndex { place.probability > $0.probability } ?? leaders.count
        guard rank < 2 else { return }
        leaders.insert(place, at: rank)
        if leaders.count > 2 { leaders.removeLast() }
    }

    private static func judgement(
        _ place: Place, _ rules: RuleSet
    ) -> ColumnVerdict.Judgement {
        ColumnVerdict.Judgement(
            label: place.index < 0 ? "none" : rules.rules[place.index].id,
            probability: place.probability)
    }
}
