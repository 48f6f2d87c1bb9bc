/// What the statistic tests of all rules measure of one column, each figure taken and each question
/// answered once.
struct ColumnFigures {
    private typealias Measure = StatisticTest.Measure

    private let statistics: ColumnStatistics
    private var distinct: DistinctValues { statistics.distinct }
    /// Of the column as a whole.
    private var wholes: [Measure: Double?] = [:]
    /// Of the distinct values looked at so far; not a number for one that has none.
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
            return isInside(question)
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

    /// Whether the share of values that is asked for lies inside; no more values are measured than
    /// it takes to tell.
    private mutating func isInside(_ question: StatisticTest.Question) -> Bool {
        let needed = Self.needed(question.share, of: distinct.count)
        var figures = singles.removeValue(forKey: question.measure) ?? []
        defer { singles[question.measure] = figures }
        var (index, inside) = (0, 0)
        while inside < needed, index - inside <= distinct.count - needed {
            if index == figures.count {
                figures.append(
                    distinct.withValue(index) { Self.figure(question.measure, of: $0) } ?? .nan)
            }
            if question.range.contains(figures[index]) { inside += 1 }
            index += 1
        }
        return inside >= needed
    }

    /// The least count whose share of `total` is no smaller than the share.
    private static func needed(_ share: Double, of total: Int) -> Int {
        var count = Int((share * Double(total)).rounded(.up))
        while count > 0, Double(count - 1) / Double(total) >= share { count -= 1 }
        while count <= total, Double(count) / Double(total) < share { count += 1 }
        return count
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
