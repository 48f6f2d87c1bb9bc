internal import Primitives

/// Switches off each piece of evidence of a rule in turn, and names those that no test of the rule
/// notices: evidence that could be broken, or mean nothing, unseen.
///
/// A test notices when its outcome changes, or when the score of a name or a column moves by
/// `noticeableNats` in the direction in which the piece was meant to push it.
struct RuleAblation: Sendable {
    private static let noticeableNats = 0.1

    private let rules: RuleSet
    private let classifier: ColumnClassifier

    init(_ rules: RuleSet, _ classifier: ColumnClassifier) {
        self.rules = rules
        self.classifier = classifier
    }

    func complaints(_ index: Int, scratch: inout DetectionScratch) -> [String] {
        let rule = rules.rules[index]
        let whole = Trial(rule, index, rules, classifier, scratch: &scratch)
        return RuleEvidence.all(of: rule).compactMap { piece in
            whole.notices(piece, scratch: &scratch)
                ? nil : "\(piece): no test notices when it is switched off"
        }
    }

    /// A rule's tests with all its evidence, to compare with.
    private struct Trial {
        let rule: Rule
        let index: Int
        let rules: RuleSet
        let classifier: ColumnClassifier
        let complete: Reduced
        let columns: [Case]

        struct Case {
            var test: RuleTests.Column
            var draft: ColumnClassifier.Draft
            /// The rule's score when it is the only one.
            var alone: RuleScore
        }

        init(
            _ rule: Rule, _ index: Int, _ rules: RuleSet, _ classifier: ColumnClassifier,
            scratch: inout DetectionScratch
        ) {
            self.rule = rule
            self.index = index
            self.rules = rules
            self.classifier = classifier
            complete = Reduced(rules.alone(rule))
            var cases: [Case] = []
            for test in rule.tests.columns {
                let draft = classifier.examine(test.sample, scratch: &scratch)
                let alone = complete.score(test.sample, draft.statistics, scratch: &scratch)
                cases.append(Case(test: test, draft: draft, alone: alone))
            }
            columns = cases
        }

        func notices(_ piece: RuleEvidence, scratch: inout DetectionScratch) -> Bool {
            let reduced = Reduced(rules.alone(piece.removed(from: rule)))
            return textsNotice(reduced, scratch: &scratch) || namesNotice(reduced)
                || columnsNotice(piece, reduced, scratch: &scratch)
        }

        private func textsNotice(_ reduced: Reduced, scratch: inout DetectionScratch) -> Bool {
            for text in rule.tests.match where !reduced.recognises(text, scratch: &scratch) {
                return true
            }
            for text in rule.tests.noMatch where reduced.recognises(text, scratch: &scratch) {
                return true
            }
            return false
        }

        private func namesNotice(_ reduced: Reduced) -> Bool {
            func loss(_ name: String) -> Double { complete.nats(name) - reduced.nats(name) }
            return rule.tests.matchNames.contains { loss($0) >= RuleAblation.noticeableNats }
                || rule.tests.noMatchNames.contains { -loss($0) >= RuleAblation.noticeableNats }
        }

        private func columnsNotice(
            _ piece: RuleEvidence, _ reduced: Reduced, scratch: inout DetectionScratch
        ) -> Bool {
            for known in columns {
                let sample = known.test.sample
                let before = known.draft.scores[index]
                var score = reduced.score(sample, known.draft.statistics, scratch: &scratch)
                if case .siblings = piece {} else { score.siblings = before.siblings }
                // What the contents of the cells added isn't evidence of the rule.
                score.values += before.values - known.alone.values
                let loss = before.total - score.total
                let isExpected =
                    known.test.expected == rule.id || known.test.expected == "review:" + rule.id
                if (isExpected ? loss : -loss) >= RuleAblation.noticeableNats { return true }
                var draft = known.draft
                draft.scores[index] = score
                let verdict = classifier.verdict(sample, draft, scratch: &scratch)
                if !known.test.accepts(verdict) { return true }
            }
            return false
        }
    }

    /// A rule by itself, with all or some of its evidence.
    private struct Reduced {
        private let rules: RuleSet
        private let scorer: ColumnScorer
        private let recognizer: ValueRecognizer
        private let finder: SpanFinder

        init(_ rules: RuleSet) {
            self.rules = rules
            scorer = ColumnScorer(rules: rules)
            recognizer = ValueRecognizer(rules)
            finder = SpanFinder(rules)
        }

        func recognises(_ text: String, scratch: inout DetectionScratch) -> Bool {
            let bytes = Array(text.utf8)
            return recognizer.takes(bytes.span, rule: 0, scratch: &scratch)
                || !finder.find(in: bytes.span, scratch: &scratch).spans.isEmpty
        }

        func nats(_ name: String) -> Double {
            scorer.nameScores(RuleTests.context(of: name))[0].nats
        }

        func score(
            _ sample: ColumnSample, _ statistics: ColumnStatistics,
            scratch: inout DetectionScratch
        ) -> RuleScore {
            scorer.scores(sample, statistics, scratch: &scratch)[0]
        }
    }
}
