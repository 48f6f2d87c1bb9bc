/// A word of a running text, and what lies before it.
struct TextWord {
    /// What separates a word from the one before it, the strongest of what is there.
    enum Gap: UInt8, Comparable {
        case space, comma, other, colon, stop, line, start

        static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
    }

    var start: Int
    /// Without a possessive `'s`.
    var end: Int
    var gap: Gap
    var isCapitalised = false
    var isUpperCase = false
    var hasDigits = false
    var isPossessive = false
    /// 0 until asked for.
    var hash: UInt64 = 0
    /// Empty until asked for.
    var traits: WordTraits = []

    var range: Range<Int> { start..<end }
    var count: Int { end - start }
}

/// What the dictionaries know of a word.
struct WordTraits: OptionSet {
    let rawValue: UInt16

    static let known = WordTraits(rawValue: 1)
    static let given = WordTraits(rawValue: 2)
    static let surname = WordTraits(rawValue: 4)
    static let common = WordTraits(rawValue: 8)
    static let place = WordTraits(rawValue: 16)
    static let never = WordTraits(rawValue: 32)
    static let particle = WordTraits(rawValue: 64)
    static let street = WordTraits(rawValue: 128)
    static let cue = WordTraits(rawValue: 256)
    static let company = WordTraits(rawValue: 512)
}

/// Splits a text into words: letters and digits, with apostrophes and hyphens inside.
enum TextWords {
    /// The words of a phrase.
    static func split(_ text: Span<UInt8>) -> [TextWord] {
        var words: [TextWord] = []
        var position = 0
        while let word = next(in: text, &position, gap: words.isEmpty ? .start : .space) {
            words.append(word)
        }
        return words
    }

    /// The word at or after `position`, which moves behind it; `nil` when there is none.
    ///
    /// - Parameter gap: the least that counts as lying before it.
    static func next(
        in text: Span<UInt8>, _ position: inout Int, gap: TextWord.Gap
    ) -> TextWord? {
        var gap = gap
        while position < text.count {
            let byte = text[position]
            if byte < 0x80, !isPlain(byte) {
                gap = max(gap, kind(byte))
                position += 1
                continue
            }
            let separator = separatorLength(text, position)
            if separator == 0 {
                var word = TextWord(start: position, end: position, gap: gap)
                if !scanPlain(&word, text) { scan(&word, text) }
                position = word.end + (word.isPossessive ? possessiveLength(text, word.end) : 0)
                return word
            }
            gap = max(gap, .other)
            position += separator
        }
        return nil
    }

    /// Reads a word of ASCII letters and digits; returns false for any other.
    private static func scanPlain(_ word: inout TextWord, _ text: Span<UInt8>) -> Bool {
        var (index, capitals, digits) = (word.start, 0, 0)
        while index < text.count {
            let byte = text[index]
            if 0x30...0x39 ~= byte {
                digits += 1
            } else if 0x41...0x5A ~= byte {
                capitals += 1
            } else if !(0x61...0x7A ~= byte) {
                if byte >= 0x80 || isJoiner(text, index) { return false }
                break
            }
            index += 1
        }
        let letters = index - word.start - digits
        word.end = index
        word.isCapitalised = 0x41...0x5A ~= text[word.start]
        word.hasDigits = digits > 0
        word.isUpperCase = letters > 1 && capitals == letters
        return true
    }

    private static func scan(_ word: inout TextWord, _ text: Span<UInt8>) {
        word.isCapitalised = isCapital(text, word.start)
        let end = text.count
        var (index, capitals, letters) = (word.start, 0, 0)
        while index < end {
            let byte = text[index]
            let separator = separatorLength(text, index)
            if separator > 0 {
                guard isJoiner(text, index), index > word.start, index + separator < end,
                    separatorLength(text, index + separator) == 0,
                    isDigit(text[index - 1]) == isDigit(text[index + separator])
                else { break }
                let next = text[index + separator]
                if byte != UInt8(ascii: "-"), next | 0x20 == UInt8(ascii: "s"),
                    index + separator + 1 == end
                        || separatorLength(text, index + separator + 1) > 0
                {
                    word.isPossessive = true
                    break
                }
                index += separator
                continue
            }
            if isDigit(byte) {
                word.hasDigits = true
            } else if byte & 0xC0 != 0x80 {
                letters += 1
                if isCapital(text, index) { capitals += 1 }
            }
            index += 1
        }
        word.end = index
        word.isUpperCase = letters > 1 && capitals == letters
    }

    private static func possessiveLength(_ text: Span<UInt8>, _ index: Int) -> Int {
        separatorLength(text, index) + 1
    }

    /// Whether an apostrophe or hyphen may stand inside a word.
    private static func isJoiner(_ text: Span<UInt8>, _ index: Int) -> Bool {
        switch text[index] {
        case UInt8(ascii: "'"), UInt8(ascii: "-"): true
        case 0xE2:
            index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x99
        default: false
        }
    }

    /// Whether the byte is a letter or a digit of ASCII.
    static func isPlain(_ byte: UInt8) -> Bool {
        isDigit(byte) || 0x61...0x7A ~= byte | 0x20
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    /// Bytes of the separator at `index`; 0 for a letter or digit.
    static func separatorLength(_ text: Span<UInt8>, _ index: Int) -> Int {
        let byte = text[index]
        if byte < 0x80 {
            return isDigit(byte) || 0x61...0x7A ~= byte | 0x20 ? 0 : 1
        }
        guard index + 1 < text.count else { return 0 }
        let next = text[index + 1]
        switch byte {
        case 0xC2: return next == 0xAA || next == 0xBA || next == 0xB5 ? 0 : 2
        case 0xC3: return next == 0x97 || next == 0xB7 ? 2 : 0
        case 0xE2: return min(3, text.count - index)
        case 0xE3: return next == 0x80 ? min(3, text.count - index) : 0
        case 0xEF: return next == 0xBC || next == 0xBB ? min(3, text.count - index) : 0
        case 0xF0: return min(4, text.count - index)
        default: return 0
        }
    }

    private static func kind(_ separator: UInt8) -> TextWord.Gap {
        switch separator {
        case 0x20: return .space
        case 0x0A, 0x0D: return .line
        case UInt8(ascii: ","): return .comma
        case UInt8(ascii: ":"): return .colon
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return .stop
        default: return .other
        }
    }

    /// Whether a capital letter begins here: Latin, Greek or Cyrillic.
    static func isCapital(_ text: Span<UInt8>, _ index: Int) -> Bool {
        let byte = text[index]
        if byte < 0x80 { return 0x41...0x5A ~= byte }
        guard index + 1 < text.count else { return false }
        let next = text[index + 1]
        switch byte {
        case 0xC3: return 0x80...0x9E ~= next
        case 0xC4: return next < 0xB8 ? next & 1 == 0 : next & 1 == 1
        case 0xC5: return next < 0x8A || next > 0xB7 ? next & 1 == 1 : next & 1 == 0
        case 0xC8: return next & 1 == 0
        case 0xCE: return 0x86...0xAB ~= next
        case 0xD0: return next < 0xB0
        case 0xE1:
            return 0xB8...0xBB ~= next && index + 2 < text.count && text[index + 2] & 1 == 0
        default: return false
        }
    }
}
