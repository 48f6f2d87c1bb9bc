/// A set of rules, a bit each.
struct RuleBits: Sendable {
    private var words: [UInt64]

    /// - Parameter count: of all rules there are.
    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    init(count: Int, _ rules: some Sequence<Int>) {
        self.init(count: count)
        for rule in rules { insert(rule) }
    }

    func contains(_ rule: Int) -> Bool { words[rule >> 6] &>> UInt64(rule & 63) & 1 != 0 }

    mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 &<< UInt64(rule & 63) }

    mutating func remove(_ rule: Int) { words[rule >> 6] &= ~(1 &<< UInt64(rule & 63)) }

    /// - Precondition: both are of as many rules.
    mutating func formUnion(_ other: RuleBits) {
        for word in words.indices { words[word] |= other.words[word] }
    }

    mutating func removeAll() {
        for word in words.indices { words[word] = 0 }
    }
}
