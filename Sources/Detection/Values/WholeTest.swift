internal import Patterns

/// How one value stands to one test.
enum ValueAnswer {
    case noMatch
    /// The pattern takes it, a validator or the randomness test doesn't.
    case invalid
    case valid
    /// PCRE2 hit a limit.
    case undecided
}

/// A test of whole values, taken apart so that each question loads only what it needs.
///
/// A class because thousands of values are asked: a structure as large as `ValueTest` would be
/// copied for each.
final class WholeTest: Sendable {
    let context: ValueTest.Context
    private let pattern: Pattern
    private let capture: Int
    private let minimumDigits: Int
    private let literals: [[UInt8]]
    /// The letters of each.
    private let letters: [ByteLetters]
    private let ignoresCase: Bool
    private let checks: ValueChecks
    let isChecked: Bool
    /// Whether its pattern is all there is to it.
    let isPlain: Bool

    init(_ test: ValueTest) {
        context = test.context
        pattern = test.whole
        capture = test.capture
        minimumDigits = test.minimumDigits
        literals = test.literals
        letters = test.literals.map { ByteLetters($0.span) }
        ignoresCase = test.ignoresCase
        checks = test.checks
        isChecked = !checks.isEmpty
        isPlain =
            !isChecked && literals.isEmpty && minimumDigits == 0 && context != .assignment
    }

    /// What tells without PCRE2 which values the pattern takes; `nil` where nothing can.
    func matcher() -> ExactMatcher? { ExactMatcher(pattern.text, ignoresCase: ignoresCase) }

    /// Whether the whole of `value` is one, by pattern and then by checks.
    ///
    /// - Parameters:
    ///   - letters: of the value, once a test has asked for them.
    ///   - isTaken: whether the pattern is known to take the value.
    func answer(
        _ value: Span<UInt8>, _ letters: inout ByteLetters?, isTaken: Bool = false,
        scratch: inout DetectionScratch
    ) -> ValueAnswer {
        guard ValueTest.holdsDigits(value, atLeast: minimumDigits),
            literals.isEmpty || containsLiteral(value, &letters)
        else { return .noMatch }
        if isTaken, capture == 0 || !isChecked { return check(value, scratch: &scratch) }
        switch pattern.firstMatch(in: value, scratch: scratch.matching) {
        case .none: return .noMatch
        case .limitExceeded: return .undecided
        case .matched(let range):
            let captured = scratch.matching.captured(capture) ?? range
            return check(value.extracting(captured), scratch: &scratch)
        }
    }

    private func containsLiteral(_ value: Span<UInt8>, _ known: inout ByteLetters?) -> Bool {
        let letters = known ?? ByteLetters(value)
        known = letters
        for index in literals.indices where letters.holdAll(of: self.letters[index]) {
            let literal = literals[index]
            if ByteSearch.contains(value, literal.span, ignoringCase: ignoresCase) { return true }
        }
        return false
    }

    private func check(_ value: Span<UInt8>, scratch: inout DetectionScratch) -> ValueAnswer {
        !isChecked || checks.isValid(value, scratch: &scratch) ? .valid : .invalid
    }
}
