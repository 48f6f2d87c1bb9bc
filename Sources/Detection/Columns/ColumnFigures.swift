/// What the statistic tests of all rules measure of one column, each figure taken and each question
/// answered once.
struct ColumnFigures {
    private typealias Measure = StatisticTest.Measure

    private let statistics: ColumnStatistics
    private var distinct: DistinctValues { statistics.distinct }
    /// Of the column as a whole.
    private var wholes: [Measure: Double?] = [:]
    /// Of those distinct values that have one.
    private var singles: [Measure: [Double]] = [:]

    private let questions: [StatisticTest.Question]
    private var answers: [Answer]

    private enum Answer { case unasked, unknown, no, yes }

    /// - Parameter questions: those that may be asked, by number.
    init(_ statistics: ColumnStatistics, _ questions: [StatisticTest.Question]) {
        self.statistics = statistics
        self.questions = questions
        answers = [Answer](repeating: .unasked, count: questions.count)
    }

    /// Whether the column is as a question asks; `nil` when it has nothing to measure.
    mutating func holds(_ question: Int) -> Bool? {
        if answers[question] == .unasked {
            answers[question] = answer(questions[question]).map { $0 ? .yes : .no } ?? .unknown
        }
        return answers[question] == .unknown ? nil : answers[question] == .yes
    }

    private mutating func answer(_ question: StatisticTest.Question) -> Bool? {
        guard distinct.count > 0 else { return nil }
        switch question.measure {
        case .number, .year, .length, .words, .randomness, .capitalised, .repeatedDigits:
            return shareInside(question) >= question.share
        case .distinctRatio, .distinct, .lengthSpread, .meanLength, .meanWords, .rising,
            .density, .yearSpread, .commonPrefix, .variety:
            let figure = wholes[question.measure] ?? whole(question.measure)
            wholes[question.measure] = .some(figure)
            return figure.map(question.range.contains)
        }
    }

    private func whole(_ measure: StatisticTest.Measure) -> Double? {
        switch measure {
        case .distinctRatio:
            Double(distinct.count) / Double(max(distinct.rows - distinct.otherRows, 1))
        case .distinct: Double(distinct.count)
        case .lengthSpread: Double(statistics.lengthSpread)
        case .meanLength: statistics.meanLength
        case .meanWords: statistics.meanWords
        case .rising: statistics.risingYears ?? statistics.risingShare
        case .density: statistics.density
        case .yearSpread: statistics.yearSpread
        case .commonPrefix: Double(statistics.commonPrefix)
        case .variety:
            Double(distinct.count) / Double(max(distinct.rows - distinct.otherRows, 1)).squareRoot()
        case .number, .year, .length, .words, .randomness, .capitalised, .repeatedDigits: nil
        }
    }

    private mutating func shareInside(_ question: StatisticTest.Question) -> Double {
        let figures = singles[question.measure] ?? measured(question.measure)
        singles[question.measure] = figures
        let inside = figures.reduce(0) { $0 + (question.range.contains($1) ? 1 : 0) }
        return Double(inside) / Double(distinct.count)
    }

    private func measured(_ measure: StatisticTest.Measure) -> [Double] {
        (0..<distinct.count).compactMap { index in
            distinct.withValue(index) { Self.figure(measure, of: $0) }
        }
    }

    private static func figure(
        _ measure: StatisticTest.Measure, of value: Span<UInt8>
    ) -> Double? {
        switch measure {
        case .number: ValueReading.number(value)
        case .year: DateReading(value).map { Double($0.year) }
        case .length: Double(value.count)
        case .words: Double(ValueReading.wordCount(value))
        case .randomness: Randomness.isRandom(value, quantile: 0.01) ? 1 : 0
        case .capitalised: ValueReading.isCapitalised(value) ? 1 : 0
        case .repeatedDigits: ValueReading.repeatsOneDigit(value) ? 1 : 0
        case .distinctRatio, .distinct, .lengthSpread, .meanLength, .meanWords, .rising,
            .density, .yearSpread, .commonPrefix, .variety:
            nil
        }
    }
}
