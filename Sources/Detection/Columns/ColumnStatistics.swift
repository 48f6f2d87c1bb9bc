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
        // Most values of a column are alike.
        var (last, lastIndex): (UInt64?, Int) = (nil, 0)
        var (bytes, words, shortest, longest) = (0, 0, Int.max, 0)
        shapeIndexes.reserveCapacity(distinct.count)
        for index in 0..<distinct.count {
            distinct.withValue(index) { value in
                bytes += value.count
                shortest = min(shortest, value.count)
                longest = max(longest, value.count)
                words += ValueReading.wordCount(value)
                let hash = ValueShape.hash(value)
                if hash != last {
                    last = hash
                    lastIndex = seen[hash] ?? shapes.count
                    if lastIndex == shapes.count {
                        seen[hash] = lastIndex
                        shapes.append(ValueShape(value))
                    }
                }
                shapeIndexes.append(lastIndex)
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

    /// (Largest − smallest + 1) ÷ distinct integers: near 1 for a sequence.
    var density: Double? {
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
