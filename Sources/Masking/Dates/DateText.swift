/// A date inside a cell's text: which bytes are year, month and day, and what follows.
///
/// Read forms: `2024-03-09`, `2024/03/09`, `20240309`, `9.3.2024`, `09-03-2024` (day first),
/// `3/9/2024` (month first unless told), two-digit years for the last three (POSIX: 69 to 99 are
/// 19xx), each with an optional time of day and zone; seconds (10 digits) and milliseconds (13)
/// since 1970. The form of the input is the form of the output.
struct DateText {
    /// How the date is written.
    enum Form: Equatable {
        case yearFirst(separator: UInt8)
        case compact
        case dayFirst(separator: UInt8)
        case monthFirst(separator: UInt8)
        case epoch(unitsPerDay: Int)
    }

    let form: Form
    let date: CivilDate
    /// Where the time of day and zone begin; the cell's end when there is none.
    let timeStart: Int
    /// Digits of the first two fields and of the year, as written: `3/9/24` is 1, 1, 2.
    private let widths: (Int, Int, Int)
    /// Units within the day of an epoch number.
    private let remainder: Int

    /// `nil` when the cell isn't a date in one of the forms.
    init?(_ cell: Span<UInt8>, dayFirst: Bool) {
        if let iso = Self.iso(cell) {
            self = iso
            return
        }
        var reader = DigitReader()
        guard let first = reader.takeNumber(cell, atMost: 13) else { return nil }
        if first.width >= 8 {
            guard let compact = Self.compact(first, in: cell, at: reader.position) else {
                return nil
            }
            self = compact
            return
        }
        guard let separator = reader.takeSeparator(cell),
            let second = reader.takeNumber(cell, atMost: 2), reader.take(separator, from: cell),
            let third = reader.takeNumber(cell, atMost: 4),
            let (form, fields) = Self.arrange(
                (first, second, third), separator: separator, dayFirst: dayFirst),
            let date = CivilDate(year: fields.0, month: fields.1, day: fields.2),
            TimeText.isTime(cell, from: reader.position)
        else { return nil }
        self.init(
            form: form, date: date, timeStart: reader.position,
            widths: (first.width, second.width, third.width), remainder: 0)
    }

    private init(
        form: Form, date: CivilDate, timeStart: Int, widths: (Int, Int, Int), remainder: Int
    ) {
        self.form = form
        self.date = date
        self.timeStart = timeStart
        self.widths = widths
        self.remainder = remainder
    }

    /// `YYYY-MM-DD` with an optional time, which is how databases write dates: ten bytes at fixed
    /// places. `nil` for everything else.
    private static func iso(_ cell: Span<UInt8>) -> DateText? {
        guard cell.count >= 10, cell[4] == UInt8(ascii: "-"), cell[7] == UInt8(ascii: "-"),
            let century = twoDigits(cell, 0), let year = twoDigits(cell, 2),
            let month = twoDigits(cell, 5), let day = twoDigits(cell, 8),
            let date = CivilDate(year: century * 100 + year, month: month, day: day),
            TimeText.isTime(cell, from: 10)
        else { return nil }
        return DateText(
            form: .yearFirst(separator: UInt8(ascii: "-")), date: date, timeStart: 10,
            widths: (4, 2, 2), remainder: 0)
    }

    @inline(__always)
    private static func twoDigits(_ cell: Span<UInt8>, _ index: Int) -> Int? {
        let (tens, ones) = (cell[index] &- 48, cell[index + 1] &- 48)
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }

    /// `YYYYMMDD` with an optional time, or an epoch number alone.
    private static func compact(
        _ digits: DigitReader.Number, in cell: Span<UInt8>, at position: Int
    ) -> DateText? {
        switch digits.width {
        case 8:
            let date = CivilDate(
                year: digits.value / 10_000, month: digits.value / 100 % 100,
                day: digits.value % 100)
            guard let date, TimeText.isTime(cell, from: position) else { return nil }
            return DateText(
                form: .compact, date: date, timeStart: position, widths: (4, 2, 2), remainder: 0)
        case 10, 13:
            guard position == cell.count else { return nil }
            let unitsPerDay = digits.width == 10 ? 86_400 : 86_400_000
            let (days, rest) = digits.value.quotientAndRemainder(dividingBy: unitsPerDay)
            guard let date = CivilDate(daysSinceEpoch: days) else { return nil }
            return DateText(
                form: .epoch(unitsPerDay: unitsPerDay), date: date, timeStart: position,
                widths: (digits.width, 0, 0), remainder: rest)
        default: return nil
        }
    }

    /// Which field is which: year, month, day.
    private static func arrange(
        _ fields: (DigitReader.Number, DigitReader.Number, DigitReader.Number), separator: UInt8,
        dayFirst: Bool
    ) -> (Form, (Int, Int, Int))? {
        let (first, second, third) = fields
        if first.width == 4 {
            guard third.width <= 2 else { return nil }
            return (.yearFirst(separator: separator), (first.value, second.value, third.value))
        }
        guard first.width <= 2, third.width == 2 || third.width == 4 else { return nil }
        let year = third.width == 4 ? third.value : third.value + (third.value < 69 ? 2000 : 1900)
        // Why: only the slash is written both ways, and guessing per value would mix them.
        if separator == UInt8(ascii: "/"), !dayFirst {
            return (.monthFirst(separator: separator), (year, first.value, second.value))
        }
        return (.dayFirst(separator: separator), (year, second.value, first.value))
    }

    /// Writes `date` in this text's form; the time of day is the caller's.
    ///
    /// `false` when the form can't hold it: an epoch number of another length.
    func write(_ date: CivilDate, keepingTime: Bool, into output: inout [UInt8]) -> Bool {
        switch form {
        case .yearFirst(let separator) where widths.1 == 2 && widths.2 == 2:
            Self.appendFull(date, separator, to: &output)
        case .yearFirst(let separator):
            output.appendDigits(date.year, width: 4)
            output.append(separator)
            output.appendDigits(date.month, width: widths.1)
            output.append(separator)
            output.appendDigits(date.day, width: widths.2)
        case .compact:
            output.appendDigits(date.year * 10_000 + date.month * 100 + date.day, width: 8)
        case .dayFirst(let separator):
            output.appendDigits(date.day, width: widths.0)
            output.append(separator)
            output.appendDigits(date.month, width: widths.1)
            output.append(separator)
            output.appendDigits(widths.2 == 2 ? date.year % 100 : date.year, width: widths.2)
        case .monthFirst(let separator):
            output.appendDigits(date.month, width: widths.0)
            output.append(separator)
            output.appendDigits(date.day, width: widths.1)
            output.append(separator)
            output.appendDigits(widths.2 == 2 ? date.year % 100 : date.year, width: widths.2)
        case .epoch(let unitsPerDay):
            let value = date.daysSinceEpoch * unitsPerDay + (keepingTime ? remainder : 0)
            guard value >= 0 else { return false }
            output.appendDigits(value, width: 1)
        }
        return true
    }
}

extension DateText {
    /// Ten bytes, year first.
    private static func appendFull(
        _ date: CivilDate, _ separator: UInt8, to output: inout [UInt8]
    ) {
        let fields = (date.year / 100, date.year % 100, date.month, date.day)
        var text = InlineArray<10, UInt8>(repeating: separator)
        (text[0], text[1]) = digits(fields.0)
        (text[2], text[3]) = digits(fields.1)
        (text[5], text[6]) = digits(fields.2)
        (text[8], text[9]) = digits(fields.3)
        output.append(text.span)
    }

    /// The two digits of a number below 100.
    private static func digits(_ value: Int) -> (UInt8, UInt8) {
        let value = UInt8(truncatingIfNeeded: value)
        return (value / 10 + 48, value % 10 + 48)
    }
}

extension [UInt8] {
    /// Appends a non-negative number with at least `width` digits, of which there are at most 20.
    mutating func appendDigits(_ value: Int, width: Int) {
        var digits = InlineArray<20, UInt8>(repeating: UInt8(ascii: "0"))
        var rest = UInt64(value)
        var index = 20
        while rest > 0 {
            index -= 1
            digits[index] += UInt8(rest % 10)
            rest /= 10
        }
        append(digits.span.extracting(Swift.min(index, 20 - Swift.max(1, width))..<20))
    }
}
