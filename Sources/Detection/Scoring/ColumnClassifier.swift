internal import Primitives

/// Judges columns: one additive log-odds score over all labels, the negative classes and `none`.
package struct ColumnClassifier: Sendable {
    /// Between the first pass, which sees a column alone, and the verdict.
    struct Draft {
        var statistics: ColumnStatistics
        var scores: [RuleScore] { didSet { standing = nil } }
        var probabilities: [Double]
        /// Of the scores as they are, when it is known.
        var standing: Standing?
        var survey = ContentsSurvey.Result()
    }

    /// What labels of the same meaning add is told from so many nats on.
    private static let leastSharedNats = 0.01

    let rules: RuleSet
    private let scorer: ColumnScorer
    private let siblings: SiblingEvidence
    private let contents: ContentsSurvey
    private let disagreement: NameDisagreement
    private let missing: MissingWords

    package init(_ rules: RuleSet) {
        self.rules = rules
        scorer = ColumnScorer(rules: rules)
        siblings = SiblingEvidence(rules)
        contents = ContentsSurvey(rules)
        disagreement = NameDisagreement(rules)
        missing = MissingWords(rules.scoring.missing)
    }

    /// Judges one column; of its siblings only the names in the context are known.
    package func classify(
        _ sample: ColumnSample, scratch: inout DetectionScratch
    ) -> ColumnVerdict {
        let draft = examine(sample, scratch: &scratch)
        return verdict(sample, draft, scratch: &scratch)
    }

    /// Everything that `classify(_:scratch:)` weighs.
    func examine(_ sample: ColumnSample, scratch: inout DetectionScratch) -> Draft {
        var draft = draft(sample, scratch: &scratch)
        if !sample.ignoresNames {
            let others = sample.context.siblings.map { name in
                var context = ColumnSample.Context()
                context.column = name
                context.table = sample.context.table
                return siblings.column(probabilitiesByName(scorer.nameScores(context)))
            }
            siblings.apply(others, to: &draft.scores)
        }
        lookInside(&draft, scratch: &scratch)
        return draft
    }

    /// Judges all columns of a relation, each in the light of the others.
    package func classify(
        relation samples: [ColumnSample], scratch: inout DetectionScratch
    ) -> [ColumnVerdict] {
        judge(relation: samples, scratch: &scratch).verdicts
    }

    /// The verdict on each column, and the score of every rule for it.
    func judge(
        relation samples: [ColumnSample], scratch: inout DetectionScratch
    ) -> (verdicts: [ColumnVerdict], scores: [[RuleScore]]) {
        var drafts: [Draft] = []
        for sample in samples { drafts.append(draft(sample, scratch: &scratch)) }
        let first = drafts.map { siblings.column($0.probabilities) }
        var verdicts: [ColumnVerdict] = []
        for index in drafts.indices {
            var others = first
            others.remove(at: index)
            siblings.apply(others, to: &drafts[index].scores)
            lookInside(&drafts[index], scratch: &scratch)
            verdicts.append(verdict(samples[index], drafts[index], scratch: &scratch))
        }
        return (verdicts, drafts.map(\.scores))
    }

    /// `classify(relation:scratch:)` with a scratch of its own.
    package func classify(relation samples: [ColumnSample]) -> [ColumnVerdict] {
        var scratch = DetectionScratch()
        return classify(relation: samples, scratch: &scratch)
    }

    private func draft(
        _ sample: ColumnSample, scratch: inout DetectionScratch
    ) -> Draft {
        let statistics = ColumnStatistics(sample, missing: missing)
        let scores = scorer.scores(sample, statistics, scratch: &scratch)
        let probabilities = Numeric.softmax(RuleScore.sums(of: .all, scores))
        return Draft(
            statistics: statistics, scores: scores, probabilities: probabilities.probabilities)
    }

    /// Name evidence of one rule.
    func nameNats(_ context: ColumnSample.Context, rule: Int) -> Double {
        scorer.nameScores(context)[rule].nats
    }

    private func probabilitiesByName(_ names: [NameIndex.Score]) -> [Double] {
        let totals = names.indices.map { index in
            var score = RuleScore()
            score.prior = rules.rules[index].prior
            score.unsupported = rules.scoring.unsupported
            score.name = names[index].positive
            score.contradiction = names[index].negative
            score.weigh(by: rules.scoring.weights, rules.rules[index].kind)
            return score.nameTotal
        }
        return Numeric.softmax(totals).probabilities
    }

    /// The second question: what the cells contain, where the first isn't settled.
    private func lookInside(_ draft: inout Draft, scratch: inout DetectionScratch) {
        guard contents.isConceivable(draft.statistics) else { return }
        let standing = Standing(rules, draft.scores)
        draft.standing = standing
        guard contents.isWorthwhile(draft.statistics, draft.scores, standing) else { return }
        draft.survey = contents.survey(draft.statistics, scratch: &scratch)
        if let raised = contents.raised(draft.scores, standing, draft.survey, draft.statistics) {
            draft.scores = raised
        }
    }

    /// What the scores of a draft add up to.
    func verdict(
        _ sample: ColumnSample, _ draft: Draft, scratch: inout DetectionScratch
    ) -> ColumnVerdict {
        let standing = draft.standing ?? Standing(rules, draft.scores)
        let survey = draft.survey
        var verdict = ColumnVerdict(
            status: .clean, best: standing.best,
            byValues: Standing(rules, draft.scores, of: .values).best,
            byName: Standing(rules, draft.scores, of: .name).best)
        verdict.sensitiveProbability = standing.sensitiveProbability
        verdict.hasDisagreement = disagreement.holds(verdict, draft.scores)
        verdict.runnerUp = standing.runnerUp
        verdict.contents = survey.contents
        verdict.shapes = ColumnShapes.listed(draft.statistics)
        verdict.evidence = evidence(standing, draft.scores)
        let isUndecided =
            survey.isUndecided || draft.scores.contains(where: \.isUndecided)
            || isMixture(standing, draft.scores, survey)
        settle(&verdict, standing, survey, isUndecided: isUndecided)
        applySuppression(&verdict, sample, draft.statistics, scratch: &scratch)
        return verdict
    }

    /// Whether the winner is sensitive and its patterns take only part of the values; of text,
    /// which no pattern takes, whether it is a mixture of whole values.
    private func isMixture(
        _ standing: Standing, _ scores: [RuleScore], _ survey: ContentsSurvey.Result
    ) -> Bool {
        let label = standing.best.label
        guard let index = rules.index(of: label), rules.isSensitive[index] else { return false }
        if label == rules.scoring.contentsLabel { return survey.isMixture }
        return scores[index].isPartial(below: rules.scoring.wholeShare)
    }

    private func evidence(
        _ standing: Standing, _ scores: [RuleScore]
    ) -> [ColumnVerdict.Evidence] {
        let lines = [standing.best.label, standing.runnerUp?.label].compactMap { label in
            label.flatMap(rules.index(of:)).map {
                scores[$0].evidence(for: rules.rules[$0].id)
            }
        }.flatMap { $0 }
        guard let shared = standing.shared, shared.nats >= Self.leastSharedNats else {
            return lines
        }
        return lines + [
            ColumnVerdict.Evidence(
                kind: .family, label: standing.best.label, nats: shared.nats, counts: [:],
                detail: shared.labels.joined(separator: ", "))
        ]
    }

    /// Status, and what the label brings along.
    private func settle(
        _ verdict: inout ColumnVerdict, _ standing: Standing, _ survey: ContentsSurvey.Result,
        isUndecided: Bool
    ) {
        let rule = rules[standing.best.label]
        let isDecided = standing.best.probability >= rules.scoring.decided
        if isUndecided || disagreement.followsName(verdict) {
            verdict.status = .needsReview
        } else if let rule, rule.kind != .negative, isDecided {
            verdict.status = .decided
        } else if survey.sensitivity == .none, let rule, rule.category == "protected", isDecided {
            verdict.status = .protected
        } else if survey.sensitivity > .none
            || standing.sensitiveProbability > rules.scoring.clean
        {
            verdict.status = .needsReview
        }
        guard verdict.status != .clean else { return }
        let doubted = verdict.status == .needsReview ? standing.mostLikelySensitive : nil
        if let named = rule?.kind == .negative ? doubted : rule ?? doubted {
            verdict.sensitivity = named.sensitivity
            verdict.isQuasiIdentifier = named.quasiIdentifier
            verdict.regulations = named.regulations
            verdict.transform = named.transform
            verdict.domain = named.domain
        }
        if !survey.contents.isEmpty {
            verdict.sensitivity = max(verdict.sensitivity, survey.sensitivity)
            verdict.transform = verdict.transform ?? "text"
        }
    }

    /// Columns people declared harmless are clean; a column of placeholders alone is a low risk.
    private func applySuppression(
        _ verdict: inout ColumnVerdict, _ sample: ColumnSample, _ statistics: ColumnStatistics,
        scratch: inout DetectionScratch
    ) {
        guard let rule = rules[verdict.best.label], rule.kind != .negative else { return }
        let context = sample.context
        let full = "." + [context.schema, context.table, context.column].joined(separator: ".")
        if let column = rule.suppression.columns.first(where: { full.hasSuffix("." + $0.column) }) {
            verdict.status = .clean
            verdict.sensitivity = .none
            verdict.evidence.append(
                ColumnVerdict.Evidence(
                    kind: .contradiction, label: rule.id, nats: 0, detail: column.reason))
            return
        }
        let distinct = statistics.distinct
        guard distinct.count > 0,
            !rule.suppression.values.isEmpty || !rule.suppression.patterns.isEmpty
        else { return }
        for index in 0..<distinct.count {
            let isCovered = distinct.withValue(index) {
                rule.suppression.covers($0, scratch: scratch.matching)
            }
            guard isCovered else { return }
        }
        verdict.sensitivity = min(verdict.sensitivity, Sensitivity.low)
    }
}
