/// What the dictionaries know of words seen before, by hash; a newer word may take an older one's
/// place.
struct WordMemory {
    private static let slotCount = 1 << 13

    private var hashes: [UInt64] = []
    private var traits: [WordTraits] = []

    /// What is known of the word, by `find` when it isn't remembered.
    mutating func traits(of hash: UInt64, _ find: () -> WordTraits) -> WordTraits {
        if hashes.isEmpty {
            hashes = [UInt64](repeating: 0, count: Self.slotCount)
            traits = [WordTraits](repeating: [], count: Self.slotCount)
        }
        let slot = Int(truncatingIfNeeded: hash) & (Self.slotCount - 1)
        if hashes[slot] == hash { return traits[slot] }
        let found = find()
        (hashes[slot], traits[slot]) = (hash, found)
        return found
    }
}
