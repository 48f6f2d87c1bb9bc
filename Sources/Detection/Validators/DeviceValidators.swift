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
        case .meid: Self.isMEID(cell)
        case .imsi: Self.isIMSI(cell)
        case .ewkb: Self.isEWKB(cell)
        case .parcel: Self.isParcel(cell)
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

    /// Fourteen hexadecimal digits from A0 on, or their decimal form of eighteen (3GPP2 S.R0048); a
    /// check digit, Luhn in base 16, may follow.
    private static func isMEID(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 14...18) else { return false }
        if text.count == 18, text.isDigits(0..<18) {
            return text.number(0..<10) >= 0xA000_0000 && text.number(0..<10) <= 0xFFFF_FFFF
                && text.number(10..<18) <= 0xFF_FFFF
        }
        guard text.count < 16, text[0].isUpper else { return false }
        var sum = 0
        for index in 0..<text.count {
            guard let value = text[index].hexValue else { return false }
            let doubled = index % 2 == 1 ? 2 * value : value
            sum += doubled / 16 + doubled % 16
        }
        return text.count == 14 || sum % 16 == 0
    }

    /// A mobile country code of ITU-T E.212, then eleven or twelve digits.
    private static func isIMSI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 14...15), text.count == cell.count
        else { return false }
        switch text.number(0..<3) {
        case 202, 204, 206, 208, 212...214, 216, 218...222, 225, 226, 228, 230...232, 234, 235, 238,
            240, 242, 244, 246...248, 250, 255, 257, 259, 260, 262, 266, 268, 270, 272, 274, 276,
            278, 280, 282...284, 286, 288...290, 292...295, 297, 302, 308, 310...316, 330, 334, 338,
            340, 342, 344, 346, 348, 350, 352, 354, 356, 358, 360, 362...366, 368, 370, 372, 374,
            376, 400...402, 404...406, 410, 412...422, 424...432, 434, 436...438, 440, 441, 450,
            452, 454...457, 460, 461, 466, 467, 470, 472, 502, 505, 510, 514, 515, 520, 525, 528,
            530, 536, 537, 539...553, 602...659, 702, 704, 706, 708, 710, 712, 714, 716, 722, 724,
            730, 732, 734, 736, 738, 740, 742, 744, 746, 748, 750, 901:
            return true
        default: return false
        }
    }

    /// Extended well-known binary in hexadecimal: byte order, a geometry type, at least a point.
    private static func isEWKB(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 42, cell.count % 2 == 0, cell.isHex(0..<42), cell[0] == 48,
            cell[1] == 48 || cell[1] == 49
        else { return false }
        var type: UInt32 = 0
        for index in 0..<4 {
            let position = cell[1] == 49 ? 8 - 2 * index : 2 + 2 * index
            guard let high = cell[position].hexValue, let low = cell[position + 1].hexValue else {
                return false
            }
            type = type << 8 | UInt32(high << 4 | low)
        }
        // Z, M and SRID flags of PostGIS, thousands of ISO 19125.
        let base = type & 0x1FFF_FFFF
        return (1...17).contains(base % 1000) && base < 4000
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
