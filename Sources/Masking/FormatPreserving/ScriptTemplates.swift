/// The cells of a batch that hold letters beyond ASCII, by template: numerals of all their letters
/// and digits, each with a radix of its own.
struct ScriptTemplates {
    /// Cells of one template.
    struct Group {
        var numerals: [UInt32] = []
        var rows: [Int] = []
    }

    private(set) var groups: [[UInt8]: Group] = [:]

    /// `false` for a cell with other characters than letters, digits and separators, or too many.
    mutating func add(_ cell: Span<UInt8>, row: Int) -> Bool {
        let bytes = cell.indices.map { cell[$0] }
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        var template: [UInt8] = []
        var numerals: [UInt32] = []
        for scalar in text.unicodeScalars {
            guard let (code, numeral) = Self.numeral(scalar.value) else {
                if Self.isSeparator(scalar.value) { continue }
                return false
            }
            template.append(code)
            numerals.append(numeral)
        }
        guard (1...StartsByCount.limit).contains(numerals.count) else { return false }
        groups[template, default: Group()].numerals += numerals
        groups[template, default: Group()].rows.append(row)
        return true
    }

    /// Writes numerals in place of a cell's letters and digits; lengths and ASCII case stay.
    static func write(
        _ numerals: ArraySlice<UInt32>, to bytes: inout MutableSpan<UInt8>, in range: Range<Int>
    ) {
        let cell = range.map { bytes[$0] }
        var next = numerals.startIndex
        var written: [UInt8] = []
        for scalar in String(decoding: cell, as: UTF8.self).unicodeScalars {
            var masked = scalar
            if numeral(scalar.value) != nil {
                masked = self.scalar(numerals[next], like: scalar)
                next += 1
            }
            written.append(contentsOf: String(masked).utf8)
        }
        for (place, byte) in zip(range, written) { bytes[place] = byte }
    }

    /// What a template calls the kind of a letter or digit, and its number among those.
    private static func numeral(_ scalar: UInt32) -> (code: UInt8, numeral: UInt32)? {
        if let byte = UInt8(exactly: scalar), byte < 0x80 {
            if byte.isDigit { return (UInt8(ascii: "9"), scalar - 48) }
            return byte.isLetter ? (UInt8(ascii: "A"), (scalar | 0x20) - 97) : nil
        }
        return ScriptLetters.place(of: scalar).map { ($0.alphabet.code, $0.index) }
    }

    private static func scalar(_ numeral: UInt32, like scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value: UInt32 =
            if let byte = UInt8(exactly: scalar.value), byte < 0x80 {
                byte.isDigit ? numeral + 48 : (numeral + 65) | scalar.value & 0x20
            } else {
                ScriptLetters.place(of: scalar.value)?.alphabet.scalar(at: numeral) ?? scalar.value
            }
        return Unicode.Scalar(value) ?? scalar
    }

    private static func isSeparator(_ scalar: UInt32) -> Bool {
        guard let byte = UInt8(exactly: scalar), byte < 0x80 else {
            return ScriptLetters.isSeparator(scalar)
        }
        return byte.isTemplateSeparator
    }
}
