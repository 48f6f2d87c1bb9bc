/// The probabilities of all labels by one way of adding up, and who leads.
///
/// First comes the question whether the column is sensitive at all, by the sum over all sensitive
/// labels: several names of people that share their probability outweigh one harmless class.
/// Of labels that mean the same to a reader the likeliest stands for all of them.
struct Standing {
    let best: ColumnVerdict.Judgement
    let runnerUp: ColumnVerdict.Judgement?
    /// Sum over all sensitive labels.
    let sensitiveProbability: Double
    let mostLikelySensitive: Rule?
    /// What labels that mean the same as `best` added to its probability; `nil` without such.
    let shared: Shared?

    /// Labels that mean the same as another, and the nats they add to it.
    struct Shared {
        let labels: [String]
        let nats: Double
    }

    private typealias Place = (index: Int, probability: Double)

    /// The two likeliest of some labels, the first of equals before.
    private struct Leaders {
        var first: Place?
        var second: Place?

        mutating func enter(_ place: Place) {
            guard let first else { return self.first = place }
            if place.probability > first.probability {
                (self.first, second) = (place, first)
            } else if place.probability > second?.probability ?? -1 {
                second = place
            }
        }
    }

    /// - Parameter terms: what is added up.
    init(_ rules: RuleSet, _ scores: [RuleScore], of terms: RuleScore.Terms = .all) {
        let totals = RuleScore.sums(of: terms, scores)
        let result = Numeric.softmax(totals)
        var probabilities = result.probabilities
        for family in rules.families { Self.gather(family, in: &probabilities) }
        // The first of equals leads, `none` before all.
        var sensitive = Leaders()
        var harmless = Leaders(first: (-1, result.none))
        var sum = 0.0
        for index in probabilities.indices where totals[index] > -.infinity {
            if rules.isSensitive[index] {
                sum += probabilities[index]
                sensitive.enter((index, probabilities[index]))
            } else {
                harmless.enter((index, probabilities[index]))
            }
        }
        let isSaid = sum >= rules.scoring.said
        let sides = isSaid ? [sensitive, harmless] : [harmless, sensitive]
        let leaders = sides.flatMap { [$0.first, $0.second] }.compactMap { $0 }
        let best = leaders[0]
        let second = leaders.dropFirst().max { $0.probability < $1.probability }
        self.best = Self.judgement(best, rules)
        runnerUp = second.map { Self.judgement($0, rules) }
        sensitiveProbability = sum
        mostLikelySensitive = sensitive.first.map { rules.rules[$0.index] }
        shared = Self.shared(by: best, alone: result.probabilities, rules)
    }

    private static func gather(_ family: [Int], in probabilities: inout [Double]) {
        var (likeliest, sum) = (family[0], 0.0)
        for index in family {
            sum += probabilities[index]
            if probabilities[index] > probabilities[likeliest] { likeliest = index }
        }
        for index in family { probabilities[index] = index == likeliest ? sum : 0 }
    }

    private static func shared(
        by best: Place, alone: [Double], _ rules: RuleSet
    ) -> Shared? {
        guard best.index >= 0, best.probability > alone[best.index],
            let family = rules.families.first(where: { $0.contains(best.index) })
        else { return nil }
        let others = family.filter { $0 != best.index && alone[$0] > 0 }
        return Shared(
            labels: others.map { rules.rules[$0].id },
            nats: RuleScore.round(Numeric.log(best.probability / alone[best.index])))
    }

    private static func judgement(
        _ place: Place, _ rules: RuleSet
    ) -> ColumnVerdict.Judgement {
        ColumnVerdict.Judgement(
            label: place.index < 0 ? "none" : rules.rules[place.index].id,
            probability: place.probability)
    }
}
