internal import Primitives

/// Figures of one column's values, computed once and read by every rule.
struct ColumnStatistics {
    let distinct: DistinctValues
    /// Declared class.
    let declared: TypeClass
    /// The declared class, or the narrower one that text values read as.
    let primary: TypeClass
    /// All classes under which rules may apply.
    let classes: TypeClassSet
    /// Collapsed shape of each distinct value as an index into `shapes`.
    private(set) var shapeIndexes: [Int] = []
    private(set) var shapes: [ValueShape] = []
    private(set) var meanLength = 0.0
    private(set) var meanWords = 0.0
    private(set) var lengthSpread = 0
    /// The distinct values as `WordSet.key` writes them; `nil` when there are many.
    private(set) var wordSet: String?

    /// Share of distinct values that must read as a class for the column to have it.
    private static let inferenceShare = 0.95

    init(_ sample: ColumnSample, missing: MissingWords) {
        let distinct = DistinctValues(sample.cells, missing: missing)
        self.distinct = distinct
        declared = TypeClass(typeName: sample.context.type)
        let inferred =
            declared == .text || declared == .number ? Self.inferredClass(distinct) : nil
        primary = inferred ?? declared
        var classes: TypeClassSet = [TypeClassSet(declared), TypeClassSet(primary)]
        if primary == .integer { classes.insert(TypeClassSet(.number)) }
        self.classes = classes
        measure()
    }

    /// The collapsed shape of a distinct value.
    func shape(of index: Int) -> ValueShape { shapes[shapeIndexes[index]] }

    private mutating func measure() {
        var seen: [UInt64: Int] = [:]
        var (bytes, words, shortest, longest) = (0, 0, Int.max, 0)
        shapeIndexes.reserveCapacity(distinct.count)
        for index in 0..<distinct.count {
            distinct.withValue(index) { value in
                bytes += value.count
                shortest = min(shortest, value.count)
                longest = max(longest, value.count)
                words += ValueReading.wordCount(value)
                let hash = ValueShape.hash(value)
                if let known = seen[hash] {
                    shapeIndexes.append(known)
                } else {
                    seen[hash] = shapes.count
                    shapeIndexes.append(shapes.count)
                    shapes.append(ValueShape(value))
                }
            }
        }
        guard distinct.count > 0 else { return }
        meanLength = Double(bytes) / Double(distinct.count)
        meanWords = Double(words) / Double(distinct.count)
        lengthSpread = longest - shortest
        wordSet = WordSet.key(distinct)
    }

    private static func inferredClass(_ distinct: DistinctValues) -> TypeClass? {
        guard distinct.count > 0 else { return nil }
        var counts: [TypeClass: Int] = [:]
        var plain = 0
        let allowed = Int(Double(distinct.count) * (1 - inferenceShare))
        for index in 0..<distinct.count {
            if let single = distinct.withValue(index, { ValueReading.typeClass($0) }) {
                counts[single, default: 0] += 1
            } else {
                plain += 1
                if plain > allowed { return nil }
            }
        }
        let needed = distinct.count - allowed
        for single in TypeClass.allCases where counts[single] ?? 0 >= needed { return single }
        let numbers = (counts[.integer] ?? 0) + (counts[.number] ?? 0)
        return numbers >= needed ? .number : nil
    }

    /// Whether a test holds; `nil` when the column has nothing to measure.
    func holds(_ test: StatisticTest) -> Bool? {
        guard distinct.count > 0 else { return nil }
        switch test.measure {
        case .distinctRatio:
            let kept = distinct.rows - distinct.otherRows
            return test.range.contains(Double(distinct.count) / Double(max(kept, 1)))
        case .distinct: return test.range.contains(Double(distinct.count))
        case .lengthSpread: return test.range.contains(Double(lengthSpread))
        case .meanLength: return test.range.contains(meanLength)
        case .meanWords: return test.range.contains(meanWords)
        case .rising: return (risingYears ?? risingShare).map(test.range.contains)
        case .density: return density.map(test.range.contains)
        case .yearSpread: return yearSpread.map(test.range.contains)
        case .commonPrefix: return test.range.contains(Double(commonPrefix))
        case .number, .year, .length, .words, .randomness, .capitalised, .repeatedDigits:
            return shareInside(test) >= test.share
        }
    }

    private func shareInside(_ test: StatisticTest) -> Double {
        var inside = 0
        for index in 0..<distinct.count {
            let figure = distinct.withValue(index) { Self.figure(test.measure, of: $0) }
            if let figure, test.range.contains(figure) { inside += 1 }
        }
        return Double(inside) / Double(distinct.count)
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
            .density, .yearSpread, .commonPrefix:
            nil
        }
    }

    /// (Largest − smallest + 1) ÷ distinct integers: near 1 for a sequence.
    private var density: Double? {
        var (low, high, count) = (Int.max, Int.min, 0)
        for index in 0..<distinct.count {
            guard let number = distinct.withValue(index, { ValueReading.integer($0) }) else {
                continue
            }
            low = min(low, number)
            high = max(high, number)
            count += 1
        }
        return count >= 2 ? (Double(high) - Double(low) + 1) / Double(count) : nil
    }
}
