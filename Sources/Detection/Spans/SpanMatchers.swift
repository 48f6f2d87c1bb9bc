internal import Patterns

/// Matchers of the tests' patterns, each made when its test is asked first. Belongs to one worker.
struct SpanMatchers {
    /// What a test's matches are known to hold.
    private struct Facts {
        var isMade = false
        /// One of the literals that the test asks for.
        var holdsLiteral = false
        /// As many digits as the test asks for.
        var holdsDigits = false
        /// The bytes that they may begin with, a bit each.
        var firstBytes = SIMD4<UInt64>(repeating: .max)
    }

    /// By test; without those that can't be made.
    private var matchers = LentObjects<SpanMatcher>()
    private var facts: [Facts]

    init(count: Int) { facts = [Facts](repeating: Facts(), count: count) }

    /// The leftmost match of a test that begins in `starts`; `nil` when only PCRE2 can tell.
    @inline(__always) mutating func firstMatch(
        of number: Int, in text: Span<UInt8>, startingIn starts: ClosedRange<Int>,
        _ program: SpanProgram
    ) -> MatchResult? {
        if let result = matchers.with(number, { $0.firstMatch(in: text, startingIn: starts) }) {
            return result
        }
        guard !facts[number].isMade else { return nil }
        make(number, program.tests[number])
        return matchers.with(number) { $0.firstMatch(in: text, startingIn: starts) } ?? nil
    }

    /// Whether a match of a test may begin with a byte, as far as that is known.
    @inline(__always) func mayBegin(_ number: Int, with byte: UInt8) -> Bool {
        let words = facts[number].firstBytes
        // Why: a vector's element by number goes through memory.
        let low = byte & 0x40 == 0 ? words[0] : words[1]
        let high = byte & 0x40 == 0 ? words[2] : words[3]
        return (byte & 0x80 == 0 ? low : high) &>> UInt64(byte & 63) & 1 != 0
    }

    /// Whether a test's matches, which were asked for, hold one of its literals themselves.
    func holdLiterals(_ number: Int) -> Bool { facts[number].holdsLiteral }

    /// Whether they hold as many digits as it asks for.
    func holdDigits(_ number: Int) -> Bool { facts[number].holdsDigits }

    @inline(never) private mutating func make(_ number: Int, _ test: SpanProgram.Test) {
        facts[number] = Facts(
            isMade: true,
            holdsLiteral: test.search.holdsOne(
                of: test.test.literals, ignoringCase: test.test.ignoresCase),
            holdsDigits: test.search.leastDigits >= test.test.minimumDigits)
        // Groups are known to PCRE2 alone.
        guard test.test.capture == 0,
            let matcher = SpanMatcher(
                test.search.source.text, ignoresCase: test.search.source.ignoresCase)
        else { return }
        facts[number].firstBytes = matcher.firstBytes
        matchers.insert(matcher, number)
    }
}
