/// A dictionary of words or phrases for lookups on bytes; folded for case and Latin accents.
///
/// Holds 64-bit hashes in an open-addressing table, 16 to 32 bytes an entry, never the words. With
/// a million entries a false hit has a chance of 5 in 10¹⁴ a lookup.
package final class WordList: Sendable {
    private let slots: [UInt64]
    /// Distinct entries.
    package let count: Int

    /// - Parameter text: one entry a line; lines that begin with `#` and what follows a tab are
    ///   left out.
    package init(text: [UInt8]) {
        var hashes: [UInt64] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard line.first != UInt8(ascii: "#") else { continue }
            var entry = line.prefix { $0 != UInt8(ascii: "\t") }
            while let last = entry.last, last == 0x20 || last == 0x0D { entry = entry.dropLast() }
            guard !entry.isEmpty else { continue }
            hashes.append(FoldedHash.hash(Array(entry).span))
        }
        var capacity = 16
        while capacity < hashes.count * 2 { capacity *= 2 }
        var slots = [UInt64](repeating: 0, count: capacity)
        var count = 0
        for hash in hashes {
            var slot = Int(truncatingIfNeeded: hash) & (capacity - 1)
            while slots[slot] != 0 && slots[slot] != hash { slot = (slot + 1) & (capacity - 1) }
            if slots[slot] == 0 { count += 1 }
            slots[slot] = hash
        }
        self.slots = slots
        self.count = count
    }

    /// Whether the list has the word, whatever its case.
    package func contains(_ word: Span<UInt8>) -> Bool {
        let hash = FoldedHash.hash(word)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            if slots[slot] == hash { return true }
            slot = (slot + 1) & (slots.count - 1)
        }
        return false
    }
}

/// FNV-1a over bytes folded for case and Latin accents; never 0.
enum FoldedHash {
    static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        LatinFolding.fold(bytes) { hash = (hash ^ UInt64($0)) &* 0x0000_0100_0000_01B3 }
        // FNV's low bits are weak; the table takes its slot from them.
        hash ^= hash >> 32
        return hash == 0 ? 1 : hash
    }
}
