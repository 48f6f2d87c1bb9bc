/// Second identifiers of other countries: companies, foreigners, taxpayers, court cases.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkOverseasRegisters(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .japaneseCorporate: Self.isJapaneseCorporate(cell)
        case .koreanFRN: Self.isKoreanFRN(cell)
        case .koreanBRN: Self.isKoreanBRN(cell)
        case .singaporeUEN: Self.isUEN(cell)
        case .indianVoter: Self.isIndianVoter(cell)
        case .usEIN: Self.isEIN(cell)
        case .sriLankanNIC: Self.isSriLankanNIC(cell)
        case .paraguayanRUC: Self.isParaguayanRUC(cell)
        case .venezuelanRIF: Self.isRIF(cell)
        case .brazilianCase: Self.isBrazilianCase(cell)
        case .brazilianPIS: Self.isBrazilianPIS(cell)
        default: nil
        }
    }

    /// PIS, PASEP, NIS and NIT: weights 3 2 9 8 … 2 modulo 11, ten and eleven become zero (Caixa).
    private static func isBrazilianPIS(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11), !text.isRepdigit else {
            return false
        }
        let rest = text.weightedSum([3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return (rest < 2 ? 0 : 11 - rest) == text.digit(10)
    }

    /// Check digit first: nine less the weights 2 1 2 1 … modulo 9 (National Tax Agency).
    private static func isJapaneseCorporate(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 13) else { return false }
        let sum = text.weightedSum([2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], from: 1)
        return 9 - sum % 9 == text.digit(0)
    }

    /// As the RRN with 5…8 in the seventh place and the check digit two higher.
    private static func isKoreanFRN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 13), text.hasShortDate(at: 0),
            (5...8).contains(text.digit(6))
        else { return false }
        let sum = text.weightedSum([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
        return (13 - sum % 11) % 10 == text.digit(12)
    }

    /// Weights 1 3 7 1 3 7 1 3 5, the tens of the last product added, modulo 10.
    private static func isKoreanBRN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), !text.isRepdigit else {
            return false
        }
        let sum = text.weightedSum([1, 3, 7, 1, 3, 7, 1, 3, 5]) + text.digit(8) * 5 / 10
        return (10 - sum % 10) % 10 == text.digit(9)
    }

    /// Businesses, companies behind their year, and all others, each with its own letters (ACRA).
    private static func isUEN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...10) else { return false }
        if text.count == 9 {
            let letters: StaticString = "XMKECAWLJDB"
            return text.isDigits(0..<8)
                && letters.byte(text.weightedSum([10, 4, 9, 3, 8, 2, 7, 1]) % 11) == text[8]
        }
        if text.isDigits(0..<9) {
            let letters: StaticString = "ZKCMDNERGWH"
            return (1800...2100).contains(text.number(0..<4))
                && letters.byte(text.weightedSum([10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11) == text[9]
        }
        return isOtherUEN(text)
    }

    /// R, S or T, year, kind of entity, serial, check letter.
    private static func isOtherUEN(_ text: IdentifierText) -> Bool {
        let alphabet: StaticString = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
        guard (82...84).contains(text[0]), text.isDigits(1..<3), text.isLetters(3..<4),
            text.isDigits(5..<9)
        else { return false }
        let weights: InlineArray<9, Int> = [4, 3, 5, 3, 10, 2, 2, 5, 7]
        var sum = 0
        for index in 0..<9 {
            guard let place = (0..<32).first(where: { alphabet.byte($0) == text[index] }) else {
                return false
            }
            sum += weights[index] * place
        }
        return alphabet.byte((sum + 6) % 11) == text[9]
    }

    /// Three letters of the constituency, six digits, Luhn digit.
    private static func isIndianVoter(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isLetters(0..<3),
            text.isDigits(3..<10)
        else { return false }
        return text.hasLuhn(3..<10)
    }

    /// Campus prefixes of the IRS ("How EINs are assigned").
    private static func isEIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9) else { return false }
        switch text.number(0..<2) {
        case 0, 7...9, 17...19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97: return false
        default: return true
        }
    }

    /// Two or four digits of the year, day of the year with 500 more for women, serial.
    private static func isSriLankanNIC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...12), text.count != 11 else {
            return false
        }
        let isOld = text.count == 10
        guard text.isDigits(0..<(isOld ? 9 : 12)) else { return false }
        if isOld && text[9] != 86 && text[9] != 88 { return false }
        if !isOld && !(1900...2100).contains(text.number(0..<4)) { return false }
        let day = isOld ? text.number(2..<5) : text.number(4..<7)
        return (1...366).contains(day) || (501...866).contains(day)
    }

    /// Weights 2, 3, 4 … from the right modulo 11.
    private static func isParaguayanRUC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 6...9), !text.isRepdigit else {
            return false
        }
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += text.digit(index) * (last - index + 1) }
        return (11 - sum % 11) % 11 % 10 == text.digit(last)
    }

    /// Holder letter as a multiple of four, weights 3 2 7 6 5 4 3 2 modulo 11 (SENIAT).
    private static func isRIF(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isDigits(1..<10) else {
            return false
        }
        let holders: StaticString = "VEJPG"
        guard let holder = (0..<5).first(where: { holders.byte($0) == text[0] }) else {
            return false
        }
        let sum = 4 * (holder + 1) + text.weightedSum([3, 2, 7, 6, 5, 4, 3, 2], from: 1)
        let rest = sum % 11
        return (rest < 2 ? 0 : 11 - rest) == text.digit(9)
    }

    /// Serial, check, year, court; ISO 7064 MOD 97-10 with the check moved behind (CNJ 65/2008).
    private static func isBrazilianCase(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 20),
            (1950...2100).contains(text.number(9..<13))
        else { return false }
        let serial = text.remainder(0..<7, by: 97)
        return text.remainder(7..<9, by: 97, after: text.remainder(9..<20, by: 97, after: serial))
            == 1
    }
}
