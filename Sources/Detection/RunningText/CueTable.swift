/// Cues where they are looked up for every other word: an open-addressing table.
struct CueTable: Sendable {
    private struct Slot {
        var key: UInt64 = 0
        /// Empty where nothing is.
        var kinds: TextCues.Kinds = []
    }

    private var slots: [Slot]

    init(_ cues: TextCues) {
        var count = 16
        while count < cues.kinds.count * 4 { count *= 2 }
        slots = [Slot](repeating: Slot(), count: count)
        for (key, kinds) in cues.kinds { slots[place(of: key)] = Slot(key: key, kinds: kinds) }
    }

    /// What the phrase of a key tells; nothing when it isn't one.
    func kinds(of key: UInt64) -> TextCues.Kinds { slots[place(of: key)].kinds }

    /// Where the key is, or where it belongs.
    private func place(of key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: key ^ key >> 32) & (slots.count - 1)
        while slots[place].key != key, !slots[place].kinds.isEmpty {
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }
}
