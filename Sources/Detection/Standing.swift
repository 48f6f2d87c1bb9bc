/// The probabilities of all labels by one way of adding up, and who leads.
struct Standing {
    let best: ColumnVerdict.Judgement
    let runnerUp: ColumnVerdict.Judgement?
    /// Sum over all sensitive labels.
    let sensitiveProbability: Double
    let mostLikelySensitive: Rule?

    init(_ rules: RuleSet, _ scores: [RuleScore], by total: (RuleScore) -> Double) {
        let result = Numeric.softmax(scores.map { $0.applies ? total($0) : nil })
        var judgements = [(index: -1, probability: result.none)]
        var sum = 0.0
        var likeliest: Int?
        for (index, probability) in result.probabilities.enumerated() where scores[index].applies {
            judgements.append((index, probability))
            guard rules.rules[index].isSensitive else { continue }
            sum += probability
            if probability > likeliest.map({ result.probabilities[$0] }) ?? 0 {
                likeliest = index
            }
        }
        judgements.sort {
            $0.probability == $1.probability
                ? $0.index < $1.index : $0.probability > $1.probability
        }
        func judgement(_ place: Int) -> ColumnVerdict.Judgement? {
            guard place < judgements.count else { return nil }
            let index = judgements[place].index
            return ColumnVerdict.Judgement(
                label: index < 0 ? "none" : rules.rules[index].id,
                probability: judgements[place].probability)
        }
        best = judgement(0) ?? ColumnVerdict.Judgement(label: "none", probability: 1)
        runnerUp = judgement(1)
        sensitiveProbability = sum
        mostLikelySensitive = likeliest.map { rules.rules[$0] }
    }
}
