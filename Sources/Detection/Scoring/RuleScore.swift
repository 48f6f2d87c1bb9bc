/// The terms of one rule's score for one column, in nats rounded to thousandths, with the counts
/// behind them.
struct RuleScore: Sendable {
    /// False when the column's type can't hold the label: only what the name says is known.
    var applies = false
    var prior = 0.0
    var name = 0.0
    var contradiction = 0.0
    var values = 0.0
    var checksum = 0.0
    var dictionary = 0.0
    var statistics = 0.0
    var constraints = 0.0
    var siblings = 0.0

    /// Distinct values looked at by patterns.
    var distinct = 0
    var matched = 0
    var valid = 0
    var dictionaryDistinct = 0
    var dictionaryHits = 0
    var phrase: String?
    var isUndecided = false
    /// Whether its checks were tried on most values.
    var isTried = false

    /// Nats against a label for which nothing speaks: with hundreds of rules their priors alone
    /// would add up to a doubt.
    var unsupported = 0.0

    /// Which terms are added up.
    enum Terms { case all, values, name }

    /// Log odds of the label; −∞ where its rule takes no part.
    func sum(of terms: Terms) -> Double {
        switch terms {
        case .all: applies ? total : -.infinity
        case .values: applies ? valuesTotal : -.infinity
        case .name: nameTotal
        }
    }

    /// Of each rule; where they lie, since they are too large to be copied one by one.
    static func sums(of terms: Terms, _ scores: [RuleScore]) -> [Double] {
        var sums = [Double](repeating: 0, count: scores.count)
        var sum = sums.mutableSpan
        let scores = scores.span
        for index in scores.indices { sum[index] = scores[index].sum(of: terms) }
        return sums
    }

    /// What the values say, whatever the name.
    var valuesTotal: Double {
        prior + valuesNats + constraints + (valuesSupport > 0 ? 0 : unsupported)
    }

    /// The evidence of the values alone.
    var valuesNats: Double { values + checksum + dictionary + statistics }

    /// What the name says, whatever the values.
    var nameTotal: Double { prior + name + contradiction + (name > 0 ? 0 : unsupported) }

    var total: Double {
        prior + valuesNats + constraints + name + contradiction + siblings
            + (hasSupport ? 0 : unsupported)
    }

    /// Whether the patterns take part of the values only: what speaks for the label says what the
    /// column contains, not what it is.
    func isPartial(below share: Double) -> Bool {
        values + checksum > 0 && Double(matched) < share * Double(distinct)
    }

    /// Whether anything but the prior and the company speaks for the label.
    var hasSupport: Bool { support > 0 }

    /// What speaks for the label beside the prior and the company.
    var support: Double { max(0, name) + valuesSupport }

    var valuesSupport: Double {
        max(0, values) + max(0, checksum) + max(0, dictionary) + max(0, statistics)
    }

    /// Turns what the rules say into what it counts.
    mutating func weigh(by weights: ScoreWeights, _ kind: Rule.Kind) {
        prior = Self.round(prior * weights[.prior] + weights.offset(of: kind))
        unsupported = Self.round(unsupported * weights[.unsupported])
        name = Self.round(name * weights[.name])
        contradiction = Self.round(contradiction * weights[.contradiction])
        values = Self.round(values * weights[.values])
        checksum = Self.round(checksum * weights[.checksum])
        dictionary = Self.round(dictionary * weights[.dictionary])
        statistics = Self.round(statistics * weights[.statistics])
        constraints = Self.round(constraints * weights[.constraints])
    }

    static func round(_ nats: Double) -> Double {
        nats == 0 ? 0 : (nats * 1_000).rounded() / 1_000
    }

    /// The terms that aren't zero, largest first.
    func evidence(for label: String) -> [ColumnVerdict.Evidence] {
        var lines: [ColumnVerdict.Evidence] = []
        func add(
            _ kind: ColumnVerdict.Evidence.Kind, _ nats: Double, _ counts: [String: Int] = [:],
            _ detail: String? = nil
        ) {
            guard nats != 0 else { return }
            lines.append(
                ColumnVerdict.Evidence(
                    kind: kind, label: label, nats: nats, counts: counts, detail: detail))
        }
        add(.prior, prior)
        add(.name, name, [:], phrase)
        add(.contradiction, contradiction)
        add(.values, values, ["distinct": distinct, "matched": matched])
        add(.checksum, checksum, ["matched": matched, "valid": valid])
        add(
            .dictionary, dictionary,
            ["distinct": dictionaryDistinct, "matched": dictionaryHits])
        add(.statistics, statistics)
        add(.constraints, constraints)
        add(.siblings, siblings)
        if !hasSupport { add(.contradiction, unsupported, [:], "nothing speaks for it") }
        return lines.sorted {
            abs($0.nats) == abs($1.nats)
                ? $0.kind.rawValue < $1.kind.rawValue : abs($0.nats) > abs($1.nats)
        }
    }
}
