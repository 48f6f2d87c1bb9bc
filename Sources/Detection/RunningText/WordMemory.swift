/// What the dictionaries know of words seen before, by hash; a newer word may take an older one's
/// place.
struct WordMemory {
    private struct Slot {
        var hash: UInt64 = 0
        var traits: WordTraits = []
    }

    private static let slotCount = 1 << 13

    private var slots: [Slot] = []

    /// What is known of the word, by `find` when it isn't remembered.
    @inline(__always)
    mutating func traits(of hash: UInt64, _ find: () -> WordTraits) -> WordTraits {
        let place = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        if place < slots.count {
            let slot = slots[place]
            if slot.hash == hash { return slot.traits }
        }
        return learn(hash, find())
    }

    @inline(never)
    private mutating func learn(_ hash: UInt64, _ traits: WordTraits) -> WordTraits {
        if slots.isEmpty { slots = [Slot](repeating: Slot(), count: Self.slotCount) }
        slots[Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)] = Slot(
            hash: hash, traits: traits)
        return traits
    }
}
