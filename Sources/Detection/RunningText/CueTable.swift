/// Cues where they are looked up for every other word: an open-addressing table.
struct CueTable: Sendable {
    private var keys: [UInt64]
    private var kinds: [TextCues.Kinds]

    init(_ cues: TextCues) {
        var count = 16
        while count < cues.kinds.count * 4 { count *= 2 }
        keys = [UInt64](repeating: 0, count: count)
        kinds = [TextCues.Kinds](repeating: [], count: count)
        for (key, kind) in cues.kinds {
            let slot = slot(of: key)
            (keys[slot], kinds[slot]) = (key, kind)
        }
    }

    /// What the phrase of a key tells; nothing when it isn't one.
    func kinds(of key: UInt64) -> TextCues.Kinds { kinds[slot(of: key)] }

    /// Where the key is, or where it belongs.
    private func slot(of key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & (keys.count - 1)
        while keys[slot] != key, !kinds[slot].isEmpty { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }
}
