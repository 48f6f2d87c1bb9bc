/// How much harm a leaked value of a label does: `none < low < moderate < high < critical`.
package enum Sensitivity: String, Sendable, Codable, CaseIterable, Comparable {
    case none, low, moderate, high, critical

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: Sensitivity, right: Sensitivity) -> Bool {
        left.rank < right.rank
    }
}

extension Sensitivity: ArchivedCase {}
