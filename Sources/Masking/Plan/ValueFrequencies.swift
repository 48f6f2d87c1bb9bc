package import Primitives

/// How often the values of one column occur, from a sample of its rows; holds no value.
package struct ValueFrequencies: Sendable, Equatable {
    /// Rows of the table, NULLs left out.
    package let rows: Double
    /// Distinct values of the table, estimated unless every row was seen.
    package let distinct: Double
    /// Whether every row of the table was seen.
    package let isExact: Bool
    /// The share of rows that somebody with the true histogram gets right by matching ranks.
    package let rankMatchingShare: Double?

    /// - Parameters:
    ///   - sample: cells of randomly chosen rows.
    ///   - tableRows: rows of the table; `nil` when the sample has all of them.
    ///   - knownDistinct: distinct values by the server's statistics, where it has them.
    package init(sample: CellBatch, tableRows: Double?, knownDistinct: Double? = nil) {
        var counts: [[UInt8]: Int] = [:]
        for row in 0..<sample.count where !sample.isNull(row) {
            counts[Array(sample.bytes[sample.range(row)]), default: 0] += 1
        }
        var frequencies = FrequencySample(limit: .max)
        for (number, count) in counts.values.enumerated() {
            frequencies.insert(UInt64(number), count: count)
        }
        let seen = frequencies.rows
        let share = sample.count == 0 ? 0 : Double(seen) / Double(sample.count)
        isExact = tableRows == nil
        rows = tableRows.map { max($0 * share, Double(seen)) } ?? Double(seen)
        rankMatchingShare = frequencies.rankMatchingShare
        let single = counts.values.count { $0 == 1 }
        let estimate = Self.estimate(
            distinct: Double(counts.count), once: Double(single), seen: Double(seen), rows: rows)
        distinct = tableRows == nil ? Double(counts.count) : knownDistinct ?? estimate
    }

    /// Duj1 of Haas and Stokes, "Estimating the Number of Classes in a Finite Population" (1998),
    /// which ANALYZE uses too.
    private static func estimate(
        distinct: Double, once: Double, seen: Double, rows: Double
    ) -> Double {
        guard seen > 0, rows > seen else { return distinct }
        let divisor = seen - once + once * seen / rows
        return min(rows, max(distinct, seen * distinct / divisor))
    }
}
