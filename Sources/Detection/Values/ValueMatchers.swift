internal import Patterns

/// Matchers of the tests' patterns, each made when its test has been asked often enough to be worth
/// it.
struct ValueMatchers {
    private static let worth = 200

    /// By test.
    private var asked: [Int]
    private var matchers: [ExactMatcher?]

    init(count: Int) {
        asked = [Int](repeating: 0, count: count)
        matchers = [ExactMatcher?](repeating: nil, count: count)
    }

    /// Whether a test's pattern takes a value; `nil` when only PCRE2 can tell.
    mutating func takes(
        _ value: Span<UInt8>, _ classes: UInt64, _ place: Int, _ tests: ValueTests
    ) -> Bool? {
        if matchers[place] == nil {
            guard asked[place] < Self.worth else { return nil }
            asked[place] += 1
            guard asked[place] == Self.worth else { return nil }
            matchers[place] = tests.tests[place].matcher()
        }
        return matchers[place]?.takes(value, classes: classes)
    }
}
