internal import Cryptography

/// Cities: a keyed draw from the list; the letters' style stays.
///
/// A draw that the column has no room for gives way to one among the names that fit.
struct CityMask: DrawingTransform {
    let keys: [CipherMAC]
    private let choice: SurrogateChoice
    private let width: Int?

    init(key: MaskingKey, domain: String, choice: SurrogateChoice, width: Int? = nil) {
        keys = [CipherMAC(key: key.subkey(purpose: "city", domain: domain))]
        self.choice = choice
        self.width = width
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        guard !cell.inner.isEmpty else { throw UnfitCell(.format) }
        draws.ask(0, cell, .casefold)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        choice.set(for: cell).cities.append(
            draw: UInt64(truncatingIfNeeded: draws.take(0) >> 64), style: LetterStyle(cell),
            room: width, to: &output)
    }
}

/// Street lines: a drawn street and a drawn house number of as many digits, on the side where the
/// original has it; unit, building and second line are dropped.
///
/// Street lines of Chinese characters end in their number. A street that the column has no room
/// for gives way to one that fits.
struct StreetMask: DrawingTransform {
    let keys: [CipherMAC]
    private let choice: SurrogateChoice
    private let width: Int?

    private static let maximumDigits = 5

    init(key: MaskingKey, domain: String, choice: SurrogateChoice, width: Int? = nil) {
        keys = [CipherMAC(key: key.subkey(purpose: "street", domain: domain))]
        self.choice = choice
        self.width = width
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        guard !cell.inner.isEmpty else { throw UnfitCell(.format) }
        draws.ask(0, cell, .casefold)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let draw = draws.take(0)
        let set = choice.set(for: cell)
        let (leading, trailing) = Self.numberWidths(cell.extracting(cell.inner), set.form)
        let digits = min(Self.maximumDigits, max(leading, trailing))
        let blank = set.form.isUnspaced || digits == 0 ? 0 : 1
        let suffix = digits == 0 ? "" : set.form.numberSuffix
        let taken = digits + blank + suffix.unicodeScalars.count
        // Why: a column too narrow for number and street keeps the street.
        let hasNumber = digits > 0 && width.map { $0 > taken + 1 } ?? true
        let number = UInt64(truncatingIfNeeded: draw)
        if hasNumber, leading > 0 {
            Self.appendNumber(draw: number, digits: digits, to: &output)
            if blank > 0 { output.append(0x20) }
        }
        set.streets.append(
            draw: UInt64(truncatingIfNeeded: draw >> 64), style: LetterStyle(cell),
            room: width.map { hasNumber ? $0 - taken : $0 }, to: &output)
        if hasNumber, leading == 0 {
            if blank > 0 { output.append(0x20) }
            Self.appendNumber(draw: number, digits: digits, to: &output)
            output.append(contentsOf: suffix.utf8)
        }
    }

    /// Digits of a number at the front and of one at the end; unspaced lines have them anywhere.
    private static func numberWidths(
        _ line: Span<UInt8>, _ form: SurrogateSet.Form
    ) -> (Int, Int) {
        if form.isUnspaced {
            var start = 0
            while start < line.count, !line[start].isDigit { start += 1 }
            var end = start
            while end < line.count, line[end].isDigit { end += 1 }
            return (0, end - start)
        }
        var leading = 0
        while leading < line.count, line[leading].isDigit { leading += 1 }
        var end = line.count
        if end > 1, line[end - 1].isLetter, line[end - 2].isDigit { end -= 1 }
        var start = end
        while start > 0, line[start - 1].isDigit { start -= 1 }
        return (leading, end - start)
    }

    private static func appendNumber(draw: UInt64, digits: Int, to output: inout [UInt8]) {
        var limit = 9
        var low = 1
        for _ in 1..<max(1, digits) {
            low *= 10
            limit *= 10
        }
        output.appendDigits(low + draw.scaled(below: limit), width: 1)
    }
}
