internal import Cryptography

/// Telephone numbers that nobody has: drawn from the ranges that a country keeps for fiction, or
/// that it gives to nobody, in international form. A number's own country where the lists know it,
/// else the plan's.
///
/// There are few such numbers, so that two people may get the same one.
struct ReservedPhoneMask: DrawingTransform {
    let keys: [CipherMAC]
    /// Patterns by calling code, `49`.
    private let patterns: [String: [String]]
    private let fallback: [String]

    /// - Parameters:
    ///   - countries: whose numbers are kept in their country.
    ///   - fallback: whose numbers all others get.
    init(
        key: MaskingKey, domain: String, countries: [PersonaPlaces], fallback: PersonaPlaces
    ) {
        keys = [CipherMAC(key: key.subkey(purpose: "phone reserved", domain: domain))]
        var patterns: [String: [String]] = [:]
        for country in countries {
            for pattern in country.phones {
                let code = String(pattern.dropFirst().prefix { $0.isNumber })
                patterns[code, default: []].append(pattern)
            }
        }
        self.patterns = patterns
        self.fallback = fallback.phones
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        let digits = Self.digits(cell)
        guard PhoneForm(cell, digits: digits[...]) != nil else { throw UnfitCell(.format) }
        draws.ask(0, digits.span)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let draw = draws.take(0)
        let choices = patterns(for: cell)
        let choice = UInt64(truncatingIfNeeded: draw >> 64).scaled(below: choices.count)
        let isBare = (0..<cell.count).allSatisfy { $0 == 0 || cell[$0].isDigit }
        PersonaPlaces.append(
            choices[choice], draw: UInt64(truncatingIfNeeded: draw), isBare: isBare, to: &output)
    }

    private func patterns(for cell: Span<UInt8>) -> [String] {
        guard cell[0] == UInt8(ascii: "+") else { return fallback }
        let digits = String(decoding: Self.digits(cell).prefix(3), as: UTF8.self)
        for count in 1...3 {
            if let found = patterns[String(digits.prefix(count))] { return found }
        }
        return fallback
    }

    private static func digits(_ cell: Span<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        CanonicalForm.digits.append(cell, to: &digits)
        return digits
    }
}
