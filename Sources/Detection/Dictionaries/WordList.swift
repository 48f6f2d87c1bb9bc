internal import Primitives

/// A dictionary of words or phrases for lookups on bytes; folded for case and accents.
///
/// Holds 32-bit fingerprints in an open-addressing table, 6 to 11 bytes an entry, never the words.
/// A false hit has a chance of about one in a billion lookups.
package final class WordList: Sendable {
    private let slots: FlatTable<UInt32>
    /// Distinct entries.
    package let count: Int

    /// No words.
    static let empty = WordList(text: [])

    /// - Parameter text: one entry a line; lines that begin with `#` and what follows a tab are
    ///   left out.
    package init(text: [UInt8]) {
        let bytes = text.span
        var lines = 1
        for index in bytes.indices where bytes[index] == 0x0A { lines += 1 }
        var capacity = 16
        while capacity * 3 < lines * 4 { capacity *= 2 }
        var slots = [UInt32](repeating: 0, count: capacity)
        var count = 0
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let length = Self.entryLength(bytes.extracting(start..<end))
            defer { start = end + 1 }
            guard length > 0 else { continue }
            let hash = FoldedHash.hash(bytes.extracting(start..<start + length))
            let (slot, isThere) = Self.find(hash, among: slots.count) { slots[$0] }
            if !isThere { count += 1 }
            slots[slot] = Self.fingerprint(hash)
        }
        self.slots = FlatTable(slots)
        self.count = count
    }

    private init(slots: FlatTable<UInt32>, count: Int) {
        self.slots = slots
        self.count = count
    }

    /// Moves lists by their paths; what is read is looked up where it lies.
    static func pass(_ lists: inout [String: WordList], through archive: inout Archive) {
        var names = lists.keys.sorted()
        archive.pass(elements: &names) { archive, name in
            archive.pass(&name)
            var slots = lists[name]?.slots ?? FlatTable([])
            var count = lists[name]?.count ?? 0
            archive.pass(&count)
            archive.pass(&slots)
            // Why: a lookup ends at an empty slot, and the mask needs a power of two.
            if slots.count & (slots.count - 1) != 0 || count >= slots.count { archive.refuse() }
            if archive.isReading, !archive.isDamaged {
                lists[name] = WordList(slots: slots, count: count)
            }
        }
    }

    /// Whether the list has the word, whatever its case.
    package func contains(_ word: Span<UInt8>) -> Bool {
        contains(hash: FoldedHash.hash(word))
    }

    /// Whether the list has the word with this `FoldedHash`.
    func contains(hash: UInt64) -> Bool {
        Self.find(hash, among: slots.count) { slots[$0] }.isThere
    }

    /// What tells most words that are in no list from those that are, for a `WordFilter`.
    static func key(of hash: UInt64) -> UInt64 { spread(fingerprint(hash)) }

    /// The keys of all words.
    var keys: [UInt64] {
        slots.indices.compactMap { slots[$0] == 0 ? nil : Self.spread(slots[$0]) }
    }

    private static func spread(_ fingerprint: UInt32) -> UInt64 {
        UInt64(fingerprint) &* 0x9E37_79B9_7F4A_7C15
    }

    /// How much of a line is its entry: not the comment, nor the blanks at its end.
    private static func entryLength(_ line: Span<UInt8>) -> Int {
        if line.count > 0, line[0] == UInt8(ascii: "#") { return 0 }
        var end = 0
        while end < line.count, line[end] != 0x09 { end += 1 }
        while end > 0, line[end - 1] == 0x20 || line[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Where the hash is, or where it belongs.
    @inline(__always)
    private static func find(
        _ hash: UInt64, among count: Int, _ slots: (Int) -> UInt32
    ) -> (slot: Int, isThere: Bool) {
        let wanted = fingerprint(hash)
        var slot = Int(truncatingIfNeeded: hash) & (count - 1)
        while slots(slot) != 0 {
            if slots(slot) == wanted { return (slot, true) }
            slot = (slot + 1) & (count - 1)
        }
        return (slot, false)
    }

    /// The upper half of the hash, never 0; the lower one chooses the slot.
    private static func fingerprint(_ hash: UInt64) -> UInt32 {
        let upper = UInt32(truncatingIfNeeded: hash >> 32)
        return upper == 0 ? 1 : upper
    }
}
