/// Telephone numbers by numbering plan.
extension Validator {
    /// North American Numbering Plan: area and exchange 2…9, no service codes as either; a leading
    /// 1 or +1 is allowed.
    static func isNANP(_ cell: Span<UInt8>) -> Bool {
        var number = 0
        var count = 0
        for index in cell.indices where cell[index].isDigit {
            count += 1
            guard count < 12 else { return false }
            number = number * 10 + Int(cell[index]) - 48
        }
        if count == 11 {
            guard number / 10_000_000_000 == 1 else { return false }
            number %= 10_000_000_000
        } else if count != 10 {
            return false
        }
        let area = number / 10_000_000
        let exchange = number / 10_000 % 1000
        return area >= 200 && exchange >= 200 && area % 100 != 11 && exchange % 100 != 11
            && area / 10 % 10 != 9 && area / 10 != 37 && area / 10 != 96
    }

    /// ITU-T E.164: `+` or `00`, an assigned country code, seven to fifteen digits in all.
    static func isE164(_ cell: Span<UInt8>) -> Bool {
        var prefix = 0
        var count = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte.isDigit {
                if count == 0 && byte == 48 && index < 2 && cell[0] == 48 { continue }
                count += 1
                if count <= 3 { prefix = prefix * 10 + Int(byte) - 48 }
            } else if byte == 43 {
                guard index == 0 || index == 1 && cell[0] == 40 else { return false }
            } else if !byte.isSeparator && byte != 40 && byte != 41 {
                return false
            }
        }
        guard cell.count > 7, hasInternationalPrefix(cell), (7...15).contains(count) else {
            return false
        }
        return isCountryCode(prefix) && (prefix / 100 != 1 || count == 11)
    }

    /// `+`, `(+` or `00` in front.
    private static func hasInternationalPrefix(_ cell: Span<UInt8>) -> Bool {
        cell[0] == 43 || cell[0] == 40 && cell[1] == 43 || cell[0] == 48 && cell[1] == 48
    }

    /// Whether the first three digits begin with an assigned code (ITU list of 2016).
    private static func isCountryCode(_ prefix: Int) -> Bool {
        switch prefix {
        case 100...199, 200...209, 270...279, 300...349, 360...369, 390...419, 430...499: true
        case 510...589, 600...669, 700...799, 810...829, 840...849, 860...869: true
        case 900...959, 980...989: true
        case 210...269, 290, 291, 297...299, 350...359, 370...389, 420...423, 500...509: true
        case 590...599, 670...692, 800, 808, 850, 852...856, 870, 880...883, 886, 888: true
        case 960...968, 970...977, 992...998: true
        default: false
        }
    }
}
