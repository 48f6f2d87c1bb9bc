internal import Patterns

/// Where a word lies that isn't split, and which of its bytes are digits.
struct WordPlace: BitwiseCopyable {
    let start: Int
    /// Without a possessive `'s`.
    let end: Int
    /// A bit for each of the first 64 bytes, the lowest for the first.
    let digits: UInt64
    let hasDigits: Bool

    var range: Range<Int> { start..<end }
    var count: Int { end &- start }
    /// How many digits it begins with, of 64 at most.
    var digitCount: Int { (~digits).trailingZeroBitCount }
    /// Whether it has nothing but digits; false for longer ones than 64.
    var isNumber: Bool { digitCount == count }
}

/// Which of 64 bytes of a text belong to words, wherever they begin, and which are digits.
struct WordBits {
    /// Where the bytes begin; before any text when none were read.
    private var base = -64
    private var words: UInt64 = 0
    private var digits: UInt64 = 0

    init() {}

    init(_ words: UInt64, digits: UInt64, from base: Int) {
        (self.words, self.digits, self.base) = (words, digits, base)
    }

    /// The first word that begins at `place` or behind it; `nil` where these bytes don't hold all
    /// of it.
    @inline(__always)
    func word(from place: Int) -> WordPlace? {
        let first = place &- base
        guard UInt(bitPattern: first) < 64 else { return nil }
        let rest = words &>> UInt64(truncatingIfNeeded: first)
        if rest == 0 { return nil }
        let shift = first &+ rest.trailingZeroBitCount
        let bits = UInt64(truncatingIfNeeded: shift)
        let length = (~(words &>> bits)).trailingZeroBitCount
        guard shift &+ length < 64 else { return nil }
        let inside = (1 &<< UInt64(truncatingIfNeeded: length)) &- 1
        let digits = digits &>> bits & inside
        let start = base &+ shift
        return WordPlace(
            start: start, end: start &+ length, digits: digits, hasDigits: digits != 0)
    }
}

extension TextReader {
    /// The word that begins at `place`; `nil` when none does.
    mutating func word(at place: Int, in text: Span<UInt8>) -> WordPlace? {
        guard isOfWord(place, text), place == 0 || !isOfWord(place - 1, text) else { return nil }
        return word(behind: place, in: text)
    }

    private mutating func isOfWord(_ place: Int, _ text: Span<UInt8>) -> Bool {
        bytes.of(place &>> 6, planes, text) &>> UInt64(truncatingIfNeeded: place & 63) & 1 != 0
    }

    /// The first word that begins at `end` or behind it, where no word goes on; `nil` when there is
    /// none.
    @inline(__always)
    mutating func word(behind end: Int, in text: Span<UInt8>) -> WordPlace? {
        bits.word(from: end) ?? farWord(behind: end, text)
    }

    /// The same beyond the bytes that were read.
    @inline(never)
    private mutating func farWord(behind end: Int, _ text: Span<UInt8>) -> WordPlace? {
        guard let start = start(behind: end, text) else { return nil }
        let (block, shift) = (start &>> 6, start & 63)
        var words = bytes.of(block, planes, text) >> shift
        var digits = planes.wordMarks(of: block).digits >> shift
        if shift > 0 {
            words |= bytes.of(block + 1, planes, text) << (64 - shift)
            digits |= planes.wordMarks(of: block + 1).digits << (64 - shift)
        }
        bits = WordBits(words, digits: digits, from: start)
        if let word = bits.word(from: start) { return word }
        return longWord(from: start, digits, text)
    }

    /// A word of 64 bytes at least.
    ///
    /// - Parameter digits: of the first 64.
    private mutating func longWord(
        from start: Int, _ digits: UInt64, _ text: Span<UInt8>
    ) -> WordPlace {
        var (end, hasDigits) = (start, false)
        var others: UInt64
        repeat {
            let shift = end & 63
            others = ~bytes.of(end &>> 6, planes, text) >> shift
            let length = min(others.trailingZeroBitCount, 64 - shift)
            let inside: UInt64 = ~(~0 << length)
            hasDigits = hasDigits || planes.wordMarks(of: end &>> 6).digits >> shift & inside != 0
            end &+= length
        } while others == 0
        return WordPlace(start: start, end: end, digits: digits, hasDigits: hasDigits)
    }
}
