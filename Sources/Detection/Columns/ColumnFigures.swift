/// What the statistic tests of all rules measure of one column, each figure taken once.
struct ColumnFigures {
    private typealias Measure = StatisticTest.Measure

    private let statistics: ColumnStatistics
    private var distinct: DistinctValues { statistics.distinct }
    /// Of the column as a whole.
    private var wholes: [Measure: Double?] = [:]
    /// Of those distinct values that have one.
    private var singles: [Measure: [Double]] = [:]

    init(_ statistics: ColumnStatistics) { self.statistics = statistics }

    /// Whether a test holds; `nil` when the column has nothing to measure.
    mutating func holds(_ test: StatisticTest) -> Bool? {
        guard distinct.count > 0 else { return nil }
        switch test.measure {
        case .number, .year, .length, .words, .randomness, .capitalised, .repeatedDigits:
            return shareInside(test) >= test.share
        case .distinctRatio, .distinct, .lengthSpread, .meanLength, .meanWords, .rising,
            .density, .yearSpread, .commonPrefix, .variety:
            let figure = wholes[test.measure] ?? whole(test.measure)
            wholes[test.measure] = .some(figure)
            return figure.map(test.range.contains)
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

    private mutating func shareInside(_ test: StatisticTest) -> Double {
        let figures = singles[test.measure] ?? measured(test.measure)
        singles[test.measure] = figures
        let inside = figures.reduce(0) { $0 + (test.range.contains($1) ? 1 : 0) }
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
