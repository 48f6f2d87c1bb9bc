internal import Primitives

/// What the other columns of a relation say: a first name beside a last name, a city beside a
/// postal code, and anything personal among much that is personal.
struct SiblingEvidence: Sendable {
    /// Another column as it is judged by itself.
    struct Column: Sendable {
        /// Of every rule.
        let probabilities: [Double]
        /// Probability that it holds personal data or a secret.
        let personal: Double
    }

    /// Columns that belong to a label add at most this multiple of what else speaks for it; a
    /// personal table as such at most as much.
    private static let likenessFactor = 1.5
    /// Columns that are assumed beside the real ones, so that one neighbour isn't a whole table.
    private static let assumedColumns = 2.0

    private struct Term: Sendable {
        /// Rules of the sibling label; several when it ends in `*`.
        var labels: [Int]
        var nats: Double
    }

    private let terms: [[Term]]
    private let limits: ClosedRange<Double>
    private let weight: Double
    /// Whether each rule's label is personal data of moderate sensitivity or more.
    private let isPersonal: [Bool]
    /// Whether a personal table speaks for the label.
    private let isExpected: [Bool]
    private let usualShare: Double
    private let slope: Double

    init(_ rules: RuleSet) {
        isPersonal = rules.rules.map { $0.kind != .negative && $0.sensitivity >= .moderate }
        isExpected = rules.rules.map { $0.kind == .data && $0.isSensitive }
        usualShare = rules.scoring.siblingUsualShare
        slope = rules.scoring.siblingSlope
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

    func column(_ probabilities: [Double]) -> Column {
        var personal = 0.0
        for index in isPersonal.indices where isPersonal[index] { personal += probabilities[index] }
        return Column(probabilities: probabilities, personal: personal)
    }

    /// Adds each rule's sibling nats, weighted by how sure the likeliest such sibling is, and what
    /// the table as a whole says.
    ///
    /// Company alone makes nothing a person: nats in favour count as far as something else speaks
    /// for the label as well.
    func apply(_ others: [Column], to scores: inout [RuleScore]) {
        guard !others.isEmpty else { return }
        let table = tableNats(others)
        for index in scores.indices where scores[index].applies {
            let support = scores[index].support
            var nats = 0.0
            for term in terms[index] {
                var likeliest = 0.0
                for label in term.labels {
                    for other in others { likeliest = max(likeliest, other.probabilities[label]) }
                }
                nats += term.nats * likeliest
            }
            nats = min(nats * weight, support * Self.likenessFactor)
            if isExpected[index], support > 0 { nats += min(table * weight, support) }
            scores[index].siblings = RuleScore.round(
                min(max(nats, limits.lowerBound * weight), limits.upperBound * weight))
        }
    }

    /// For any personal label: linear in the share of personal columns among the others.
    private func tableNats(_ others: [Column]) -> Double {
        let personal = others.reduce(usualShare * Self.assumedColumns) { $0 + $1.personal }
        let share = personal / (Double(others.count) + Self.assumedColumns)
        return slope * (share - usualShare)
    }
}
