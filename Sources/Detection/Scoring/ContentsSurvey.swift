internal import Primitives

/// The second question about a column: which labels occur inside its cells, and in how many.
struct ContentsSurvey: Sendable {
    struct Result {
        var contents: [ColumnVerdict.Content] = []
        /// Rows looked at.
        var rows = 0
        /// The highest among the labels found.
        var sensitivity = Sensitivity.none
        /// Rows with a sensitive label amid other words.
        var sensitiveRows = 0
        /// Rows with a sensitive label, be it all there is in the cell.
        var coveredRows = 0
        /// Distinct values among them: what is written twice is no more evidence than once.
        var sensitiveValues = 0
        var coveredValues = 0
        /// Whether names of people are all that is sensitive.
        var holdsNamesOnly = true
        /// Whether more than half of the rows hold a sensitive label, few amid other words, and no
        /// label nearly all of them: the column is a mixture of whole values.
        var isMixture = false
        var isUndecided = false
    }

    /// Shorter cells hold nothing beside a whole value.
    private static let minimumMeanLength = 6.0
    /// Share of rows from which on what they hold says what the column is.
    private static let commonShare = 0.3
    /// Titles of works have fewer words than messages, and names in few of them.
    private static let titleWords = 5.0
    private static let titleShare = 0.15
    /// Probability from which a span makes its row a sensitive one.
    private static let graveProbability = 0.75

    private let rules: RuleSet
    private let finder: SpanFinder
    /// Whether each rule's label is of moderate sensitivity or more.
    private let grave: [Bool]
    /// Whether each rule's label is a name of a person.
    private let isPersonName: [Bool]

    init(_ rules: RuleSet) {
        self.rules = rules
        grave = rules.rules.map { $0.sensitivity >= .moderate }
        isPersonName = rules.rules.map { $0.id.hasPrefix("person.name.") }
        finder = SpanFinder(rules)
    }

    /// Whether cells may hold something beside a whole value.
    func isConceivable(_ statistics: ColumnStatistics) -> Bool {
        (statistics.primary == .text || statistics.primary == .json)
            && statistics.meanLength >= Self.minimumMeanLength
    }

    /// Only text whose one label isn't settled by a rule for whole values.
    func isWorthwhile(
        _ statistics: ColumnStatistics, _ scores: [RuleScore], _ standing: Standing
    ) -> Bool {
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
        let findings = finder.find(in: distinct.values, scratch: &scratch)
        for index in 0..<distinct.count {
            let spans = findings.spans(of: index)
            result.isUndecided = result.isUndecided || findings.isUndecided(index)
            if spans.isEmpty { continue }
            var found: Set<Int> = []
            for span in spans
            where span.probability >= rules.scoring.contentsMinimumProbability {
                found.insert(span.rule)
            }
            for rule in found { rows[rule, default: 0] += distinct.counts[index] }
            // Why: a name that nothing confirms is worth a line, not a verdict.
            let sensitive = spans.filter {
                grave[$0.rule] && $0.probability >= Self.graveProbability
            }
            guard !sensitive.isEmpty else { continue }
            result.coveredRows += distinct.counts[index]
            result.coveredValues += 1
            result.holdsNamesOnly =
                result.holdsNamesOnly && sensitive.allSatisfy { isPersonName[$0.rule] }
            if distinct.withValue(index, { isText($0, around: sensitive) }) {
                result.sensitiveRows += distinct.counts[index]
                result.sensitiveValues += 1
            }
        }
        let total = distinct.rows - distinct.otherRows
        result.rows = total
        let commonest = rows.lazy.filter { grave[$0.key] }.map(\.value).max() ?? 0
        result.isMixture =
            result.coveredRows * 2 > total && result.sensitiveRows * 2 < result.coveredRows
            && Double(commonest) < rules.scoring.wholeShare * Double(total)
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

    /// Whether there are words around the spans: a cell that is one value as a whole isn't running
    /// text, however many blanks the value is written with. What is nested in a document is.
    private func isText(_ value: Span<UInt8>, around spans: [TextSpan]) -> Bool {
        if ValueReading.isDocument(value) { return true }
        var (words, start) = (0, 0)
        for index in 0...spans.count {
            let end = index < spans.count ? spans[index].start : value.count
            words += ValueReading.wordCount(value.extracting(start..<end), ofLetters: true)
            if index < spans.count { start = spans[index].end }
        }
        return Double(words) + 1 >= rules.scoring.contentsMinimumWords
    }

    /// Whether the column holds titles, some of which read as names: `Walking Mr. Harris`.
    private func isTitles(
        _ result: Result, _ share: Double, _ statistics: ColumnStatistics
    ) -> Bool {
        result.holdsNamesOnly && share < Self.titleShare
            && statistics.meanWords < Self.titleWords
    }

    /// The scores with nats for the free-text label when running text, or most of a mixture that no
    /// sensitive label stands for, holds something sensitive; `nil` when they stay.
    func raised(
        _ scores: [RuleScore], _ standing: Standing, _ result: Result,
        _ statistics: ColumnStatistics
    ) -> [RuleScore]? {
        let isUnnamed =
            result.isMixture && standing.sensitiveProbability < rules.scoring.said
        let rows = isUnnamed ? result.coveredRows : result.sensitiveRows
        let values = isUnnamed ? result.coveredValues : result.sensitiveValues
        guard rows > 0,
            let index = rules.index(of: rules.scoring.contentsLabel), scores[index].applies
        else { return nil }
        let share = Double(rows) / Double(result.rows)
        if !isUnnamed, isTitles(result, share, statistics) { return nil }
        let nats =
            rules.scoring.contentsPrior
            + rules.scoring.contentsRowFactor * Numeric.log(Double(1 + values))
        var raised = scores
        raised[index].values += RuleScore.round(nats * rules.scoring.weights[.values])
        // What the cells hold outweighs how long and how different they are, and where it is common
        // what their name calls them: a summary of people is text about people.
        raised[index].statistics = max(0, raised[index].statistics)
        if share >= Self.commonShare { raised[index].contradiction = 0 }
        raised[index].distinct = statistics.distinct.count
        raised[index].matched = rows
        return raised
    }
}
