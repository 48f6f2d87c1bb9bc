/// National identifiers of western and southern Europe, each from its issuer's public description.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkWesternEurope(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .dutchBSN: Self.isBSN(cell)
        case .spanishDNI: Self.isDNI(cell)
        case .spanishNIE: Self.isNIE(cell)
        case .spanishCIF: Self.isCIF(cell)
        case .portugueseNIF: Self.isNIF(cell)
        case .italianCodiceFiscale: Self.isCodiceFiscale(cell)
        case .germanTaxId: Self.isGermanTaxId(cell)
        case .germanPension: Self.isGermanPension(cell)
        case .germanHealth: Self.isGermanHealth(cell)
        case .frenchNIR: Self.isNIR(cell)
        case .frenchSIREN: Self.isSIREN(cell)
        case .belgianNN: Self.isBelgianNN(cell)
        case .irishPPS: Self.isPPS(cell)
        case .austrianSVNR: Self.isSVNR(cell)
        case .swissAHV: Self.isAHV(cell)
        case .ukNHS: Self.isNHS(cell)
        case .ukNINO: Self.isNINO(cell)
        case .ukUTR: Self.isUTR(cell)
        default: nil
        }
    }

    /// The 11-test: weights 9…2 and −1.
    private static func isBSN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return text.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
    }

    /// Eight digits and the letter at their rest modulo 23.
    private static func isDNI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isDigits(0..<8) else {
            return false
        }
        return text[8] == spanishLetter(text.number(0..<8))
    }

    /// As DNI, with X, Y, Z standing for 0, 1, 2.
    private static func isNIE(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), (88...90).contains(text[0]),
            text.isDigits(1..<8)
        else { return false }
        let number = Int(text[0] - 88) * 10_000_000 + text.number(1..<8)
        return text[8] == spanishLetter(number)
    }

    private static func spanishLetter(_ number: Int) -> UInt8 {
        let letters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
        return letters.byte(number % 23)
    }

    /// Company letter, seven digits, check digit or letter.
    private static func isCIF(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isDigits(1..<8),
            text.isLetters(0..<1), ![73, 79, 84, 88, 89, 90].contains(text[0])
        else { return false }
        var sum = 0
        for index in 1..<8 {
            let digit = text.digit(index)
            sum += index % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10
        }
        let check = (10 - sum % 10) % 10
        return text[8] == UInt8(48 + check) || text[8] == UInt8(check == 0 ? 74 : 64 + check)
    }

    /// Weights 9…2 modulo 11 behind an allowed first digit.
    private static func isNIF(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9), ![0, 4].contains(text.digit(0))
        else { return false }
        let rest = 11 - text.weightedSum([9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return (rest > 9 ? 0 : rest) == text.digit(8)
    }

    /// Structure with month letter and day, then the odd/even table (D.M. 23 December 1976).
    private static func isCodiceFiscale(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 16...16), text.isLetters(0..<6),
            text.isLetters(11..<12), text.isLetters(15..<16), isMonthLetter(text[8])
        else { return false }
        let odd: InlineArray<26, Int> = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25,
            24, 23,
        ]
        var sum = 0
        for index in 0..<15 {
            let value = text.value(index)
            let place = value < 10 ? value : value - 10
            sum += index % 2 == 0 ? odd[place] : place
        }
        guard text.isDigits(9..<11) else {
            return text.isLetters(9..<10) && sum % 26 == text.value(15) - 10
        }
        let day = text.number(9..<11) % 40
        return (1...31).contains(day) && sum % 26 == text.value(15) - 10
    }

    private static func isMonthLetter(_ byte: UInt8) -> Bool {
        let months: StaticString = "ABCDEHLMPRST"
        return months.contains(byte)
    }

    /// Steuer-IdNr: eleven digits, one of the first ten repeated, ISO 7064 MOD 11,10.
    private static func isGermanTaxId(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 11), text.digit(0) != 0 else {
            return false
        }
        var counts = InlineArray<10, Int>(repeating: 0)
        for index in 0..<10 { counts[text.digit(index)] += 1 }
        var repeated = 0
        var missing = 0
        for digit in 0..<10 {
            if counts[digit] > 3 { return false }
            if counts[digit] > 1 { repeated += 1 }
            if counts[digit] == 0 { missing += 1 }
        }
        return repeated == 1 && (1...2).contains(missing) && text.hasMod11And10(0..<11)
    }

    /// Pension number: area, birth date, initial, serial; weights 2 1 2 5 7 1 2 1 2 1 2 1.
    private static func isGermanPension(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 12...12), text.isDigits(0..<8),
            text.isLetters(8..<9), text.isDigits(9..<12),
            CalendarDate.exists(
                shortYear: text.number(6..<8), month: text.number(4..<6),
                day: (text.number(2..<4) - 1) % 50 + 1)
        else { return false }
        let weights: InlineArray<12, Int> = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
        var sum = 0
        for place in 0..<12 {
            let letter = text.value(8) - 9
            let digit =
                place < 8
                ? text.digit(place)
                : place == 8 ? letter / 10 : place == 9 ? letter % 10 : text.digit(place - 1)
            let product = digit * weights[place]
            sum += product / 10 + product % 10
        }
        return sum % 10 == text.digit(11)
    }

    /// KVNR: a letter as two digits, then Luhn with weights 1, 2.
    private static func isGermanHealth(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isLetters(0..<1),
            text.isDigits(1..<10)
        else { return false }
        let letter = text.value(0) - 9
        var sum = letter / 10 + (letter % 10 * 2) / 10 + letter % 10 * 2 % 10
        for index in 1..<9 {
            let product = text.digit(index) * (index % 2 == 0 ? 2 : 1)
            sum += product / 10 + product % 10
        }
        return sum % 10 == text.digit(9)
    }

    /// Sex, year, month, place with 2A and 2B, key modulo 97 (INSEE).
    private static func isNIR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 15...15),
            [1, 2, 3, 4, 7, 8].contains(text.value(0)),
            text.isDigits(1..<6), text.isDigits(7..<15)
        else { return false }
        let month = text.number(3..<5)
        guard (1...12).contains(month) || (20...42).contains(month) || month >= 50 else {
            return false
        }
        var place = 0
        switch (text[5], text[6]) {
        case (50, 65): place = 19
        case (50, 66): place = 18
        default:
            guard text.isDigits(5..<7) else { return false }
            place = text.number(5..<7)
        }
        let number = (text.number(0..<5) * 100 + place) * 1_000_000 + text.number(7..<13)
        return 97 - number % 97 == text.number(13..<15)
    }

    /// SIREN: nine digits with Luhn; SIRET: fourteen, both parts with Luhn.
    private static func isSIREN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9...14), !text.isRepdigit,
            text.count == 9 || text.count == 14
        else { return false }
        return text.hasLuhn(0..<9) && text.hasLuhn(0..<text.count)
    }

    /// Birth date, serial, 97 − rest; a leading 2 for those born since 2000.
    private static func isBelgianNN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 11) else { return false }
        let month = text.number(2..<4) % 20
        let day = text.number(4..<6)
        guard month <= 12, day <= 31, month > 0 || day > 0 else { return false }
        let number = text.number(0..<9)
        let check = text.number(9..<11)
        return 97 - number % 97 == check || 97 - (2_000_000_000 + number) % 97 == check
    }

    /// Seven digits, letter modulo 23, optional second letter (Department of Social Protection).
    private static func isPPS(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 8...9), text.isDigits(0..<7),
            text.isLetters(7..<text.count)
        else { return false }
        var sum = text.weightedSum([8, 7, 6, 5, 4, 3, 2])
        if text.count == 9 && text[8] != 87 { sum += 9 * (text.value(8) - 9) }
        return text[7] == (sum % 23 == 0 ? 87 : UInt8(64 + sum % 23))
    }

    /// Serial, check digit, birth date; weights 3 7 9 · 5 8 4 2 1 6.
    private static func isSVNR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), text.digit(0) != 0,
            (1...31).contains(text.number(4..<6)), (1...15).contains(text.number(6..<8))
        else { return false }
        return text.weightedSum([3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == text.digit(3)
    }

    /// 756, nine digits, EAN-13 check digit.
    private static func isAHV(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 13), text.matches("756") else {
            return false
        }
        return text.hasGS1(0..<13)
    }

    /// NHS number: weights 10…2 modulo 11.
    private static func isNHS(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), !text.isRepdigit else {
            return false
        }
        let check = 11 - text.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
        return check % 11 == text.digit(9) && check != 10
    }

    /// National Insurance number: letter rules of HMRC's manual NIM39110.
    private static func isNINO(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 8...9), text.isLetters(0..<2),
            text.isDigits(2..<8), text.count == 8 || (65...68).contains(text[8])
        else { return false }
        let excluded: StaticString = "DFIQUV"
        let refused = excluded.contains(text[0]) || excluded.contains(text[1])
        let isReserved =
            text.matches("BG") || text.matches("GB") || text.matches("KN") || text.matches("NK")
            || text.matches("NT") || text.matches("TN") || text.matches("ZZ")
        return !refused && text[1] != 79 && !isReserved
    }

    /// Unique taxpayer reference: check digit first, table over the weighted sum modulo 11.
    private static func isUTR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(number: cell, length: 10), !text.isRepdigit else {
            return false
        }
        let checks: InlineArray<11, Int> = [2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1]
        return checks[text.weightedSum([6, 7, 8, 9, 10, 5, 4, 3, 2], from: 1) % 11]
            == text.digit(0)
    }
}
