/// Words by their hashes, each with one or two marks.
struct WordTable: Sendable {
    /// Open addressing; the low two bits are the marks, the others a hash, and 0 is an empty slot.
    private let slots: [UInt64]
    private static let marks: UInt64 = 3

    /// The words with their marks, 1 or 2; a word given more than once has the marks of all.
    init(_ words: [(hash: UInt64, mark: UInt64)]) {
        var size = 4
        while size < 2 * words.count { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for word in words {
            let wanted = word.hash & ~Self.marks
            var slot = Self.slot(word.hash) & (size - 1)
            while slots[slot] != 0 && slots[slot] & ~Self.marks != wanted {
                slot = (slot + 1) & (size - 1)
            }
            slots[slot] |= wanted | word.mark
        }
        self.slots = slots
    }

    /// The words of two tables of mark 1, those of the second with mark 2.
    init(_ first: WordTable, _ second: WordTable) {
        self.init(first.hashes.map { ($0, 1) } + second.hashes.map { ($0, 2) })
    }

    private var hashes: [UInt64] { slots.filter { $0 != 0 } }

    /// The marks of a word; 0 for what isn't there, but for a chance of the count ÷ 2⁶².
    func marks(of hash: UInt64) -> UInt64 {
        let last = slots.count - 1
        var slot = Self.slot(hash) & last
        while slots[slot] != 0 {
            if slots[slot] & ~Self.marks == hash & ~Self.marks { return slots[slot] & Self.marks }
            slot = (slot + 1) & last
        }
        return 0
    }

    /// Where a hash is looked for first.
    private static func slot(_ hash: UInt64) -> Int {
        // Why: FNV leaves the hashes of words that differ in their last letters close together, so
        // that a look-up took 28 steps.
        Int(truncatingIfNeeded: ((hash & ~marks) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// FNV-1a, 64 bits.
    static func hash(_ word: Span<UInt8>) -> UInt64 {
        var hash = start
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* prime }
        return hash
    }

    /// The hash of a word in lower case; `nil` unless it is all ASCII.
    static func foldedHash(_ word: Span<UInt8>) -> UInt64? {
        var hash = start
        var seen: UInt8 = 0
        for index in word.indices {
            let byte = word[index]
            seen |= byte
            hash = (hash ^ UInt64(byte | (byte.isUpper ? 0x20 : 0))) &* prime
        }
        return seen < 0x80 ? hash : nil
    }

    private static var start: UInt64 { 0xCBF2_9CE4_8422_2325 }
    private static var prime: UInt64 { 0x0000_0100_0000_01B3 }
}
