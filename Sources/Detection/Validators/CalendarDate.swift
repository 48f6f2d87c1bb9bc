/// Gregorian calendar arithmetic for dates embedded in identifiers.
enum CalendarDate {
    /// Whether day, month and year exist; years 1 to 9999.
    static func exists(year: Int, month: Int, day: Int) -> Bool {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
        return day <= days(inMonth: month, year: year)
    }

    /// As `exists` when only the last two digits of the year are known: 29 February passes.
    static func exists(shortYear: Int, month: Int, day: Int) -> Bool {
        exists(year: shortYear % 4 == 0 ? 2000 : 2001, month: month, day: day)
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension IdentifierText {
    /// Whether `YYMMDD` stands at `start`.
    func hasShortDate(at start: Int) -> Bool {
        CalendarDate.exists(
            shortYear: number(start..<start + 2), month: number(start + 2..<start + 4),
            day: number(start + 4..<start + 6))
    }

    /// Whether `DDMMYY` stands at `start`.
    func hasReversedShortDate(at start: Int) -> Bool {
        CalendarDate.exists(
            shortYear: number(start + 4..<start + 6), month: number(start + 2..<start + 4),
            day: number(start..<start + 2))
    }
}
