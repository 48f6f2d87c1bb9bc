internal import Patterns

/// Which of 64 bytes of a text are letters and digits of ASCII: runs of them are measured without a
/// look at each.
struct LetterMarks: BitwiseCopyable {
    private var letters: UInt64 = 0
    private var digits: UInt64 = 0
    /// Where the bytes begin.
    private var start = 0

    init() {}

    init(_ marks: AnchorPlanes.WordMarks, from start: Int) {
        letters = marks.words & ~marks.digits
        digits = marks.digits
        self.start = start
    }

    /// Where the ASCII letters end that begin at `place`.
    @inline(__always)
    func lettersEnd(from place: Int, in text: Span<UInt8>) -> Int {
        let shift = UInt64(bitPattern: Int64(place &- start))
        guard shift < 64 else { return Self.lettersEnd(behind: place, in: text) }
        let others = ~letters &>> shift
        if others != 0 { return place &+ others.trailingZeroBitCount }
        return Self.lettersEnd(behind: start &+ 64, in: text)
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

    /// How many ASCII digits stand at `place`, which is one of the 64 bytes.
    @inline(__always)
    func digitCount(from place: Int, in text: Span<UInt8>) -> Int {
        let shift = UInt64(truncatingIfNeeded: place & 63)
        let length = (~(digits &>> shift)).trailingZeroBitCount
        if place & 63 &+ length < 64 { return length }
        var end = place
        while end < text.count, 0x30...0x39 ~= text[end] { end += 1 }
        return end - place
    }
}
