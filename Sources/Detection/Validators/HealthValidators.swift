/// Numbers of patients, providers and codes of medicine.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkHealth(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .newZealandNHI: Self.isNHI(cell)
        case .ontarioOHIP: Self.isOHIP(cell)
        case .britishColumbiaPHN: Self.isPHN(cell)
        case .quebecRAMQ: Self.isRAMQ(cell)
        case .swissHealthCard: Self.isSwissHealthCard(cell)
        case .germanLANR: Self.isLANR(cell)
        case .scottishCHI: Self.isCHI(cell)
        case .loinc: Self.isLOINC(cell)
        case .snomed: Self.isSNOMED(cell)
        case .udi: Self.isUDI(cell)
        default: nil
        }
    }

    /// HISO 10046: letters without I and O count 1…24, weights 7…2; the old form ends in a digit
    /// modulo 11, the new one in a letter modulo 23 (24 in the first edition of the standard).
    private static func isNHI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 7...7), text.isLetters(0..<3),
            text.isDigits(3..<5)
        else { return false }
        var sum = 0
        for index in 0..<6 {
            guard let value = nhiValue(text, index) else { return false }
            sum += value * (7 - index)
        }
        if text.isDigits(5..<7) {
            let rest = sum % 11
            return rest != 0 && (11 - rest) % 10 == text.digit(6)
        }
        guard text.isLetters(5..<7), let check = nhiValue(text, 6) else { return false }
        return check == 23 - sum % 23 || check == 24 - sum % 24
    }

    private static func nhiValue(_ text: IdentifierText, _ index: Int) -> Int? {
        switch text[index] {
        case 73, 79: nil
        case 48...57: text.digit(index)
        default: Int(text[index]) - 64 - (text[index] > 73 ? 1 : 0) - (text[index] > 79 ? 1 : 0)
        }
    }

    /// Ten digits that don't begin with zero, Luhn, and the two letters of the version or not.
    private static func isOHIP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...12), text.isDigits(0..<10),
            text.isLetters(10..<text.count), text.digit(0) != 0
        else { return false }
        return text.hasLuhn(0..<10)
    }

    /// British Columbia: 9, then eight digits with weights 2, 4, 8, 5, 10, 9, 7, 3 modulo 11.
    private static func isPHN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), text.digit(0) == 9 else {
            return false
        }
        let weights: InlineArray<8, Int> = [2, 4, 8, 5, 10, 9, 7, 3]
        var sum = 0
        for index in 0..<8 { sum += weights[index] * text.digit(index + 1) % 11 }
        return 11 - sum % 11 == text.digit(9)
    }

    /// Four letters of the name, date of birth with 50 added to a woman's month, two digits.
    private static func isRAMQ(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 12...12), text.isLetters(0..<4),
            text.isDigits(4..<12)
        else { return false }
        let month = text.number(6..<8)
        return CalendarDate.exists(
            shortYear: text.number(4..<6), month: month > 50 ? month - 50 : month,
            day: text.number(8..<10))
    }

    /// EN 1867: 80, country 756, and Luhn over twenty digits.
    private static func isSwissHealthCard(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 20), text.matches("80756") else {
            return false
        }
        return text.hasLuhn(0..<20)
    }

    /// German physicians: weights 4 and 9 on six digits, modulo 10, then the two of the speciality.
    private static func isLANR(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9), !text.isRepdigit else {
            return false
        }
        return (10 - text.weightedSum([4, 9, 4, 9, 4, 9]) % 10) % 10 == text.digit(6)
    }

    /// Scottish patients: date of birth, weights 10…2 modulo 11.
    private static func isCHI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 10), text.hasReversedShortDate(at: 0)
        else { return false }
        return (11 - text.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == text.digit(9)
    }

    /// Up to seven digits, a hyphen, and the Luhn digit (LOINC Users' Guide, appendix C).
    private static func isLOINC(_ cell: Span<UInt8>) -> Bool {
        guard (3...9).contains(cell.count), cell[cell.count - 2] == 45,
            let text = IdentifierText(digits: cell, length: 2...8)
        else { return false }
        return text.count == cell.count - 1 && text.hasLuhn(0..<text.count)
    }

    /// SCTID: six to eighteen digits, a partition that exists, Verhoeff (SNOMED CT TIG §6).
    private static func isSNOMED(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 6...18), text.count == cell.count,
            text.digit(0) != 0
        else { return false }
        switch text.number(text.count - 3..<text.count - 1) {
        case 0, 1, 2: break
        case 10, 11, 12: guard text.count > 10 else { return false }
        default: return false
        }
        return text.hasVerhoeff(0..<text.count)
    }

    /// A device identifier of GS1 (01 and a GTIN), with or without parentheses, or of HIBCC (`+`,
    /// modulo 43).
    private static func isUDI(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 8, cell.count <= 120 else { return false }
        if cell[0] == 43 { return hasHIBCC(cell) }
        let start = cell.starts(with: "(01)") ? 4 : cell.starts(with: "01") ? 2 : cell.count
        guard start + 14 <= cell.count,
            let text = IdentifierText(digits: cell.extracting(start..<start + 14), length: 14)
        else { return false }
        return text.hasGS1(0..<14)
    }

    /// ANSI/HIBC 2.6: the values of all characters, modulo 43, give the last one.
    private static func hasHIBCC(_ cell: Span<UInt8>) -> Bool {
        let alphabet: StaticString = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
        guard cell[1].isUpper else { return false }
        var sum = 0
        for index in 0..<cell.count - 1 {
            guard let value = alphabet.position(of: cell[index]) else { return false }
            sum += value
        }
        return alphabet.position(of: cell[cell.count - 1]) == sum % 43
    }
}

extension StaticString {
    /// Where the byte stands; alphabets of check characters are this short.
    func position(of byte: UInt8) -> Int? {
        (0..<utf8CodeUnitCount).first { self.byte($0) == byte }
    }
}
