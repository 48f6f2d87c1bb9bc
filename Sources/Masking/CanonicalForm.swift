/// What a domain takes for one value: spellings with the same form mask alike.
package enum CanonicalForm: String, Sendable, CaseIterable {
    /// Byte for byte.
    case exact
    /// ASCII and Latin letters in lower case, outer blanks dropped: `Bob@X.org` is `bob@x.org`.
    case casefold
    /// The ASCII digits alone: `123-45-6789` is `123456789`.
    case digits
    /// `+` and digits of a telephone number.
    case e164

    /// Whether two different cells may be one value: refused on a unique raw column.
    package var isFolding: Bool { self != .exact }
}
