internal import Primitives

/// Says of most words that they aren't among those it was made of; never so of one that is.
struct WordFilter: Sendable {
    private static let bitCount = 1 << 18

    private var bits: FlatTable<UInt64>

    /// - Parameter keys: of `WordHash`.
    init(_ keys: [UInt64] = []) {
        var bits = [UInt64](repeating: 0, count: Self.bitCount / 64)
        for key in keys { bits[Self.place(key)] |= Self.bit(key) }
        self.bits = FlatTable(bits)
    }

    func mayHold(_ key: UInt64) -> Bool { bits[Self.place(key)] & Self.bit(key) != 0 }

    private static func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key ^ key >> 32) >> 6) & (bitCount / 64 - 1)
    }

    private static func bit(_ key: UInt64) -> UInt64 { 1 &<< ((key ^ key >> 32) & 63) }
}

extension WordFilter: Archived {
    static var blank: WordFilter { WordFilter() }

    mutating func pass(through archive: inout Archive) {
        archive.pass(&bits)
        guard bits.count == Self.bitCount / 64 else {
            self = .blank
            return archive.refuse()
        }
    }
}
