/// National identifiers of Asia and the Pacific, each from its issuer's public description.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkAsiaPacific(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .indianAadhaar: Self.isAadhaar(cell)
        case .indianPAN: Self.isIndianPAN(cell)
        case .indianGSTIN: Self.isGSTIN(cell)
        case .chineseId: Self.isChineseId(cell)
        case .hongKongId: Self.isHongKongId(cell)
        case .taiwaneseId: Self.isTaiwaneseId(cell)
        case .japaneseMyNumber: Self.isMyNumber(cell)
        case .koreanRRN: Self.isRRN(cell)
        case .singaporeNRIC: Self.isNRIC(cell)
        case .malaysianNRIC: Self.isMyKad(cell)
        case .thaiId: Self.isThaiId(cell)
        case .indonesianNIK: Self.isNIK(cell)
        case .israeliId: Self.isIsraeliId(cell)
        case .emiratesId: Self.isEmiratesId(cell)
        case .saudiId: Self.isSaudiId(cell)
        case .australianTFN: Self.isTFN(cell)
        case .australianABN: Self.isABN(cell)
        case .australianACN: Self.isACN(cell)
        case .australianMedicare: Self.isAustralianMedicare(cell)
        case .newZealandIRD: Self.isIRD(cell)
        default: nil
        }
    }

    /// First digit 2…9, Verhoeff (UIDAI).
    private static func isAadhaar(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 12), text.digit(0) > 1,
            !text.isRepdigit
        else { return false }
        return text.hasVerhoeff(0..<12)
    }

    /// Five letters, the fourth a holder class, four digits, a letter.
    private static func isIndianPAN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isLetters(0..<5),
            text.isDigits(5..<9), text.isLetters(9..<10)
        else { return false }
        let classes: StaticString = "ABCFGHJLPTK"
        return classes.contains(text[3])
    }

    /// State, PAN, entity, Z, check character modulo 36.
    private static func isGSTIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 15...15), text.isDigits(0..<2),
            (1...38).contains(text.number(0..<2)) || text.number(0..<2) > 96,
            text.isLetters(2..<7), text.isDigits(7..<11), text.isLetters(11..<12)
        else { return false }
        var sum = 0
        for index in 0..<14 {
            let product = text.value(index) * (index % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        return (36 - sum % 36) % 36 == text.value(14)
    }

    /// Region, birth date, serial, ISO 7064 MOD 11-2 (GB 11643).
    private static func isChineseId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 18...18), text.isDigits(0..<17),
            (11...82).contains(text.number(0..<2)), (1850...2100).contains(text.number(6..<10)),
            CalendarDate.exists(
                year: text.number(6..<10), month: text.number(10..<12), day: text.number(12..<14))
        else { return false }
        let sum = text.weightedSum([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
        let check = (12 - sum % 11) % 11
        return text[17] == (check == 10 ? 88 : UInt8(48 + check))
    }

    /// One or two letters, six digits, check digit or A, in parentheses as a rule.
    private static func isHongKongId(_ cell: Span<UInt8>) -> Bool {
        let isFramed = cell.count > 3 && cell[cell.count - 1] == 41 && cell[cell.count - 3] == 40
        let body = isFramed ? cell.extracting(0..<cell.count - 3) : cell
        guard let text = IdentifierText(body, length: isFramed ? 7...8 : 8...9) else {
            return false
        }
        let digits = isFramed ? text.count : text.count - 1
        let letters = digits - 6
        guard (1...2).contains(letters), text.isLetters(0..<letters),
            text.isDigits(letters..<digits)
        else { return false }
        var sum = letters == 1 ? 36 * 9 + text.value(0) * 8 : text.value(0) * 9 + text.value(1) * 8
        sum += text.weightedSum([7, 6, 5, 4, 3, 2], from: letters)
        let check = isFramed ? cell[cell.count - 2] : text[text.count - 1]
        let expected = (11 - sum % 11) % 11
        return check == (expected == 10 ? 65 : UInt8(48 + expected))
    }

    /// A letter as two digits, nine digits, weights 1 9 8 … 1 1 modulo 10.
    private static func isTaiwaneseId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isLetters(0..<1),
            (1...2).contains(text.value(1)) || (8...9).contains(text.value(1)),
            text.isDigits(2..<10)
        else { return false }
        let order: StaticString = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
        var letter = 10
        while order.byte(letter - 10) != text[0] { letter += 1 }
        let sum =
            letter / 10 + letter % 10 * 9
            + text.weightedSum([8, 7, 6, 5, 4, 3, 2, 1, 1], from: 1)
        return sum % 10 == 0
    }

    /// Weights 6 5 4 3 2 7 6 5 4 3 2 modulo 11 (Ordinance 85 of 2014).
    private static func isMyNumber(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 12), !text.isRepdigit else {
            return false
        }
        let rest = text.weightedSum([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (rest < 2 ? 0 : 11 - rest) == text.digit(11)
    }

    /// Birth date, sex and century, weights 2…9 2…5 modulo 11 (until October 2020).
    private static func isRRN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 13), text.hasShortDate(at: 0) else {
            return false
        }
        // 5…8 stand for foreigners, whose check differs.
        guard !(5...8).contains(text.digit(6)) else { return false }
        let sum = text.weightedSum([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
        return (11 - sum % 11) % 10 == text.digit(12)
    }

    /// S, T, F, G or M, seven digits, check letter by series.
    private static func isNRIC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isDigits(1..<8) else {
            return false
        }
        var sum = text.weightedSum([2, 7, 6, 5, 4, 3, 2], from: 1)
        let letters: StaticString
        switch text[0] {
        case 83, 84: letters = "JZIHGFEDCBA"
        case 70, 71: letters = "XWUTRQPNMLK"
        case 77: letters = "KLJNPQRTUWX"
        default: return false
        }
        if text[0] == 84 || text[0] == 71 { sum += 4 }
        if text[0] == 77 { sum += 3 }
        let place = text[0] == 77 ? 10 - sum % 11 : sum % 11
        return letters.byte(place) == text[8]
    }

    /// Birth date and birthplace code.
    private static func isMyKad(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 12), text.hasShortDate(at: 0) else {
            return false
        }
        switch text.number(6..<8) {
        case 1...16, 21...68, 71, 72, 74...79, 82...93, 98, 99: return true
        default: return false
        }
    }

    /// Weights 13…2 modulo 11.
    private static func isThaiId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 13), (1...8).contains(text.digit(0))
        else { return false }
        let sum = text.weightedSum([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
        return (11 - sum % 11) % 10 == text.digit(12)
    }

    /// Province, regency, district, birth date with day + 40 for women, serial.
    private static func isNIK(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 16),
            (11...97).contains(text.number(0..<2)), text.number(12..<16) != 0
        else { return false }
        let day = text.number(6..<8)
        return CalendarDate.exists(
            shortYear: text.number(10..<12), month: text.number(8..<10),
            day: day > 40 ? day - 40 : day)
    }

    /// Nine digits with weights 1 and 2, as Luhn.
    private static func isIsraeliId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return text.hasLuhn(0..<9)
    }

    /// 784, birth year, serial, Luhn.
    private static func isEmiratesId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 15), text.matches("784"),
            (1900...2100).contains(text.number(3..<7))
        else { return false }
        return text.hasLuhn(0..<15)
    }

    /// 1 for citizens, 2 for residents, Luhn.
    private static func isSaudiId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), (1...2).contains(text.digit(0))
        else { return false }
        return text.hasLuhn(0..<10)
    }

    /// Weights 1 4 3 7 5 8 6 9 10 modulo 11.
    private static func isTFN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return text.weightedSum([1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0
    }

    /// First digit less one, weights 10 1 3 … 19, modulo 89.
    private static func isABN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11), text.digit(0) != 0 else {
            return false
        }
        return (text.weightedSum([10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 == 0
    }

    /// Weights 8…1 modulo 10.
    private static func isACN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return (10 - text.weightedSum([8, 7, 6, 5, 4, 3, 2, 1]) % 10) % 10 == text.digit(8)
    }

    /// First digit 2…6, weights 1 3 7 9, optional person number.
    private static func isAustralianMedicare(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10...11),
            (2...6).contains(text.digit(0))
        else { return false }
        return text.weightedSum([1, 3, 7, 9, 1, 3, 7, 9]) % 10 == text.digit(8)
    }

    /// Range of issued numbers and two passes modulo 11.
    private static func isIRD(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 8...9) else { return false }
        let start = text.count - 8
        guard (10_000_000...150_000_000).contains(text.number(0..<text.count)) else { return false }
        let first = start == 1 ? text.digit(0) : 0
        var rest = first * 3 + text.weightedSum([2, 7, 6, 5, 4, 3, 2], from: start)
        if rest % 11 == 1 {
            rest = first * 7 + text.weightedSum([4, 3, 2, 5, 2, 7, 6], from: start)
        }
        return rest % 11 != 1 && (11 - rest % 11) % 11 == text.digit(text.count - 1)
    }
}
