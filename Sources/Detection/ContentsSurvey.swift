internal import Primitives

/// The second question about a column: which labels occur inside its cells, and in how many.
struct ContentsSurvey: Sendable {
    struct Result {
        var contents: [ColumnVerdict.Content] = []
        /// The highest among the labels found.
        var sensitivity = Sensitivity.none
        /// Rows with a sensitive label amid other words.
        var sensitiveRows = 0
        var isUndecided = false
    }

    /// Shorter cells hold nothing beside a whole value.
    private static let minimumMeanLength = 6.0
    /// Probability from which a span makes its row a sensitive one.
    private static let graveProbability = 0.75

    private let rules: RuleSet
    private let finder: SpanFinder
    /// Whether each rule's label is of moderate sensitivity or more.
    private let grave: [Bool]

    init(_ rules: RuleSet) {
        self.rules = rules
        grave = rules.rules.map { $0.sensitivity >= .moderate }
        finder = SpanFinder(rules)
    }

    /// Only text whose one label isn't settled by a rule for whole values.
    func isWorthwhile(
        _ statistics: ColumnStatistics, _ scores: [RuleScore],
        _ settled: @autoclosure () -> Standing
    ) -> Bool {
        guard statistics.primary == .text || statistics.primary == .json,
            statistics.meanLength >= Self.minimumMeanLength
        else { return false }
        let standing = settled()
        guard let rule = rules[standing.best.label], rule.id != rules.scoring.contentsLabel,
            standing.best.probability >= rules.scoring.decided
        else { return true }
        if let index = rules.index(of: rule.id),
            scores[index].isPartial(below: rules.scoring.wholeShare)
        {
            return true
        }
        return rule.kind == .negative && statistics.meanWords >= rules.scoring.contentsMinimumWords
    }

    /// Looks into every distinct value once and counts its rows.
    func survey(_ statistics: ColumnStatistics, scratch: inout DetectionScratch) -> Result {
        let distinct = statistics.distinct
        var rows: [Int: Int] = [:]
        var result = Result()
        for index in 0..<distinct.count {
            let finding = distinct.withValue(index) {
                finder.find(in: $0, scratch: &scratch)
            }
            result.isUndecided = result.isUndecided || finding.isUndecided
            var found: Set<Int> = []
            for span in finding.spans
            where span.probability >= rules.scoring.contentsMinimumProbability {
                found.insert(span.rule)
            }
            for rule in found { rows[rule, default: 0] += distinct.counts[index] }
            // Why: a name that nothing confirms is worth a line, not a verdict.
            let sensitive = finding.spans.filter {
                grave[$0.rule] && $0.probability >= Self.graveProbability
            }
            if distinct.withValue(index, { isText($0, around: sensitive) }) {
                result.sensitiveRows += distinct.counts[index]
            }
        }
        let total = distinct.rows - distinct.otherRows
        for (rule, hits) in rows.sorted(by: { $0.key < $1.key }) {
            let interval = WilsonInterval.interval(hits: hits, of: total)
            result.contents.append(
                ColumnVerdict.Content(
                    label: rules.rules[rule].id, prevalence: Double(hits) / Double(total),
                    low: interval.low, high: interval.high))
            let sensitivity = rules.rules[rule].sensitivity
            if sensitivity >= .moderate {
                result.sensitivity = max(result.sensitivity, sensitivity)
            }
        }
        return result
    }

    /// Whether spans were found, and words around them: a cell that is one value as a whole isn't
    /// running text, however many blanks the value is written with.
    private func isText(_ value: Span<UInt8>, around spans: [TextSpan]) -> Bool {
        guard !spans.isEmpty else { return false }
        var (words, start) = (0, 0)
        for index in 0...spans.count {
            let end = index < spans.count ? spans[index].start : value.count
            words += ValueReading.wordCount(value.extracting(start..<end), ofLetters: true)
            if index < spans.count { start = spans[index].end }
        }
        return Double(words) + 1 >= rules.scoring.contentsMinimumWords
    }

    /// Nats for the free-text label when running text holds something sensitive.
    func raise(
        _ scores: inout [RuleScore], by result: Result, _ statistics: ColumnStatistics
    ) {
        guard result.sensitiveRows > 0,
            let index = rules.index(of: rules.scoring.contentsLabel), scores[index].applies
        else { return }
        let nats =
            rules.scoring.contentsPrior
            + rules.scoring.contentsRowFactor * Numeric.log(Double(1 + result.sensitiveRows))
        scores[index].values += RuleScore.round(nats * rules.scoring.weights[.values])
        // What the cells hold outweighs how long and how different they are.
        scores[index].statistics = max(0, scores[index].statistics)
        scores[index].distinct = statistics.distinct.count
        scores[index].matched = result.sensitiveRows
    }
}
