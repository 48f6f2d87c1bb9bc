/// What the other columns of a relation say: a first name beside a last name, a city beside a
/// postal code.
struct SiblingEvidence: Sendable {
    private struct Term: Sendable {
        /// Rules of the sibling label; several when it ends in `*`.
        var labels: [Int]
        var nats: Double
    }

    private let terms: [[Term]]
    private let limits: ClosedRange<Double>
    private let weight: Double

    init(_ rules: RuleSet) {
        limits = rules.scoring.siblingLimits
        weight = rules.scoring.weights[.siblings]
        terms = rules.rules.map { rule in
            rule.names.siblings.sorted { $0.key < $1.key }.map { label, nats in
                let labels = rules.rules.indices.filter {
                    let id = rules.rules[$0].id
                    return label.hasSuffix("*") ? id.hasPrefix(label.dropLast()) : id == label
                }
                return Term(labels: labels, nats: nats)
            }
        }
    }

    /// Adds each rule's sibling nats, weighted by how sure the likeliest such sibling is.
    ///
    /// Company alone makes nothing a person: nats in favour need other support.
    func apply(_ others: [[Double]], to scores: inout [RuleScore]) {
        guard !others.isEmpty else { return }
        for index in scores.indices where scores[index].applies && !terms[index].isEmpty {
            var nats = 0.0
            for term in terms[index] {
                var likeliest = 0.0
                for label in term.labels {
                    for other in others { likeliest = max(likeliest, other[label]) }
                }
                nats += term.nats * likeliest
            }
            if nats > 0, !scores[index].hasSupport { continue }
            scores[index].siblings = RuleScore.round(
                min(max(nats, limits.lowerBound), limits.upperBound) * weight)
        }
    }
}
