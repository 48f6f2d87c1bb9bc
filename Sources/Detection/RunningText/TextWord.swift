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
    static func next(
        in text: Span<UInt8>, _ position: inout Int, gap: TextWord.Gap
    ) -> TextWord? {
        var gap = gap
        guard skipGap(in: text, &position, &gap) else { return nil }
        var word = TextWord(start: position, end: position, gap: gap)
        read(&word, text)
        position = word.end + (word.isPossessive ? possessiveLength(text, word.end) : 0)
        return word
    }

    /// Moves to where a word begins; returns false when none does.
    ///
    /// - Parameter gap: becomes the strongest of what is passed, if that is stronger.
    static func skipGap(
        in text: Span<UInt8>, _ position: inout Int, _ gap: inout TextWord.Gap
    ) -> Bool {
        while position < text.count {
            let byte = text[position]
            if byte < 0x80 {
                if isPlain(byte) { return true }
                gap = max(gap, kind(byte))
                position += 1
                continue
            }
            let separator = separatorLength(text, position)
            if separator == 0 { return true }
            gap = max(gap, .other)
            position += separator
        }
        return false
    }

    /// Reads on from where a word begins.
    static func read(_ word: inout TextWord, _ text: Span<UInt8>) {
        word.isCapitalised = isCapital(text, word.start)
        var (index, capitals, letters) = (word.start, 0, 0)
        while index < text.count {
            let byte = text[index]
            if isDigit(byte) {
                word.hasDigits = true
                index += 1
                continue
            }
            let separator = separatorLength(text, index)
            if separator > 0 {
                guard joins(text, index, separator, in: word) else { break }
                if isPossessive(text, index, separator) {
                    word.isPossessive = true
                    break
                }
                index += separator
                continue
            }
            if byte & 0xC0 != 0x80 {
                letters += 1
                if isCapital(text, index) { capitals += 1 }
            }
            index += 1
        }
        word.end = index
        word.isUpperCase = letters > 1 && capitals == letters
    }

    /// Whether an apostrophe or hyphen stands inside the word, between letters or between digits.
    private static func joins(
        _ text: Span<UInt8>, _ index: Int, _ length: Int, in word: TextWord
    ) -> Bool {
        let next = index + length
        return isJoiner(text, index) && index > word.start && next < text.count
            && separatorLength(text, next) == 0
            && isDigit(text[index - 1]) == isDigit(text[next])
    }

    /// Whether an apostrophe and an `s` end the word.
    private static func isPossessive(_ text: Span<UInt8>, _ index: Int, _ length: Int) -> Bool {
        let next = index + length
        return text[index] != UInt8(ascii: "-") && text[next] | 0x20 == UInt8(ascii: "s")
            && (next + 1 == text.count || separatorLength(text, next + 1) > 0)
    }

    /// Whether the apostrophe behind a word is a possessive's.
    static func isPossessive(behind word: TextWord, _ text: Span<UInt8>) -> Bool {
        guard word.end < text.count, text[word.end] == 0x27 || text[word.end] == 0xE2 else {
            return false
        }
        let length = separatorLength(text, word.end)
        return joins(text, word.end, length, in: word) && isPossessive(text, word.end, length)
    }

    /// The strongest of what lies between two words, which is most often one byte.
    @inline(__always)
    static func gap(behind end: Int, before start: Int, _ text: Span<UInt8>) -> TextWord.Gap {
        end &+ 1 == start ? kind(text[end]) : gap(end..<start, text)
    }

    /// The strongest of what lies between two words.
    static func gap(_ range: Range<Int>, _ text: Span<UInt8>) -> TextWord.Gap {
        var (gap, index) = (TextWord.Gap.space, range.lowerBound)
        if index + 1 < range.upperBound, text[index] == 0x27 || text[index] == 0xE2 {
            // Why: a letter between words is the `s` of a possessive.
            let next = index + separatorLength(text, index)
            if next < range.upperBound, isPlain(text[next]) { index = next + 1 }
        }
        while index < range.upperBound, gap < .line {
            let byte = text[index]
            if byte != 0x20 { gap = max(gap, byte < 0x80 ? kind(byte) : .other) }
            index += 1
        }
        return gap
    }

    /// Whether a word may go on at a byte that is neither a letter nor a digit of ASCII.
    static func mayJoin(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-")
    }

    /// Bytes of the apostrophe and the `s`.
    static func possessiveLength(_ text: Span<UInt8>, _ index: Int) -> Int {
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

    /// What an ASCII separator separates.
    static func kind(_ separator: UInt8) -> TextWord.Gap {
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
