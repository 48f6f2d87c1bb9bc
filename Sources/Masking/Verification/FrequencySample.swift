/// Exact counts of some distinct values: all while they fit, then those whose fingerprint is below
/// a threshold that halves (distinct sampling, Gibbons 2001). Order and split don't matter.
struct FrequencySample: Sendable, Equatable {
    private(set) var counts: [UInt64: Int] = [:]
    private(set) var threshold = UInt64.max
    let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Whether every value was counted.
    var isComplete: Bool { threshold == .max }

    mutating func insert(_ fingerprint: UInt64, count: Int = 1) {
        guard fingerprint <= threshold else { return }
        counts[fingerprint, default: 0] += count
        while counts.count > limit {
            threshold /= 2
            let bound = threshold
            counts = counts.filter { $0.key <= bound }
        }
    }

    mutating func merge(_ other: FrequencySample) {
        if other.threshold < threshold {
            threshold = other.threshold
            let bound = threshold
            counts = counts.filter { $0.key <= bound }
        }
        for (fingerprint, count) in other.counts { insert(fingerprint, count: count) }
    }

    mutating func clear() {
        counts.removeAll(keepingCapacity: true)
        threshold = .max
    }

    /// Rows that the counted values have.
    var rows: Int { counts.values.reduce(0, +) }

    /// The share of rows that somebody with the true histogram gets right by matching ranks: those
    /// of values whose frequency no other value has. `nil` when not every value was counted.
    var rankMatchingShare: Double? {
        let total = rows
        guard isComplete, total > 0 else { return nil }
        var holders: [Int: Int] = [:]
        for count in counts.values { holders[count, default: 0] += 1 }
        let matched = holders.filter { $0.value == 1 }.keys.reduce(0, +)
        return Double(matched) / Double(total)
    }
}

/// How far rows can be told apart by their quasi-identifiers (k-anonymity, Sweeney 2002).
package struct AnonymityReport: Sendable, Codable, Equatable {
    /// Classes below this many rows count as small.
    package static let smallClass = 5

    /// Rows of the smallest class seen: k.
    package let smallestClass: Int
    /// The share of rows in classes of fewer than `smallClass` rows.
    package let smallClassShare: Double
    /// The share of rows that are alone in their class.
    package let uniqueShare: Double
    /// True when not every class was counted and the shares are estimates.
    package let isSampled: Bool

    /// - Returns: `nil` when no row was seen.
    init?(_ sample: FrequencySample) {
        let rows = Double(sample.rows)
        guard rows > 0, let smallest = sample.counts.values.min() else { return nil }
        let small = sample.counts.values.filter { $0 < Self.smallClass }.reduce(0, +)
        smallestClass = smallest
        smallClassShare = Double(small) / rows
        uniqueShare = Double(sample.counts.values.count { $0 == 1 }) / rows
        isSampled = !sample.isComplete
    }
}
