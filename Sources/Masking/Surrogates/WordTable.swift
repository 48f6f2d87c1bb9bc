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
    private static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) }

    /// A hash of 64 bits, which never leaves the process.
    static func hash(_ word: Span<UInt8>) -> UInt64 {
        var hash = UInt64(word.count)
        for index in stride(from: 0, to: word.count, by: 8) {
            hash = mixed(hash, word.word(at: index))
        }
        return hash
    }

    /// The hash of a word in lower case; `nil` unless it is all ASCII.
    static func foldedHash(_ word: Span<UInt8>) -> UInt64? {
        var hash = UInt64(word.count)
        var seen: UInt64 = 0
        for index in stride(from: 0, to: word.count, by: 8) {
            let bytes = word.word(at: index)
            seen |= bytes
            hash = mixed(hash, bytes.lowercasedASCII)
        }
        return seen & UInt64.byteMarks == 0 ? hash : nil
    }

    /// The halves of a product, one added to the other bit by bit.
    @inline(__always)
    private static func mixed(_ hash: UInt64, _ bytes: UInt64) -> UInt64 {
        let product = (hash ^ bytes).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
