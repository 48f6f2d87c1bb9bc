/// The ages that dates of birth are shown as.
package struct AgeBuckets: Sendable, Hashable {
    /// Years of a bucket.
    package var size: Int
    /// The day on which ages count, as `2026-01-31`.
    package var asOf: String

    /// Years of a bucket where the plan names none.
    package static let defaultSize = 10
    /// From here on one bucket: so few are older that an age alone tells who it is (45 CFR
    /// 164.514(b)(2)(i)(C)).
    static let top = 90

    package init(size: Int = AgeBuckets.defaultSize, asOf: String) {
        self.size = size
        self.asOf = asOf
    }

    /// `nil` when `asOf` isn't a day.
    var day: CivilDate? { DateText(Array(asOf.utf8).span, dayFirst: false)?.date }

    /// As a plan writes them.
    var options: [String] {
        (size == Self.defaultSize ? [] : ["size = \(size)"])
            + ["as-of = \(PlanText.string(asOf))"]
    }
}

/// Dates of birth as the bucket of their age: `1980-05-06` as `40-49`.
struct AgeMask: CellTransform {
    let size: Int
    let asOf: CivilDate
    let dayFirst: Bool

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        guard let born = DateText(cell, dayFirst: dayFirst)?.date else {
            throw UnfitCell(.format)
        }
        let hadBirthday = (asOf.month, asOf.day) >= (born.month, born.day)
        let age = asOf.year - born.year - (hadBirthday ? 0 : 1)
        guard age >= 0 else { throw UnfitCell(.range) }
        if age >= AgeBuckets.top {
            return output.append(contentsOf: "\(AgeBuckets.top)+".utf8)
        }
        let first = age / size * size
        let last = min(first + size, AgeBuckets.top) - 1
        output.append(contentsOf: "\(first)-\(last)".utf8)
    }
}
