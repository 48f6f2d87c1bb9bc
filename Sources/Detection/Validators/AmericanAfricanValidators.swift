/// National identifiers of the Americas and Africa, each from its issuer's public description.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkAmericasAndAfrica(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .usSSN: Self.isSSN(cell)
        case .usITIN: Self.isITIN(cell)
        case .usNPI: Self.isNPI(cell)
        case .usDEA: Self.isDEA(cell)
        case .usMBI: Self.isMBI(cell)
        case .canadianSIN: Self.isSIN(cell)
        case .brazilianCPF: Self.isCPF(cell)
        case .brazilianCNPJ: Self.isCNPJ(cell)
        case .mexicanCURP: Self.isCURP(cell)
        case .mexicanRFC: Self.isRFC(cell)
        case .argentineCUIT: Self.isCUIT(cell)
        case .chileanRUT: Self.isRUT(cell)
        case .colombianNIT: Self.isColombianNIT(cell)
        case .peruvianRUC: Self.isPeruvianRUC(cell)
        case .ecuadorianCI: Self.isEcuadorianCI(cell)
        case .uruguayanCI: Self.isUruguayanCI(cell)
        case .southAfricanId: Self.isSouthAfricanId(cell)
        case .egyptianNID: Self.isEgyptianNID(cell)
        default: nil
        }
    }

    /// Structure only (SSA: ranges never issued). Passes 8 of 9 random numbers: decides nothing.
    private static func isSSN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9) else { return false }
        let area = text.number(0..<3)
        return area != 0 && area != 666 && area < 900 && text.number(3..<5) != 0
            && text.number(5..<9) != 0
    }

    /// 9xx with the group ranges of IRS publication 1915.
    private static func isITIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9), text.digit(0) == 9 else {
            return false
        }
        switch text.number(3..<5) {
        case 50...65, 70...88, 90...92, 94...99: return true
        default: return false
        }
    }

    /// Luhn over the number behind the card issuer prefix 80840 (45 CFR 162.406).
    private static func isNPI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), (1...2).contains(text.digit(0))
        else { return false }
        return (text.luhnSum(0..<10) + 24) % 10 == 0
    }

    /// Registrant letter, initial, check digit over two sums.
    private static func isDEA(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isLetters(0..<1),
            text.isLetters(1..<2) || text[1] == 57, text.isDigits(2..<9)
        else { return false }
        return text.weightedSum([1, 2, 1, 2, 1, 2], from: 2) % 10 == text.digit(8)
    }

    /// Medicare beneficiary: letter positions without S, L, O, I, B, Z (CMS).
    private static func isMBI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 11...11), text[0] != 48 else { return false }
        let form: StaticString = "9AX9AX9AA99"
        let refused: StaticString = "SLOIBZ"
        for index in 0..<11 {
            let kind = form.byte(index)
            let byte = text[index]
            if kind == 57 && !byte.isDigit || kind == 65 && !byte.isUpper { return false }
            if refused.contains(byte) { return false }
        }
        return true
    }

    /// Luhn; 0 and 8 are never the first digit.
    private static func isSIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9), !text.isRepdigit,
            ![0, 8].contains(text.digit(0))
        else { return false }
        return text.hasLuhn(0..<9)
    }

    /// Two digits modulo 11, weights 10…2 and 11…2.
    private static func isCPF(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11), !text.isRepdigit else {
            return false
        }
        let first = text.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        let second = text.weightedSum([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10
        return first == text.digit(9) && second == text.digit(10)
    }

    /// As CPF with weights 2…9 from the right; since 2026 twelve letters or digits (code − 48).
    private static func isCNPJ(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 14...14), text.isDigits(12..<14),
            !text.isRepdigit
        else { return false }
        for length in 12...13 {
            var sum = 0
            for index in 0..<length {
                sum += (Int(text[index]) - 48) * (2 + (length - 1 - index) % 8)
            }
            let rest = sum % 11
            if (rest < 2 ? 0 : 11 - rest) != text.digit(length) { return false }
        }
        return true
    }

    /// Letters, birth date, sex, state, consonants, check digit over 37 characters with Ñ.
    private static func isCURP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 18...18), text.isLetters(0..<4),
            text.isDigits(4..<10), text.hasShortDate(at: 4),
            text[10] == 72 || text[10] == 77 || text[10] == 88, text.isLetters(11..<16),
            text.isDigits(17..<18)
        else { return false }
        var sum = 0
        for index in 0..<17 {
            let value = text.value(index)
            // Ñ stands between N (23) and O, so that O and the letters after it count one more.
            sum += (value > 23 ? value + 1 : value) * (18 - index)
        }
        return (10 - sum % 10) % 10 == text.digit(17)
    }

    /// Three or four letters, date, homoclave; check character modulo 11 (SAT).
    private static func isRFC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 12...13) else { return false }
        let letters = text.count - 9
        guard text.isLetters(0..<letters), text.isDigits(letters..<letters + 6),
            text.hasShortDate(at: letters)
        else { return false }
        var sum = letters == 3 ? 37 * 13 : 0
        for index in 0..<text.count - 1 {
            let value = text.value(index)
            sum += (value > 23 ? value + 1 : value) * (text.count - index)
        }
        let rest = 11 - sum % 11
        let check: UInt8 = rest == 11 ? 48 : rest == 10 ? 65 : UInt8(48 + rest)
        return text[text.count - 1] == check
    }

    /// Kind prefix, weights 5432765432 modulo 11 (AFIP).
    private static func isCUIT(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11),
            [20, 23, 24, 25, 26, 27, 30, 33, 34].contains(text.number(0..<2))
        else { return false }
        let check = 11 - text.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (check == 11 ? 0 : check == 10 ? 9 : check) == text.digit(10)
    }

    /// Weights 2…7 from the right modulo 11, K for ten.
    private static func isRUT(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 8...9), !text.isRepdigit,
            text.isDigits(0..<text.count - 1)
        else { return false }
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += text.digit(index) * (2 + (last - 1 - index) % 6) }
        let check = 11 - sum % 11
        return text[last] == (check == 11 ? 48 : check == 10 ? 75 : UInt8(48 + check))
    }

    /// Prime weights modulo 11, check digit last (DIAN).
    private static func isColombianNIT(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), !text.isRepdigit else {
            return false
        }
        let rest = text.weightedSum([41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11
        return (rest > 1 ? 11 - rest : rest) == text.digit(9)
    }

    /// Kind prefix, weights 5432765432 modulo 11 (SUNAT).
    private static func isPeruvianRUC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11),
            [10, 15, 17, 20].contains(text.number(0..<2))
        else { return false }
        let check = 11 - text.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return check % 10 == text.digit(10)
    }

    /// Province, kind digit below six, Luhn.
    private static func isEcuadorianCI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10), text.digit(2) < 6 else {
            return false
        }
        let province = text.number(0..<2)
        return ((1...24).contains(province) || province == 30) && text.hasLuhn(0..<10)
    }

    /// Weights 2987634 modulo 10.
    private static func isUruguayanCI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 8), !text.isRepdigit else {
            return false
        }
        return (10 - text.weightedSum([2, 9, 8, 7, 6, 3, 4]) % 10) % 10 == text.digit(7)
    }

    /// Birth date, serial, citizenship 0…2, Luhn.
    private static func isSouthAfricanId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 13), text.hasShortDate(at: 0),
            text.digit(10) < 3
        else { return false }
        return text.hasLuhn(0..<13)
    }

    /// Century, birth date, governorate.
    private static func isEgyptianNID(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 14), (2...3).contains(text.digit(0)),
            text.hasShortDate(at: 1)
        else { return false }
        let governorate = text.number(7..<9)
        return (1...35).contains(governorate) || governorate == 88
    }
}
