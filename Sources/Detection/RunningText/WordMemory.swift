/// What the dictionaries know of words seen before, by their bytes; a newer word may take an older
/// one's place.
struct WordMemory {
    /// What is known of one word.
    struct Facts: BitwiseCopyable {
        var hash: UInt64 = 0
        /// Empty where nothing is.
        var traits: WordTraits = []
    }

    private struct Slot: BitwiseCopyable {
        var word = ShortWord()
        var facts = Facts()
    }

    private static let slotBits = 14

    private var slots: [Slot] = []

    /// What is known of a word, by `find` when it isn't remembered.
    @inline(__always)
    mutating func facts(of word: ShortWord, _ find: () -> Facts) -> Facts {
        let place = Int(truncatingIfNeeded: word.hash >> UInt64(64 - Self.slotBits))
        if place < slots.count, slots[place].word == word { return slots[place].facts }
        return learn(word, at: place, find())
    }

    @inline(never)
    private mutating func learn(_ word: ShortWord, at place: Int, _ facts: Facts) -> Facts {
        if slots.isEmpty { slots = [Slot](repeating: Slot(), count: 1 << Self.slotBits) }
        slots[place] = Slot(word: word, facts: facts)
        return facts
    }
}
