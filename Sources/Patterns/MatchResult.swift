/// The outcome of one match attempt.
package enum MatchResult: Sendable, Equatable {
    /// Byte offsets of the whole match; groups are read from the scratch until its next use.
    case matched(Range<Int>)
    case none
    /// A match, depth, heap or JIT stack limit was hit: the answer is unknown, never "no".
    case limitExceeded

    package var isMatch: Bool {
        if case .matched = self { true } else { false }
    }
}
