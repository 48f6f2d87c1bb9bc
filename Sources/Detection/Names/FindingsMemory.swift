/// The rules for which the words of names spoke that were weighed before; a newer answer may take
/// an older one's place. Belongs to one worker.
///
/// Findings are told from others by the 64 bits of their key.
struct FindingsMemory {
    private static let slotCount = 1 << 9

    /// 0 where nothing is.
    private var keys = [UInt64](repeating: 0, count: slotCount)
    private var answers: [RuleBits]

    /// - Parameter ruleCount: of all rules there are.
    init(ruleCount: Int) {
        answers = [RuleBits](repeating: RuleBits(count: ruleCount), count: Self.slotCount)
    }

    /// Adds the rules for which findings of this key spoke; returns false when that isn't known.
    func recall(_ key: UInt64, into rules: inout RuleBits) -> Bool {
        let slot = Self.slot(of: key)
        guard keys[slot] == key else { return false }
        rules.formUnion(answers[slot])
        return true
    }

    /// Keeps the answer for findings of this key.
    mutating func keep(_ rules: RuleBits, for key: UInt64) {
        let slot = Self.slot(of: key)
        keys[slot] = key
        answers[slot].removeAll()
        answers[slot].formUnion(rules)
    }

    private static func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: key >> 32) & (slotCount - 1)
    }
}
