internal import Patterns

/// Which bytes of a block of 64 of a text are letters and digits of ASCII: runs of them are
/// measured without a look at each.
struct LetterMarks {
    private var letters: UInt64 = 0
    private var digits: UInt64 = 0
    /// Of the block behind.
    private var lettersBehind: UInt64 = 0
    private var digitsBehind: UInt64 = 0
    /// Where the block begins.
    private var start = 0

    init() {}

    @inline(__always)
    init(_ here: AnchorPlanes.WordMarks, behind: AnchorPlanes.WordMarks, from start: Int) {
        letters = here.words & ~here.digits
        digits = here.digits
        lettersBehind = behind.words & ~behind.digits
        digitsBehind = behind.digits
        self.start = start
    }

    /// Whether there is a digit in the block or the one behind.
    var hasDigits: Bool { digits | digitsBehind != 0 }

    /// The letters among 64 bytes from `place` on, which lies within the block.
    @inline(__always)
    func letters(from place: Int) -> UInt64 {
        Self.joined(letters, lettersBehind, from: place)
    }

    /// The same of digits.
    @inline(__always)
    func digits(from place: Int) -> UInt64 {
        Self.joined(digits, digitsBehind, from: place)
    }

    @inline(__always)
    private static func joined(_ low: UInt64, _ high: UInt64, from place: Int) -> UInt64 {
        let shift = UInt64(truncatingIfNeeded: place & 63)
        return low &>> shift | (high &<< 1) &<< (63 &- shift)
    }

    /// Where the ASCII letters end that begin at `place`.
    @inline(__always)
    func lettersEnd(from place: Int, in text: Span<UInt8>) -> Int {
        guard UInt(bitPattern: place &- start) < 64 else {
            return Self.lettersEnd(behind: place, in: text)
        }
        let others = ~letters(from: place)
        if others != 0 { return place &+ others.trailingZeroBitCount }
        return Self.lettersEnd(behind: place &+ 64, in: text)
    }

    @inline(never)
    private static func lettersEnd(behind place: Int, in text: Span<UInt8>) -> Int {
        var end = place
        while end < text.count, 0x61...0x7A ~= text[end] | 0x20 { end += 1 }
        return end
    }

    /// Where the ASCII letters begin that end at `place`.
    @inline(__always)
    func lettersStart(before place: Int, in text: Span<UInt8>) -> Int {
        let shift = UInt64(bitPattern: Int64(place &- start)) &- 1
        guard shift < 64 else { return Self.lettersStart(before: place, in: text) }
        let others = ~letters &<< (63 &- shift)
        if others != 0 { return place &- others.leadingZeroBitCount }
        return Self.lettersStart(before: start, in: text)
    }

    @inline(never)
    private static func lettersStart(before place: Int, in text: Span<UInt8>) -> Int {
        var start = place
        while start > 0, 0x61...0x7A ~= text[start - 1] | 0x20 { start -= 1 }
        return start
    }

    /// How many ASCII digits stand at `place`, which lies within the block.
    @inline(__always)
    func digitCount(from place: Int, in text: Span<UInt8>) -> Int {
        let others = ~digits(from: place)
        if others != 0 { return others.trailingZeroBitCount }
        var end = place &+ 64
        while end < text.count, 0x30...0x39 ~= text[end] { end += 1 }
        return end &- place
    }
}
