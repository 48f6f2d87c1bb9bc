/// National identifiers of northern and eastern Europe, each from its issuer's public description.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkNorthernEasternEurope(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .swedishPersonnummer: Self.isPersonnummer(cell)
        case .norwegianFNR: Self.isFNR(cell)
        case .danishCPR: Self.isCPR(cell)
        case .finnishHETU: Self.isHETU(cell)
        case .icelandicKennitala: Self.isKennitala(cell)
        case .estonianIK: Self.isIsikukood(cell)
        case .polishPESEL: Self.isPESEL(cell)
        case .polishNIP: Self.isNIP(cell)
        case .czechRC: Self.isRodneCislo(cell)
        case .hungarianTAJ: Self.isTAJ(cell)
        case .romanianCNP: Self.isCNP(cell)
        case .bulgarianEGN: Self.isEGN(cell)
        case .croatianOIB: Self.isOIB(cell)
        case .slovenianEMSO: Self.isEMSO(cell)
        case .greekAMKA: Self.isAMKA(cell)
        case .greekAFM: Self.isAFM(cell)
        case .russianINN: Self.isINN(cell)
        case .russianSNILS: Self.isSNILS(cell)
        case .ukrainianRNOKPP: Self.isRNOKPP(cell)
        case .turkishTCKN: Self.isTCKN(cell)
        default: nil
        }
    }

    /// Ten digits (or twelve with century): date, day + 60 for coordination numbers, Luhn.
    private static func isPersonnummer(_ cell: Span<UInt8>) -> Bool {
        // A person's number of eleven digits lost a leading zero as an integer.
        let long = cell.count > 10 ? IdentifierText(number: cell, length: 12) : nil
        guard let text = long ?? IdentifierText(number: cell, length: 10) else { return false }
        let start = text.count - 10
        guard start == 0 || (18...20).contains(text.number(0..<2)) else { return false }
        let day = text.number(start + 4..<start + 6)
        return CalendarDate.exists(
            shortYear: text.number(start..<start + 2), month: text.number(start + 2..<start + 4),
            day: day > 60 ? day - 60 : day) && text.hasLuhn(start..<text.count)
    }

    /// Birth date, D-number day + 40, two check digits modulo 11.
    private static func isFNR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11) else { return false }
        let day = text.number(0..<2)
        let month = text.number(2..<4)
        return CalendarDate.exists(
            shortYear: text.number(4..<6), month: month > 40 ? month - 40 : month,
            day: day > 40 ? day - 40 : day)
            && text.weightedSum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0
            && text.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// Birth date and serial; the modulo 11 check was dropped in 2007.
    private static func isCPR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10) else { return false }
        return text.hasReversedShortDate(at: 0)
    }

    /// Birth date, century sign, serial, character at the rest modulo 31.
    private static func isHETU(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 11, isCenturySign(cell[6]) else { return false }
        guard let date = IdentifierText(digits: cell.extracting(0..<6), length: 6),
            let tail = IdentifierText(cell.extracting(7..<11), length: 4...4), tail.isDigits(0..<3),
            date.hasReversedShortDate(at: 0), tail.number(0..<3) >= 2
        else { return false }
        let letters: StaticString = "0123456789ABCDEFHJKLMNPRSTUVWXY"
        let rest = (date.number(0..<6) * 1000 + tail.number(0..<3)) % 31
        return letters.byte(rest) == tail[3]
    }

    /// `+` 1800s, `-` and U…Y 1900s, A…F 2000s.
    private static func isCenturySign(_ byte: UInt8) -> Bool {
        byte == 43 || byte == 45 || (65...70).contains(byte) || (85...89).contains(byte)
    }

    /// Birth date, serial, check digit modulo 11, century digit.
    private static func isKennitala(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10),
            [0, 8, 9].contains(text.digit(9))
        else { return false }
        let day = text.number(0..<2)
        return CalendarDate.exists(
            shortYear: text.number(4..<6), month: text.number(2..<4), day: day > 40 ? day - 40 : day
        ) && text.weightedSum([3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
    }

    /// Estonia and Lithuania: sex and century, date, two passes modulo 11.
    private static func isIsikukood(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11), (1...8).contains(text.digit(0)),
            text.hasShortDate(at: 1)
        else { return false }
        var rest = text.weightedSum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        if rest == 10 { rest = text.weightedSum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10 }
        return rest == text.digit(10)
    }

    /// Birth date with the century in the month, weights 1 3 7 9.
    private static func isPESEL(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11),
            CalendarDate.exists(
                shortYear: text.number(0..<2), month: text.number(2..<4) % 20,
                day: text.number(4..<6))
        else { return false }
        return text.weightedSum([1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
    }

    /// Weights 6 5 7 2 3 4 5 6 7 modulo 11.
    private static func isNIP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), !text.isRepdigit else {
            return false
        }
        return text.weightedSum([6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == text.digit(9)
    }

    /// Birth date with month + 50 for women, + 20 when the day ran out; divisible by 11 since 1954.
    private static func isRodneCislo(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10) else { return false }
        var month = text.number(2..<4) % 50
        if month > 20 { month -= 20 }
        guard
            CalendarDate.exists(
                shortYear: text.number(0..<2), month: month, day: text.number(4..<6))
        else { return false }
        let rest = text.number(0..<9) % 11
        return (rest == 10 ? 0 : rest) == text.digit(9)
    }

    /// Weights 3 and 7, modulo 10.
    private static func isTAJ(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return text.weightedSum([3, 7, 3, 7, 3, 7, 3, 7]) % 10 == text.digit(8)
    }

    /// Sex and century, date, county, weights 279146358279 modulo 11.
    private static func isCNP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 13), text.digit(0) != 0,
            text.hasShortDate(at: 1), (1...52).contains(text.number(7..<9))
        else { return false }
        let rest = text.weightedSum([2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return (rest == 10 ? 1 : rest) == text.digit(12)
    }

    /// Birth date with month + 20 or + 40, weights 2 4 8 5 10 9 7 3 6.
    private static func isEGN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10),
            CalendarDate.exists(
                shortYear: text.number(0..<2), month: text.number(2..<4) % 20,
                day: text.number(4..<6))
        else { return false }
        return text.weightedSum([2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == text.digit(9)
    }

    /// ISO 7064 MOD 11,10.
    private static func isOIB(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11), !text.isRepdigit else {
            return false
        }
        return text.hasMod11And10(0..<11)
    }

    /// EMŠO and JMBG: DDMMYYY, region, serial, weights 7…2 twice.
    private static func isEMSO(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 13),
            CalendarDate.exists(
                shortYear: text.number(5..<7), month: text.number(2..<4), day: text.number(0..<2)),
            [0, 8, 9].contains(text.digit(4))
        else { return false }
        let check = 11 - text.weightedSum([7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (check > 9 ? 0 : check) == text.digit(12)
    }

    /// Birth date, serial, Luhn.
    private static func isAMKA(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11) else { return false }
        return text.hasReversedShortDate(at: 0) && text.hasLuhn(0..<11)
    }

    /// Powers of two modulo 11.
    private static func isAFM(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return text.weightedSum([256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == text.digit(8)
    }

    /// Ten digits for companies, twelve for people; weighted sums modulo 11.
    private static func isINN(_ cell: Span<UInt8>) -> Bool {
        // A person's number of eleven digits lost a leading zero as an integer.
        let long = cell.count > 10 ? IdentifierText(number: cell, length: 12) : nil
        guard let text = long ?? IdentifierText(number: cell, length: 10), !text.isRepdigit else {
            return false
        }
        if text.count == 10 {
            return text.weightedSum([2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == text.digit(9)
        }
        return text.weightedSum([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == text.digit(10)
            && text.weightedSum([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11 % 10 == text.digit(11)
    }

    /// Weights 9…1 modulo 101.
    private static func isSNILS(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11), !text.isRepdigit else {
            return false
        }
        let sum = text.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, 1])
        return sum % 101 % 100 == text.number(9..<11)
    }

    /// Weights −1 5 7 9 4 6 10 5 7 modulo 11.
    private static func isRNOKPP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10), !text.isRepdigit else {
            return false
        }
        let rest = (text.weightedSum([-1, 5, 7, 9, 4, 6, 10, 5, 7]) % 11 + 11) % 11
        return rest % 10 == text.digit(9)
    }

    /// Two digits modulo 10.
    private static func isTCKN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11), text.digit(0) != 0 else {
            return false
        }
        let first = text.weightedSum([7, -1, 7, -1, 7, -1, 7, -1, 7])
        let second = text.weightedSum([1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        return (first % 10 + 10) % 10 == text.digit(9) && second % 10 == text.digit(10)
    }
}
