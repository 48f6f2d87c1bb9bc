#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How likely two of so many distinct values get one hash of so many bits (the birthday bound).
struct CollisionOdds: Equatable {
    let bits: Int
    let rows: Int

    /// That any two are alike.
    var chance: Double { 1 - exp(-pairs / exp2(Double(bits))) }

    /// How many pairs are alike on average.
    var expectedPairs: Double { pairs / exp2(Double(bits)) }

    private var pairs: Double { Double(rows) * Double(rows - 1) / 2 }

    /// `36.5 % chance that two of 1000000 values collide`, `about 116 pairs of … collide`.
    var text: String {
        if expectedPairs >= 2 {
            return "about \(Int(min(expectedPairs, 1e18))) pairs of \(rows) values collide"
        }
        let values = "that two of \(rows) values collide"
        if chance >= 0.001 {
            let tenths = Int((chance * 1000).rounded())
            return "\(tenths / 10).\(tenths % 10) % chance \(values)"
        }
        // Why: below that 1 − exp(−x) is x, and more precisely so.
        let odds = 1 / max(expectedPairs, 1e-18)
        return "a chance of 1 in \(Int(odds.rounded())) \(values)"
    }
}
