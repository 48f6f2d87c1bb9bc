/// Second identifiers of European countries: tax, insurance and school registers.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkEuropeanRegisters(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .frenchTaxNumber: Self.isFrenchTaxNumber(cell)
        case .luxembourgNIN: Self.isLuxembourgNIN(cell)
        case .spanishNUSS: Self.isNUSS(cell)
        case .portugueseCC: Self.isCitizenCard(cell)
        case .ukUPN: Self.isUPN(cell)
        case .hungarianTaxId: Self.isHungarianTaxId(cell)
        case .latvianPK: Self.isPersonasKods(cell)
        case .europeanVAT: EuropeanVATNumber(cell)?.isValid ?? false
        default: nil
        }
    }

    /// SPI: ten digits, the first 0…3, and their rest modulo 511.
    private static func isFrenchTaxNumber(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 13), text.digit(0) < 4,
            !text.isRepdigit
        else { return false }
        return text.number(0..<10) % 511 == text.number(10..<13)
    }

    /// Birth date and serial, then a Luhn digit and a Verhoeff digit, each over these eleven.
    private static func isLuxembourgNIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 13),
            (1850...2100).contains(text.number(0..<4)),
            CalendarDate.exists(
                year: text.number(0..<4), month: text.number(4..<6), day: text.number(6..<8))
        else { return false }
        return text.hasLuhn(0..<12) && text.hasVerhoeff(0..<11, check: 12)
    }

    /// Province, number, and both modulo 97; a short number doesn't push the province up.
    private static func isNUSS(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 12) else { return false }
        let province = text.number(0..<2)
        guard (1...53).contains(province) || province == 66 else { return false }
        let serial = text.number(2..<10)
        let number =
            serial < 10_000_000 ? province * 10_000_000 + serial : text.number(0..<10)
        return number % 97 == text.number(10..<12)
    }

    /// Number, version letters and a Luhn digit, letters as 10…35.
    private static func isCitizenCard(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 12...12), text.isDigits(0..<9),
            text.isDigits(11..<12)
        else { return false }
        var sum = 0
        for index in 0..<12 {
            let value = text.value(index) * (index % 2 == 0 ? 2 : 1)
            sum += index % 2 == 0 && value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// Check letter modulo 23, local authority, serial (Department for Education).
    private static func isUPN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 13...13), text.isDigits(1..<13),
            (201...938).contains(text.number(1..<4))
        else { return false }
        let letters: StaticString = "ABCDEFGHJKLMNPQRTUVWXYZ"
        let sum = text.weightedSum([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], from: 1)
        return letters.byte(sum % 23) == text[0]
    }

    /// 8, days since 1867, serial, weights 1…9 modulo 11.
    private static func isHungarianTaxId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), text.digit(0) == 8 else {
            return false
        }
        return text.hasRest([1, 2, 3, 4, 5, 6, 7, 8, 9], modulus: 11)
    }

    /// Birth date, century, serial, check digit; 32 at the start since 2017, which tells nothing.
    private static func isPersonasKods(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11) else { return false }
        if text.matches("32") { return true }
        guard text.hasReversedShortDate(at: 0), text.digit(6) < 3 else { return false }
        let sum = 1 + text.weightedSum([10, 5, 8, 4, 2, 1, 6, 3, 7, 9])
        return sum % 11 % 10 == text.digit(10)
    }
}
