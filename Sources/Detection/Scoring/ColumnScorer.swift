internal import Patterns

/// Computes every rule's score for one column: the model, term by term.
struct ColumnScorer: Sendable {
    private let rules: RuleSet
    private let weights: ScoreWeights
    private let models: [Model]
    private let tests: ValueTests
    private let questions: [StatisticTest.Question]

    init(rules: RuleSet) {
        self.rules = rules
        weights = rules.scoring.weights
        var (models, number): ([Model], Int) = ([], 0)
        var questions = Questions()
        for rule in rules.rules {
            models.append(Model(rule, number: number, &questions))
            number += 1 + rule.dictionaries.count
        }
        self.models = models
        self.questions = questions.all
        tests = rules.valueTests
    }

    /// One score a rule, in the order of the rules; without siblings, which come second.
    func scores(
        _ sample: ColumnSample, _ statistics: ColumnStatistics,
        scratch: inout DetectionScratch
    ) -> [RuleScore] {
        let names = sample.ignoresNames ? nil : nameScores(sample.context)
        var classes = statistics.classes
        if statistics.distinct.count == 0, statistics.declared == .text { classes = .any }
        var scores = [RuleScore](repeating: RuleScore(), count: rules.rules.count)
        var tallies = ValueTallies(tests)
        let named = names?.map { $0.positive > 0 }
        tallies.count(statistics, classes, named: named, scratch: &scratch)
        var column = Column(
            sample: sample, statistics: statistics, classes: classes, tallies: tallies,
            figures: ColumnFigures(statistics, questions),
            lookups: DictionaryLookups(
                statistics.distinct, limit: rules.scoring.distinctLimit,
                slots: rules.dictionarySlots))
        score(&scores, names, &column, &scratch.valueWorker(of: tests).memory)
        return scores
    }

    /// What is known of a column before the rules are scored.
    private struct Column {
        let sample: ColumnSample
        let statistics: ColumnStatistics
        let classes: TypeClassSet
        let tallies: ValueTallies
        var figures: ColumnFigures
        var lookups: DictionaryLookups
    }

    private func score(
        _ scores: inout [RuleScore], _ names: [NameIndex.Score]?, _ column: inout Column,
        _ memory: inout NatsMemory
    ) {
        var all = scores.mutableSpan
        score(&all, names, &column, &memory)
        discountLuck(&scores)
        for index in scores.indices { scores[index].weigh(by: weights, models[index].kind) }
    }

    private func score(
        _ scores: inout MutableSpan<RuleScore>, _ names: [NameIndex.Score]?,
        _ column: inout Column, _ memory: inout NatsMemory
    ) {
        let models = models.span
        for index in scores.indices {
            let model = models[index]
            scores[index].prior = model.prior
            scores[index].unsupported = rules.scoring.unsupported
            if let name = names?[index] {
                scores[index].name = name.positive
                scores[index].contradiction = name.negative
                scores[index].phrase = name.phrase
            }
            if !model.types.isDisjoint(with: column.classes) {
                scores[index].applies = true
                scores[index].prior += model.typeWeights[column.statistics.primary] ?? 0
                scoreValues(model, column.tallies, of: index, &memory, &scores[index])
                scoreDictionaries(model, &column.lookups, &memory, &scores[index])
                scoreStatistics(model, column.statistics, &column.figures, &scores[index])
                scores[index].constraints = constraints(model, column.sample.context)
            }
        }
    }

    /// Where many schemes take the same values, one of them passes by luck so many times sooner:
    /// what a check says in favour is worth the logarithm of their number less.
    private func discountLuck(_ scores: inout [RuleScore]) {
        let tried = scores.count { $0.isTried }
        guard tried > 1 else { return }
        let luck = Numeric.log(Double(tried))
        for index in scores.indices where scores[index].checksum > 0 {
            scores[index].checksum = max(0, scores[index].checksum - luck)
        }
    }

    func nameScores(_ context: ColumnSample.Context) -> [NameIndex.Score] {
        rules.nameIndex.scores(
            for: ColumnNames(context, vocabulary: rules.vocabulary, scoring: rules.scoring))
    }

    private func scoreValues(
        _ model: Model, _ tallies: ValueTallies, of rule: Int, _ memory: inout NatsMemory,
        _ score: inout RuleScore
    ) {
        guard !model.tests.isEmpty, score.name > 0 || !model.needsName else { return }
        let tally = tallies[rule]
        guard tally.distinct > 0 else { return }
        score.distinct = tally.distinct
        score.matched = tally.matchedTotal
        score.valid = tally.validTotal
        score.isUndecided = tally.isUndecided
        guard tally.matchedTotal == 0 else {
            score.values = valuesNats(model, tally)
            score.checksum = checksumNats(model, tally)
            score.isTried = model.isChecked && 2 * tally.matchedTotal > tally.distinct
            return
        }
        score.values = memory.nats(model.number, hits: 0, of: tally.distinct) {
            valuesNats(model, tally)
        }
    }

    private func valuesNats(_ model: Model, _ tally: ValueTallies.Tally) -> Double {
        let matched = tally.matchedTotal
        var (expected, background, ceiling) = (0.0, 0.0, 0.0)
        var floor = -Double.infinity
        for (index, test) in model.tests.enumerated() {
            let weight =
                matched > 0
                ? Double(tally.matched(by: index)) / Double(matched)
                : 1 / Double(model.tests.count)
            expected += weight * test.share.expected
            // Geometric: a strong pattern's few matches must not be drowned by a weak one's.
            background += weight * Numeric.log(test.share.background)
            ceiling += weight * test.share.ceiling
            floor = max(floor, test.share.floor)
        }
        let share = rules.scoring.values
        let nats = BetaBinomial.nats(
            hits: matched, of: tally.distinct, expected: expected,
            expectedConcentration: share.expectedConcentration,
            background: Numeric.exp(background),
            backgroundConcentration: share.backgroundConcentration,
            impure: rules.scoring.impure)
        return min(max(nats, floor), ceiling)
    }

    /// Valid values speak for the label as far as the column is made of such values: the few of
    /// another kind that happen to have the form prove nothing about the rest.
    private func checksumNats(_ model: Model, _ tally: ValueTallies.Tally) -> Double {
        let share = rules.scoring.checksum
        let part = Double(tally.matchedTotal) / Double(max(tally.distinct, 1))
        var nats = 0.0
        for (index, test) in model.tests.enumerated() where test.chance != nil {
            nats += BetaBinomial.nats(
                hits: tally.valid(by: index), of: tally.matched(by: index),
                expected: share.expected,
                expectedConcentration: share.expectedConcentration,
                background: test.chance ?? 0,
                backgroundConcentration: share.backgroundConcentration)
        }
        nats = min(max(nats, share.floor), share.ceiling)
        return nats > 0 ? nats * part : nats
    }

    private func scoreDictionaries(
        _ model: Model, _ lookups: inout DictionaryLookups, _ memory: inout NatsMemory,
        _ score: inout RuleScore
    ) {
        guard !model.dictionaries.isEmpty else { return }
        var nats = 0.0
        for (place, test) in model.dictionaries.enumerated() {
            let lookup = lookups.lookUp(test)
            nats += memory.nats(
                model.number + 1 + place, hits: lookup.hits, of: lookup.distinct
            ) { dictionaryNats(test, lookup) }
            score.dictionaryDistinct = max(score.dictionaryDistinct, lookup.distinct)
            score.dictionaryHits = max(score.dictionaryHits, lookup.hits)
        }
        score.dictionary = nats
    }

    private func dictionaryNats(
        _ test: DictionaryTest, _ lookup: DictionaryLookups.Answer
    ) -> Double {
        let shared = rules.scoring.dictionary
        let nats = BetaBinomial.nats(
            hits: lookup.hits, of: lookup.distinct, expected: test.share.expected,
            expectedConcentration: shared.expectedConcentration,
            background: test.share.background,
            backgroundConcentration: shared.backgroundConcentration)
        return min(max(nats, test.share.floor), test.share.ceiling)
    }

    private func scoreStatistics(
        _ model: Model, _ statistics: ColumnStatistics, _ figures: inout ColumnFigures,
        _ score: inout RuleScore
    ) {
        for figure in model.statistics {
            guard let holds = figures.holds(figure.question) else { continue }
            score.statistics += holds ? figure.inside : figure.outside
        }
        if let words = statistics.wordSet, !model.sets.isEmpty {
            score.statistics += model.sets[words] ?? 0
        }
    }

    private func constraints(_ model: Model, _ context: ColumnSample.Context) -> Double {
        let weights = model.constraints
        var nats = 0.0
        if context.isPrimaryKey { nats += weights.primaryKey }
        if context.isForeignKey { nats += weights.foreignKey }
        if context.isUnique && !context.isPrimaryKey { nats += weights.unique }
        if context.isIdentity { nats += weights.identity }
        if !context.allowedValues.isEmpty { nats += weights.enumeration }
        return nats
    }
}
