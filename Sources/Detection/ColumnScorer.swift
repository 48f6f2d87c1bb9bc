internal import Patterns

/// Computes every rule's score for one column: the model, term by term.
struct ColumnScorer: Sendable {
    /// After so many distinct values without one match a pattern isn't asked any more.
    private static let probeCount = 24
    /// Share of non-random strings that pass the randomness test by luck.
    private static let randomnessChance = 0.3

    let rules: RuleSet

    /// One score a rule, in the order of the rules; without siblings, which come second.
    func scores(
        _ sample: ColumnSample, _ statistics: ColumnStatistics,
        scratch: inout DetectionScratch
    ) -> [RuleScore] {
        let names = sample.ignoresNames ? nil : nameScores(sample.context)
        var classes = statistics.classes
        if statistics.distinct.count == 0, statistics.declared == .text { classes = .any }
        var scores = [RuleScore](repeating: RuleScore(), count: rules.rules.count)
        var lookups = [DictionaryLookup?](repeating: nil, count: rules.dictionarySlots)
        for index in scores.indices {
            let rule = rules.rules[index]
            guard !rule.types.isDisjoint(with: classes) else { continue }
            var score = RuleScore()
            score.applies = true
            score.unsupported = rules.scoring.unsupported
            score.prior = RuleScore.round(
                rule.prior + (rule.typeWeights[statistics.primary] ?? 0))
            if let name = names?[index] {
                score.name = RuleScore.round(name.positive)
                score.contradiction = RuleScore.round(name.negative)
                score.phrase = name.phrase
            }
            scoreValues(rule, statistics, &score, scratch: &scratch)
            scoreDictionaries(rule, statistics, &score, &lookups)
            scoreStatistics(rule, statistics, &score)
            score.constraints = RuleScore.round(constraints(rule, sample.context))
            scores[index] = score
        }
        return scores
    }

    func nameScores(_ context: ColumnSample.Context) -> [NameIndex.Score] {
        rules.nameIndex.scores(
            for: ColumnNames(context, vocabulary: rules.vocabulary, scoring: rules.scoring))
    }

    /// Matches by pattern of one rule among the distinct values.
    private struct Tally {
        var distinct = 0
        /// Values taken, per test.
        var matched: [Int]
        var valid: [Int]
        var isUndecided = false

        var matchedTotal: Int { matched.reduce(0, +) }
    }

    private func scoreValues(
        _ rule: Rule, _ statistics: ColumnStatistics, _ score: inout RuleScore,
        scratch: inout DetectionScratch
    ) {
        guard !rule.values.isEmpty, statistics.distinct.count > 0 else { return }
        let tally = tally(rule, statistics, scratch: &scratch)
        score.distinct = tally.distinct
        score.matched = tally.matchedTotal
        score.valid = tally.valid.reduce(0, +)
        score.isUndecided = tally.isUndecided
        score.values = RuleScore.round(valuesNats(rule, tally))
        score.checksum = RuleScore.round(checksumNats(rule, tally))
    }

    private func tally(
        _ rule: Rule, _ statistics: ColumnStatistics, scratch: inout DetectionScratch
    ) -> Tally {
        let empty = [Int](repeating: 0, count: rule.values.count)
        var tally = Tally(matched: empty, valid: empty)
        let fits = rule.shapes.isEmpty ? [] : statistics.shapes.map(rule.shapes.contains)
        let limit = min(statistics.distinct.count, rules.scoring.distinctLimit)
        for index in 0..<limit {
            if index == Self.probeCount, tally.matchedTotal == 0 { break }
            tally.distinct += 1
            if !fits.isEmpty, !fits[statistics.shapeIndexes[index]] { continue }
            statistics.distinct.withValue(index) { value in
                guard rule.length?.contains(value.count) ?? true else { return }
                take(value, rule, &tally, scratch: &scratch)
            }
        }
        return tally
    }

    /// Gives a value to the first test that finds it valid, else to the first whose pattern takes
    /// it.
    private func take(
        _ value: Span<UInt8>, _ rule: Rule, _ tally: inout Tally,
        scratch: inout DetectionScratch
    ) {
        var firstInvalid: Int?
        for test in rule.values.indices {
            switch rule.values[test].answer(value, scratch: &scratch) {
            case .noMatch: continue
            case .undecided: tally.isUndecided = true
            case .invalid: firstInvalid = firstInvalid ?? test
            case .valid:
                tally.matched[test] += 1
                tally.valid[test] += 1
                return
            }
        }
        if let firstInvalid { tally.matched[firstInvalid] += 1 }
    }

    private func valuesNats(_ rule: Rule, _ tally: Tally) -> Double {
        let matched = tally.matchedTotal
        var (expected, background, ceiling) = (0.0, 0.0, 0.0)
        for (index, test) in rule.values.enumerated() {
            let weight =
                matched > 0
                ? Double(tally.matched[index]) / Double(matched)
                : 1 / Double(rule.values.count)
            expected += weight * test.share.expected
            // Geometric: a strong pattern's few matches must not be drowned by a weak one's.
            background += weight * Numeric.log(test.share.background)
            ceiling += weight * test.share.ceiling
        }
        let floor = rule.values.reduce(-Double.infinity) { max($0, $1.share.floor) }
        let share = rules.scoring.values
        let nats = BetaBinomial.nats(
            hits: matched, of: tally.distinct, expected: expected,
            expectedConcentration: share.expectedConcentration,
            background: Numeric.exp(background),
            backgroundConcentration: share.backgroundConcentration)
        return min(max(nats, floor), ceiling)
    }

    private func checksumNats(_ rule: Rule, _ tally: Tally) -> Double {
        let share = rules.scoring.checksum
        var nats = 0.0
        for (index, test) in rule.values.enumerated() where test.needsValidation {
            let chance =
                test.validators.isEmpty ? Self.randomnessChance : min(test.chanceRate, 0.999)
            nats += BetaBinomial.nats(
                hits: tally.valid[index], of: tally.matched[index], expected: share.expected,
                expectedConcentration: share.expectedConcentration, background: chance,
                backgroundConcentration: share.backgroundConcentration)
        }
        return min(max(nats, share.floor), share.ceiling)
    }

    private func scoreDictionaries(
        _ rule: Rule, _ statistics: ColumnStatistics, _ score: inout RuleScore,
        _ lookups: inout [DictionaryLookup?]
    ) {
        var nats = 0.0
        for test in rule.dictionaries {
            let lookup =
                lookups[test.slot]
                ?? DictionaryLookup(test, statistics.distinct, limit: rules.scoring.distinctLimit)
            lookups[test.slot] = lookup
            let shared = rules.scoring.dictionary
            let term = BetaBinomial.nats(
                hits: lookup.hits, of: lookup.distinct, expected: test.share.expected,
                expectedConcentration: shared.expectedConcentration,
                background: test.share.background,
                backgroundConcentration: shared.backgroundConcentration)
            nats += min(max(term, test.share.floor), test.share.ceiling)
            score.dictionaryDistinct = max(score.dictionaryDistinct, lookup.distinct)
            score.dictionaryHits = max(score.dictionaryHits, lookup.hits)
        }
        score.dictionary = RuleScore.round(nats)
    }

    private func scoreStatistics(
        _ rule: Rule, _ statistics: ColumnStatistics, _ score: inout RuleScore
    ) {
        for test in rule.statistics {
            guard let holds = statistics.holds(test) else { continue }
            score.statistics += RuleScore.round(holds ? test.inside : test.outside)
        }
    }

    private func constraints(_ rule: Rule, _ context: ColumnSample.Context) -> Double {
        let weights = rule.constraints
        var nats = 0.0
        if context.isPrimaryKey { nats += weights.primaryKey }
        if context.isForeignKey { nats += weights.foreignKey }
        if context.isUnique && !context.isPrimaryKey { nats += weights.unique }
        if context.isIdentity { nats += weights.identity }
        if !context.enumLabels.isEmpty { nats += weights.enumeration }
        return nats
    }
}

/// A column's distinct values looked up in one dictionary.
struct DictionaryLookup {
    /// After so many distinct values without a hit the rest isn't looked up.
    private static let probeCount = 48

    private(set) var distinct = 0
    private(set) var hits = 0

    init(_ test: DictionaryTest, _ values: DistinctValues, limit: Int) {
        for index in 0..<min(values.count, limit) {
            if index == Self.probeCount, hits == 0 { return }
            distinct += 1
            if values.withValue(index, { test.contains($0) }) { hits += 1 }
        }
    }
}
