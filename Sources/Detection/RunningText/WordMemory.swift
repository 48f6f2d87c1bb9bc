/// What the dictionaries know of words seen before, by hash; a newer word may take an older one's
/// place.
///
/// A word is told from others by 46 bits of its hash: a wrong answer has a chance of less than one
/// in a billion lookups, as one of the dictionaries has.
struct WordMemory {
    private static let slotCount = 1 << 14

    /// The upper half of a hash, and traits below; 0 where nothing is.
    private var slots: [UInt64] = []

    /// What is known of the word, by `find` when it isn't remembered.
    @inline(__always)
    mutating func traits(of hash: UInt64, _ find: () -> WordTraits) -> WordTraits {
        let place = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        if place < slots.count {
            let traits = WordTraits(rawValue: UInt32(truncatingIfNeeded: slots[place]))
            if (slots[place] ^ hash) >> 32 == 0, !traits.isEmpty { return traits }
        }
        return learn(hash, find())
    }

    @inline(never)
    private mutating func learn(_ hash: UInt64, _ traits: WordTraits) -> WordTraits {
        if slots.isEmpty { slots = [UInt64](repeating: 0, count: Self.slotCount) }
        slots[Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)] =
            (hash & ~0xFFFF_FFFF) | UInt64(traits.rawValue)
        return traits
    }
}
