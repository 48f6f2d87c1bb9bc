/// What the dictionaries know of words seen before, by their bytes; a newer word may take an older
/// one's place.
@safe struct WordMemory: ~Copyable {
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

    // SAFETY: `mask` + 1 slots of its own, all of them made; never lent.
    private var slots: UnsafeMutablePointer<Slot>
    /// A power of two less one; a single slot until a word is learnt.
    private var mask = 0

    init() {
        unsafe slots = UnsafeMutablePointer.allocate(capacity: 1)
        unsafe slots.initialize(to: Slot())
    }

    deinit { unsafe slots.deallocate() }

    /// What is known of a word, by `find` when it isn't remembered.
    @inline(__always)
    mutating func facts(of word: ShortWord, _ find: () -> Facts) -> Facts {
        let place = Int(truncatingIfNeeded: word.hash >> UInt64(64 - Self.slotBits))
        let slot = unsafe slots[place & mask]
        return slot.word == word ? slot.facts : learn(word, at: place, find())
    }

    @inline(never)
    private mutating func learn(_ word: ShortWord, at place: Int, _ facts: Facts) -> Facts {
        if mask == 0 { addSlots() }
        unsafe slots[place & mask] = Slot(word: word, facts: facts)
        return facts
    }

    private mutating func addSlots() {
        unsafe slots.deallocate()
        mask = 1 << Self.slotBits - 1
        unsafe slots = UnsafeMutablePointer.allocate(capacity: mask + 1)
        unsafe slots.initialize(repeating: Slot(), count: mask + 1)
    }
}
