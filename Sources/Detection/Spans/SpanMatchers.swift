internal import Patterns

/// Matchers of the tests' patterns, each made when its test is asked first. Belongs to one worker.
struct SpanMatchers {
    /// By test; made, or found not to be possible.
    private var matchers: [SpanMatcher?]
    private var isMade: [Bool]
    /// By test: whether each match holds one of the literals that the test asks for.
    private var holdsLiteral: [Bool]

    init(count: Int) {
        matchers = [SpanMatcher?](repeating: nil, count: count)
        isMade = [Bool](repeating: false, count: count)
        holdsLiteral = isMade
    }

    /// The leftmost match of a test that begins in `starts`; `nil` when only PCRE2 can tell.
    mutating func firstMatch(
        of number: Int, _ test: SpanProgram.Test, in text: Span<UInt8>,
        startingIn starts: ClosedRange<Int>
    ) -> MatchResult? {
        if !isMade[number] { make(number, test) }
        return matchers[number]?.firstMatch(in: text, startingIn: starts)
    }

    /// Whether a test's matches, which were asked for, hold one of its literals themselves.
    func holdLiterals(_ number: Int) -> Bool { holdsLiteral[number] }

    private mutating func make(_ number: Int, _ test: SpanProgram.Test) {
        isMade[number] = true
        holdsLiteral[number] = test.search.holdsOne(
            of: test.test.literals, ignoringCase: test.test.ignoresCase)
        // Groups are known to PCRE2 alone.
        guard test.test.capture == 0 else { return }
        matchers[number] = SpanMatcher(
            test.search.source.text, ignoresCase: test.search.source.ignoresCase)
    }
}
