/// Figures over all values of a column that need them side by side.
extension ColumnStatistics {
    /// Share of the values that must bear a year for their spread to mean something.
    private static let datedShare = 0.8
    /// Share of the values that must begin alike.
    private static let alikeShare = 0.9
    /// Changes of the year from which on their direction is no accident.
    private static let changesNeeded = 8

    /// Years between the first and the last tenth of the dates: decades for births, few for what
    /// a system recorded. `nil` unless most values are dates.
    var yearSpread: Double? {
        let needed = max(3, Self.datedShare * Double(distinct.count))
        var years: [Int] = []
        for index in 0..<distinct.count {
            if let date = distinct.withValue(index, { DateReading($0) }) { years.append(date.year) }
            guard Double(years.count + distinct.count - 1 - index) >= needed else { return nil }
        }
        guard Double(years.count) >= needed else { return nil }
        years.sort()
        let margin = years.count / 10
        return Double(years[years.count - 1 - margin] - years[margin])
    }

    /// Share of neighbouring rows whose number rises; `nil` below 3 rows or without numbers.
    var risingShare: Double? {
        var (previous, rising, pairs): (Int?, Int, Int) = (nil, 0, 0)
        for index in distinct.order {
            guard let number = distinct.withValue(Int(index), { ValueReading.integer($0) }) else {
                continue
            }
            if let previous {
                pairs += 1
                if number > previous { rising += 1 }
            }
            previous = number
        }
        return pairs >= 2 ? Double(rising) / Double(pairs) : nil
    }

    /// Share of rising ones among neighbouring dates of different years: near 1 for what was
    /// recorded in order; `nil` for other columns and where few years change.
    var risingYears: Double? {
        guard primary == .date || primary == .timestamp else { return nil }
        var (previous, rising, pairs): (Int?, Int, Int) = (nil, 0, 0)
        for index in distinct.order {
            guard let year = distinct.withValue(Int(index), { DateReading($0)?.year }) else {
                continue
            }
            if let previous, year != previous {
                pairs += 1
                if year > previous { rising += 1 }
            }
            previous = year
        }
        return pairs >= Self.changesNeeded ? Double(rising) / Double(pairs) : nil
    }

    /// Bytes with which nearly all values begin: numbers that one system issues often share them.
    var commonPrefix: Int {
        let needed = Int(Double(distinct.count) * Self.alikeShare)
        guard distinct.count >= 3 else { return 0 }
        return [0, distinct.count / 2, distinct.count - 1].reduce(0) {
            max($0, prefix(sharedWith: $1, by: needed))
        }
    }

    /// Bytes of one value's beginning that at least `needed` values share.
    private func prefix(sharedWith reference: Int, by needed: Int) -> Int {
        // How many share so many bytes and no more.
        var sharing = [Int](
            repeating: 0, count: distinct.withValue(reference) { $0.count } + 1)
        for index in 0..<distinct.count {
            let shared = distinct.withValue(index) { value in
                distinct.withValue(reference) { Self.sharedBytes($0, value) }
            }
            sharing[shared] += 1
        }
        var (length, count) = (sharing.count - 1, sharing[sharing.count - 1])
        while length > 0, count < needed {
            length -= 1
            count += sharing[length]
        }
        return length
    }

    private static func sharedBytes(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
        let limit = min(one.count, other.count)
        var count = 0
        while count < limit, one[count] == other[count] { count += 1 }
        return count
    }
}
