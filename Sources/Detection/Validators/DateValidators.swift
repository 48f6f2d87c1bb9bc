/// Dates, moments and places on the globe.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkDate(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .isoDate: Self.isISODate(cell)
        case .date: Self.isDate(cell)
        case .datedNumber: Self.isDatedNumber(cell)
        case .epochSeconds: Self.isEpoch(cell, unit: 1)
        case .epochMilliseconds: Self.isEpoch(cell, unit: 1000)
        case .latitude: Self.isDecimal(cell, within: 90)
        case .longitude: Self.isDecimal(cell, within: 180)
        default: nil
        }
    }

    /// ISO 8601 `YYYY-MM-DD`, a time after it or not.
    private static func isISODate(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 10, cell[4] == 45, cell[7] == 45,
            let text = IdentifierText(digits: cell.extracting(0..<10), length: 8)
        else { return false }
        guard cell.count == 10 || cell[10] == 84 || cell[10] == 32 else { return false }
        return CalendarDate.exists(
            year: text.number(0..<4), month: text.number(4..<6), day: text.number(6..<8))
    }

    /// A running number behind the day it was given, `YYMMDD` from 2010 or `YYYYMMDD` from 2000.
    private static func isDatedNumber(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9...20) else { return false }
        if (2000...2040).contains(text.number(0..<4)),
            CalendarDate.exists(
                year: text.number(0..<4), month: text.number(4..<6), day: text.number(6..<8))
        {
            return true
        }
        return (10...40).contains(text.number(0..<2)) && text.hasShortDate(at: 0)
    }

    /// ISO, `DD.MM.YYYY`, `MM/DD/YYYY`, `DD/MM/YY`, `YYYY/MM/DD` and `YYYYMMDD`; a time may follow.
    private static func isDate(_ cell: Span<UInt8>) -> Bool {
        if isISODate(cell) { return true }
        var fields = InlineArray<3, Int>(repeating: 0)
        var lengths = InlineArray<3, Int>(repeating: 0)
        var field = 0
        for index in 0..<min(cell.count, 11) {
            let byte = cell[index]
            if byte.isDigit {
                fields[field] = fields[field] * 10 + Int(byte) - 48
                lengths[field] += 1
            } else if field < 2 && (byte == 46 || byte == 47 || byte == 45) && lengths[field] > 0 {
                field += 1
            } else {
                guard field == 2 && (byte == 32 || byte == 84) else { return false }
                break
            }
        }
        if field == 0 { return lengths[0] == 8 && cell.count == 8 && isCompactDate(fields[0]) }
        guard field == 2, lengths[1] <= 2 else { return false }
        if lengths[0] == 4 {
            return CalendarDate.exists(year: fields[0], month: fields[1], day: fields[2])
        }
        guard lengths[0] <= 2, lengths[2] == 4 || lengths[2] == 2 else { return false }
        let year = lengths[2] == 2 ? 2000 + fields[2] : fields[2]
        return CalendarDate.exists(year: year, month: fields[1], day: fields[0])
            || CalendarDate.exists(year: year, month: fields[0], day: fields[1])
    }

    private static func isCompactDate(_ number: Int) -> Bool {
        (1800...2100).contains(number / 10_000)
            && CalendarDate.exists(
                year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// A moment between 1990 and 2040 counted in 1 ÷ `unit` seconds.
    private static func isEpoch(_ cell: Span<UInt8>, unit: Int) -> Bool {
        guard cell.count <= 13, let text = IdentifierText(digits: cell, length: 9...13) else {
            return false
        }
        let seconds = text.number(0..<text.count) / unit
        return (631_152_000...2_208_988_800).contains(seconds)
    }

    /// A decimal of at least three places whose magnitude is at most `limit`.
    private static func isDecimal(_ cell: Span<UInt8>, within limit: Int) -> Bool {
        guard cell.count <= 24 else { return false }
        var whole = 0
        var wholeCount = 0
        var places = -1
        var fraction = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte.isDigit {
                if places >= 0 {
                    places += 1
                    fraction |= Int(byte) - 48
                } else {
                    whole = whole * 10 + Int(byte) - 48
                    wholeCount += 1
                    guard wholeCount < 4 else { return false }
                }
            } else if byte == 46 && places < 0 {
                places = 0
            } else {
                guard index == 0, byte == 45 || byte == 43 else { return false }
            }
        }
        return wholeCount > 0 && places >= 3 && (whole < limit || whole == limit && fraction == 0)
    }
}
