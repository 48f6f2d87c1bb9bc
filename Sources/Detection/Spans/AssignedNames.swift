/// The rules that the names of values speak for which were read before, in any text: a file has few
/// names. A newer one takes an older one's slot. Belongs to one worker.
struct AssignedNames {
    /// Up to 32 bytes as four numbers, zeros behind the last.
    private struct Name: Equatable {
        static let longest = 32

        let words: SIMD4<UInt64>
        let length: Int

        static let none = Name(words: SIMD4(repeating: 0), length: 0)

        private init(words: SIMD4<UInt64>, length: Int) {
            (self.words, self.length) = (words, length)
        }

        /// Fails for names that are empty or longer.
        init?(_ range: Range<Int>, of text: Span<UInt8>) {
            guard 1...Self.longest ~= range.count else { return nil }
            var words = SIMD4<UInt64>(repeating: 0)
            var place = range.lowerBound
            for number in 0..<(range.count + 7) / 8 {
                words[number] = ByteWord.load(text, place, min(8, range.upperBound - place))
                place += 8
            }
            self.init(words: words, length: range.count)
        }

        /// Digits of the golden ratio and of pi, odd.
        private static let multipliers = SIMD4<UInt64>(
            0x9E37_79B9_7F4A_7C15, 0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7345,
            0xA409_3822_299F_31D1)

        /// The highest bits are mixed best.
        var hash: UInt64 { (words &* Self.multipliers).wrappedSum() }
    }

    private static let slotBits: UInt64 = 11

    private var names = [Name](repeating: .none, count: 1 << Int(slotBits))
    private var answers: [RuleBits]

    /// - Parameter ruleCount: of all rules there are.
    init(ruleCount: Int) {
        answers = [RuleBits](repeating: RuleBits(count: ruleCount), count: names.count)
    }

    /// Replaces `rules` by those that the name in a range speaks for; returns false when that isn't
    /// known.
    func recall(_ range: Range<Int>, of text: Span<UInt8>, into rules: inout RuleBits) -> Bool {
        guard let name = Name(range, of: text), names[Self.slot(of: name)] == name else {
            return false
        }
        rules.removeAll()
        rules.formUnion(answers[Self.slot(of: name)])
        return true
    }

    /// Keeps the answer for the name in a range.
    mutating func keep(_ rules: RuleBits, for range: Range<Int>, of text: Span<UInt8>) {
        guard let name = Name(range, of: text) else { return }
        let slot = Self.slot(of: name)
        names[slot] = name
        answers[slot].removeAll()
        answers[slot].formUnion(rules)
    }

    private static func slot(of name: Name) -> Int {
        Int(truncatingIfNeeded: name.hash >> (64 - slotBits))
    }
}
