/// The terms of every rule's score for one column before they are weighed: what weights are fitted
/// on.
package struct ColumnTerms: Sendable {
    /// Positions of the rules that take part, rising.
    package private(set) var rules: [Int] = []
    /// For each of them one number a `ScoreWeights.Term`: nats, or 1 for the offset of its kind.
    package private(set) var nats: [Float] = []

    init(_ scores: [RuleScore], _ set: RuleSet) {
        for (index, score) in scores.enumerated() where score.applies {
            rules.append(index)
            let kind = set.rules[index].kind
            nats += ScoreWeights.Term.allCases.map { Float(score.nats($0, kind)) }
        }
    }
}

extension ColumnClassifier {
    /// The verdicts of a relation and their terms; for a rule set whose weights are all 1.
    package func terms(
        relation samples: [ColumnSample], scratch: inout DetectionScratch
    ) -> [ColumnTerms] {
        judge(relation: samples, scratch: &scratch).scores.map { ColumnTerms($0, rules) }
    }
}

extension RuleScore {
    fileprivate func nats(_ term: ScoreWeights.Term, _ kind: Rule.Kind) -> Double {
        switch term {
        case .prior: prior
        case .unsupported: hasSupport ? 0 : unsupported
        case .name: name
        case .contradiction: contradiction
        case .values: values
        case .checksum: checksum
        case .dictionary: dictionary
        case .statistics: statistics
        case .constraints: constraints
        case .siblings: siblings
        case .data: kind == .data ? 1 : 0
        case .secret: kind == .secret ? 1 : 0
        case .negative: kind == .negative ? 1 : 0
        }
    }
}
