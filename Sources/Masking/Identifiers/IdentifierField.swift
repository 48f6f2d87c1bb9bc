/// One stretch of an identifier's characters, separators left out, and which values it may have.
enum IdentifierField: Sendable {
    /// That many characters, each out of an alphabet.
    case characters(StaticString, Int)
    /// That many characters, each a digit or one of these letters as it was before.
    case sameClass(letters: StaticString, Int)
    /// One of these texts, all of one length.
    case choice([String])
    case date(IdentifierDate)
    /// Characters that stay: a country, a century sign.
    case kept(Int)
    /// Characters that follow from all others, each out of an alphabet.
    case check(StaticString, Int)

    static let decimals: StaticString = "0123456789"
    static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    static func digits(_ count: Int) -> IdentifierField { .characters(decimals, count) }
    static func letters(_ count: Int) -> IdentifierField { .characters(alphabet, count) }
    static var check: IdentifierField { .check(decimals, 1) }
    /// Numbers of a range, filled up with zeros in front.
    static func range(_ numbers: ClosedRange<Int>, _ width: Int) -> IdentifierField {
        .choice(numbers.map { padded($0, width) })
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// log₂ of how many values it has, in tenths, rounded down.
    var tenthBits: Int {
        switch self {
        case .characters(let alphabet, let count):
            count * Self.tenthBits(alphabet.utf8CodeUnitCount)
        case .sameClass(_, let count): count * Self.tenthBits(10)
        case .choice(let texts): Self.tenthBits(texts.count)
        case .date(let date): Self.tenthBits(date.count)
        case .kept, .check: 0
        }
    }

    private static func tenthBits(_ count: Int) -> Int {
        // 2^(1/10)
        let step = 1.071_773_462_536_293
        var tenths = 0
        var power = step
        while power <= Double(count) {
            power *= step
            tenths += 1
        }
        return tenths
    }

    /// How many characters it takes.
    var width: Int {
        switch self {
        case .characters(_, let count), .sameClass(_, let count), .kept(let count),
            .check(_, let count):
            count
        case .choice(let texts): texts.first?.utf8.count ?? 0
        case .date(let date): date.width
        }
    }
}

/// A date inside an identifier.
struct IdentifierDate: Sendable {
    enum Part: Sendable { case shortYear, year, month, day }

    let parts: [Part]
    /// Years written in full.
    var years = 1900...2099
    /// What may be added to month or day: 20 for a century, 40 for women, 60 for coordination.
    var monthOffsets = [0]
    var dayOffsets = [0]

    /// Two-digit years stand for this century, whose every fourth year is a leap year.
    private static let shortYears = 2000...2099

    static let yearFirst = IdentifierDate(parts: [.shortYear, .month, .day])
    static let dayFirst = IdentifierDate(parts: [.day, .month, .shortYear])
    static let longYearFirst = IdentifierDate(parts: [.year, .month, .day])

    var width: Int { parts.reduce(0) { $0 + ($1.isLong ? 4 : 2) } }

    private var range: ClosedRange<Int> {
        parts.contains(where: \.isLong) ? years : Self.shortYears
    }

    private var firstDay: Int { Self.day(range.lowerBound, 1, 1) }
    private var dayCount: Int { Self.day(range.upperBound, 12, 31) - firstDay + 1 }

    /// How many texts there are.
    var count: Int { dayCount * monthOffsets.count * dayOffsets.count }

    /// The rank of the text among all; `nil` for what is no date.
    func rank(of text: ArraySlice<UInt8>) -> Int? {
        var (year, month, day) = (0, 0, 0)
        var position = text.startIndex
        for part in parts {
            var number = 0
            for _ in 0..<(part.isLong ? 4 : 2) {
                guard text[position].isDigit else { return nil }
                number = number * 10 + Int(text[position] - 48)
                position += 1
            }
            switch part {
            case .year: year = number
            case .shortYear: year = Self.shortYears.lowerBound + number
            case .month: month = number
            case .day: day = number
            }
        }
        guard range.contains(year) else { return nil }
        for (first, monthOffset) in monthOffsets.enumerated() {
            for (second, dayOffset) in dayOffsets.enumerated() {
                guard
                    let date = CivilDate(
                        year: year, month: month - monthOffset, day: day - dayOffset)
                else { continue }
                let offset = first * dayOffsets.count + second
                return offset * dayCount + date.daysSinceEpoch - firstDay
            }
        }
        return nil
    }

    /// Writes the text of a rank.
    func write(_ rank: Int, to text: inout ArraySlice<UInt8>) {
        let offset = rank / dayCount
        guard let date = CivilDate(daysSinceEpoch: firstDay + rank % dayCount) else { return }
        var position = text.startIndex
        for part in parts {
            var number =
                switch part {
                case .year: date.year
                case .shortYear: date.year % 100
                case .month: date.month + monthOffsets[offset / dayOffsets.count]
                case .day: date.day + dayOffsets[offset % dayOffsets.count]
                }
            let width = part.isLong ? 4 : 2
            for place in (position..<position + width).reversed() {
                text[place] = UInt8(number % 10) + 48
                number /= 10
            }
            position += width
        }
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        CivilDate(year: year, month: month, day: day)?.daysSinceEpoch ?? 0
    }
}

extension IdentifierDate.Part {
    fileprivate var isLong: Bool { if case .year = self { true } else { false } }
}
