internal import Primitives

/// Says of most words that they aren't among those it was made of; never so of one that is.
struct WordFilter: Sendable {
    /// Of sixteen words that aren't there it says so of fifteen.
    private static let bitsPerWord = 16
    private static let fewestBits = 1 << 12

    /// A power of two of them.
    private var bits: FlatTable<UInt64>

    /// - Parameter keys: of `WordHash`.
    init(_ keys: some Sequence<UInt64> = []) {
        let keys = Set(keys)
        var count = Self.fewestBits
        while count < keys.count * Self.bitsPerWord { count *= 2 }
        var bits = [UInt64](repeating: 0, count: count / 64)
        for key in keys { bits[Self.place(key, among: bits.count)] |= Self.bit(key) }
        self.bits = FlatTable(bits)
    }

    func mayHold(_ key: UInt64) -> Bool {
        bits[Self.place(key, among: bits.count)] & Self.bit(key) != 0
    }

    private static func place(_ key: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: (key ^ key >> 32) >> 6) & (count - 1)
    }

    private static func bit(_ key: UInt64) -> UInt64 { 1 &<< ((key ^ key >> 32) & 63) }
}

extension WordFilter: Archived {
    static var blank: WordFilter { WordFilter() }

    mutating func pass(through archive: inout Archive) {
        archive.pass(&bits)
        guard bits.count > 0, bits.count & (bits.count - 1) == 0 else {
            self = .blank
            return archive.refuse()
        }
    }
}
