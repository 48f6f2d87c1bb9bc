/// A day as systems and people write it: `2001-02-03 10:00`, `2001/2/3`, `3.2.2001.`, `03/02/01`,
/// `20010203`, `03022001`, `03FEB01`, `3 février 2001`, `Feb 3, 2001`, `2001年2月3日`.
///
/// Reads bytes without allocating. Where day and month could be either way, only the year is sure.
struct DateReading: Equatable {
    let year: Int

    /// A run of digits or letters.
    private struct Field {
        var range: Range<Int>
        /// `nil` for letters.
        var number: Int?

        var count: Int { range.count }
    }

    /// Years that somebody alive, or a record about one, could bear.
    private static let years = 1850...2150
    /// Two-digit years up to this one belong to our century.
    private static let lastTwoDigitYear = 30
    /// Longest text that is read: a timestamp with zone.
    private static let longest = 40

    init?(_ value: Span<UInt8>) {
        guard 6...Self.longest ~= value.count else { return nil }
        var (first, second, third): (Field?, Field?, Field?)
        var index = 0
        while third == nil, let field = Self.field(value, at: index) {
            switch (first, second) {
            case (nil, _): first = field
            case (_, nil): second = field
            default: third = field
            }
            index = Self.separatorEnd(value, at: field.range.upperBound)
        }
        guard let first else { return nil }
        let year: Int?
        if let second, let third {
            guard Self.isEnd(value, third.range.upperBound) else { return nil }
            year = Self.year(value, first, second, third)
        } else {
            year = second == nil && first.count == value.count ? Self.compactYear(first) : nil
        }
        guard let year, Self.years.contains(year) else { return nil }
        self.year = year
    }

    /// `YYYYMMDD`, or the year last, of a century that people are born in.
    private static func compactYear(_ field: Field) -> Int? {
        guard field.count == 8, let number = field.number else { return nil }
        let (head, middle, tail) = (number / 1_000_000, number / 10_000 % 100, number % 10_000)
        if isDay(tail % 100), isMonth(tail / 100), years.contains(head * 100 + middle) {
            return head * 100 + middle
        }
        let isDate = isDay(head) && isMonth(middle) || isMonth(head) && isDay(middle)
        return isDate && 1900...2099 ~= tail ? tail : nil
    }

    private static func year(
        _ value: Span<UInt8>, _ first: Field, _ second: Field, _ third: Field
    ) -> Int? {
        switch (first.number, second.number, third.number) {
        case (let year?, let month?, let day?) where first.count == 4:
            return isMonth(month) && isDay(day) && second.count <= 2 && third.count <= 2
                ? year : nil
        case (let one?, let other?, let year?):
            let fits = isDay(one) && isMonth(other) || isMonth(one) && isDay(other)
            return fits && first.count <= 2 && second.count <= 2 ? century(year, third) : nil
        case (let day?, nil, let year?):
            return isDay(day) && MonthNames.contains(value.extracting(second.range))
                ? century(year, third) : nil
        case (nil, let day?, let year?):
            return isDay(day) && MonthNames.contains(value.extracting(first.range))
                ? century(year, third) : nil
        default: return nil
        }
    }

    private static func century(_ year: Int, _ field: Field) -> Int? {
        switch field.count {
        case 4: year
        case 2: year <= lastTwoDigitYear ? 2000 + year : 1900 + year
        default: nil
        }
    }

    private static func isMonth(_ number: Int) -> Bool { 1...12 ~= number }
    private static func isDay(_ number: Int) -> Bool { 1...31 ~= number }

    private static func field(_ value: Span<UInt8>, at start: Int) -> Field? {
        var end = start
        var number = 0
        while end < value.count, 0x30...0x39 ~= value[end], end - start < 9 {
            number = number * 10 + Int(value[end] - 0x30)
            end += 1
        }
        if end > start { return Field(range: start..<end, number: number) }
        // Months are of Latin letters; accented ones count, a lone byte of another script doesn't.
        while end < value.count, isLetter(value[end]) { end += 1 }
        return end >= start + 3 && 0x41...0x5A ~= value[start] & 0xDF
            ? Field(range: start..<end, number: nil) : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        0x41...0x5A ~= byte & 0xDF && byte < 0x80 || byte >= 0x80
    }

    /// Up to two of ` -/.,`, or one ideograph such as 年.
    private static func separatorEnd(_ value: Span<UInt8>, at start: Int) -> Int {
        var end = start
        while end < value.count, end < start + 3, value[end] >= 0x80 { end += 1 }
        while end < value.count, end < start + 2, isSeparator(value[end]) { end += 1 }
        return end
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: ",") || byte == 0x20
    }

    /// The date ends with the value or before a time of day; after a dot as well, as dates in
    /// Croatian and Hungarian do.
    private static func isEnd(_ value: Span<UInt8>, _ index: Int) -> Bool {
        let isDotted = index + 1 < value.count ? value[index + 1] == 0x20 : true
        return index == value.count || value[index] == 0x20 || value[index] == UInt8(ascii: "T")
            || value[index] == UInt8(ascii: ",") || value[index] == UInt8(ascii: ":")
            || value[index] == UInt8(ascii: ".") && isDotted || value[index] >= 0x80
    }
}

/// Beginnings of month names in English, German, French, Spanish, Portuguese, Italian, Dutch,
/// Polish, Turkish, Swedish and Indonesian.
private enum MonthNames {
    private static let beginnings: Set<UInt32> = Set(
        """
        jan feb mar apr may jun jul aug sep oct nov dec mai okt dez ene abr ago dic fev avr jui aou
        gen mag giu lug set ott mrt mei out maj agu des sty lut kwi cze lip sie wrz paz lis gru oca
        sub nis haz tem eyl eki kas ara
        """.split { $0 == " " || $0 == "\n" }.map { key($0.utf8) })

    static func contains(_ word: Span<UInt8>) -> Bool {
        var (folded, count): (UInt32, Int) = (0, 0)
        LatinFolding.fold(word) { byte in
            if count < 3 { folded = folded << 8 | UInt32(byte) }
            count += 1
        }
        return count >= 3 && beginnings.contains(folded)
    }

    private static func key(_ letters: Substring.UTF8View) -> UInt32 {
        letters.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
