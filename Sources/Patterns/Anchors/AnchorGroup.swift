internal import Primitives

/// The bytes of several anchors, told apart by halves of bytes only, as the vector kernels do.
struct AnchorGroup {
    /// For each place, the low and the high halves of the bytes that may stand there: bit sets.
    private(set) var halves: [(low: UInt16, high: UInt16)]
    /// The expected share of positions of ordinary text.
    private var rate: Double

    /// - Parameter sets: the bytes from the anchor on.
    init(_ sets: some Sequence<ByteSet>) {
        let halves = sets.map { set in
            var (low, high): (UInt16, UInt16) = (0, 0)
            set.forEach {
                low |= 1 << UInt16($0 & 15)
                high |= 1 << UInt16($0 >> 4)
            }
            return (low: low, high: high)
        }
        self.init(halves)
    }

    private init(_ halves: [(low: UInt16, high: UInt16)]) {
        self.halves = halves
        rate = halves.reduce(1) { $0 * ByteFrequency.share(ofHalves: $1.low, $1.high) }
    }

    private func union(_ other: AnchorGroup) -> AnchorGroup {
        AnchorGroup(zip(halves, other.halves).map { ($0.low | $1.low, $0.high | $1.high) })
    }

    /// Joins the two that cost least, again and again until `count` are left.
    static func merged(_ groups: [AnchorGroup], to count: Int) -> [AnchorGroup] {
        var groups = groups
        func price(_ left: Int, _ right: Int) -> Double {
            groups[left].union(groups[right]).rate - groups[left].rate - groups[right].rate
        }
        // By the later of two.
        var prices = groups.indices.map { later in (0..<later).map { price($0, later) } }
        while groups.count > count {
            var (left, right) = (0, 1)
            for later in prices.indices {
                for earlier in 0..<later where prices[later][earlier] < prices[right][left] {
                    (left, right) = (earlier, later)
                }
            }
            groups[left] = groups[left].union(groups[right])
            groups.remove(at: right)
            prices.remove(at: right)
            for later in right..<groups.count { prices[later].remove(at: right) }
            for other in groups.indices where other != left {
                prices[max(other, left)][min(other, left)] = price(
                    min(other, left), max(other, left))
            }
        }
        return groups
    }
}
