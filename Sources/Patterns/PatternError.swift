/// Why PCRE2 refused a pattern.
package struct PatternError: Error, Equatable, CustomStringConvertible {
    /// Where in the pattern, in bytes.
    package let offset: Int
    /// PCRE2's own words.
    package let reason: String

    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "\(reason) at byte \(offset)" }
}
