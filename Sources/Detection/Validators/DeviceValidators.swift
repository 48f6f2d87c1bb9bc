/// Devices, vehicles, articles: numbers that things carry.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkThings(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .imei: Self.isIMEI(cell)
        case .iccid: Self.isICCID(cell)
        case .vin: Self.isVIN(cell)
        case .gtin: Self.isGTIN(cell)
        case .isbn: Self.isISBN(cell)
        default: nil
        }
    }

    /// Reporting body of the GSMA, then Luhn (3GPP TS 23.003 §6.2.1).
    private static func isIMEI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 15), !text.isRepdigit else {
            return false
        }
        switch text.number(0..<2) {
        case 1, 10, 30, 33, 35, 44, 45, 49...54, 86, 91, 97...99: return text.hasLuhn(0..<15)
        default: return false
        }
    }

    /// 89 for telecommunications, Luhn (ITU-T E.118).
    private static func isICCID(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 19...20), text.matches("89") else {
            return false
        }
        return text.hasLuhn(0..<text.count)
    }

    /// Seventeen characters without I, O, Q; check character at place nine modulo 11 (49 CFR 565).
    private static func isVIN(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 17, let text = IdentifierText(cell, length: 17...17),
            text.isDigits(14..<17)
        else { return false }
        let values: InlineArray<26, Int> = [
            1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9,
        ]
        let weights: InlineArray<17, Int> = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for index in 0..<17 {
            let value = text.value(index)
            let isRefused = value == 18 || value == 24 || value == 26
            if isRefused { return false }
            sum += (value < 10 ? value : values[value - 10]) * weights[index]
        }
        return text[8] == (sum % 11 == 10 ? 88 : UInt8(48 + sum % 11))
    }

    /// GTIN-8, 12, 13 and 14 (GS1 General Specifications §7.9).
    private static func isGTIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 8...14), !text.isRepdigit,
            text.count == 8 || text.count > 11
        else { return false }
        return text.hasGS1(0..<text.count)
    }

    /// ISBN-10 modulo 11 with X, ISBN-13 with prefix 978 or 979.
    private static func isISBN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...13), !text.isRepdigit else {
            return false
        }
        if text.count == 13 {
            return (text.matches("978") || text.matches("979")) && text.isDigits(0..<13)
                && text.hasGS1(0..<13)
        }
        guard text.count == 10, text.isDigits(0..<9), text.isDigits(9..<10) || text[9] == 88 else {
            return false
        }
        let last = text[9] == 88 ? 10 : text.digit(9)
        return (text.weightedSum([10, 9, 8, 7, 6, 5, 4, 3, 2]) + last) % 11 == 0
    }
}
