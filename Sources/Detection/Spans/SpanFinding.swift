/// What was found in one text.
package struct SpanFinding: Sendable, Equatable {
    /// Sorted, not overlapping; spans of negative classes and of placeholders are left out.
    package var spans: [TextSpan]
    /// PCRE2 hit a limit: what isn't reported may be there all the same.
    package var isUndecided: Bool

    package init(spans: [TextSpan] = [], isUndecided: Bool = false) {
        self.spans = spans
        self.isUndecided = isUndecided
    }
}
