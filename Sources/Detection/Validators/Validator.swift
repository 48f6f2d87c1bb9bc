/// The closed list of native checks that a rule may name: checksums, calendars, address syntax.
///
/// A check works on the bytes of one cell, allocates nothing and never throws: what doesn't have
/// the form is not valid. `chanceRate` says what its consent is worth.
package enum Validator: String, CaseIterable, Sendable {
    // Check digits of no particular issuer.
    case luhn, verhoeff
    // Accounts and cards.
    case card, iban, aba
    // National identifiers.
    case usSSN = "us-ssn"
    // Technical identifiers.
    case uuid

    /// Whether the cell's bytes are a well-formed value whose checks hold.
    package func isValid(_ cell: Span<UInt8>) -> Bool {
        checkFinancial(cell) ?? checkNational(cell) ?? checkTechnical(cell) ?? false
    }

    /// The share of random strings of `shape` that pass, measured.
    package var chanceRate: Double { profile.chanceRate }

    /// What a random string that could be mistaken for a valid value looks like: `9` a digit, `A`
    /// an upper-case letter, `X` either, `h` a hexadecimal digit, `x` a letter of either case or a
    /// digit, `\` before a character that stands for itself, and anything else itself.
    package var shape: String { profile.shape }
}
