internal import Patterns

/// The runs of letters of a text, bytes beyond ASCII among them, and of digits, by what is marked
/// of it.
struct LetterRuns {
    /// The 64 bytes that are read, and which of them are letters and digits.
    private var block = -1
    private var letters: UInt64 = 0
    private var digits: UInt64 = 0

    /// The first run of letters, or also of digits, that begins at `start` or behind it, and before
    /// `end`; what lies before `start` belongs to none.
    @inline(__always)
    mutating func next(
        from start: Int, before end: Int, withDigits: Bool = false,
        _ planes: borrowing AnchorPlanes
    ) -> Range<Int>? {
        var first = start
        read(first >> 6, planes)
        var rest =
            (withDigits ? letters | digits : letters)
            &>> UInt64(truncatingIfNeeded: first & 63)
        while rest == 0 {
            first = (block &+ 1) &<< 6
            if first >= end { return nil }
            read(block &+ 1, planes)
            rest = withDigits ? letters | digits : letters
        }
        first &+= rest.trailingZeroBitCount
        guard first < end else { return nil }
        let isNumber =
            withDigits && digits &>> UInt64(truncatingIfNeeded: first & 63) & 1 != 0
        return first..<runEnd(from: first, isNumber: isNumber, planes)
    }

    @inline(__always)
    private mutating func runEnd(
        from start: Int, isNumber: Bool, _ planes: borrowing AnchorPlanes
    ) -> Int {
        var others =
            ~(isNumber ? digits : letters) &>> UInt64(truncatingIfNeeded: start & 63)
        if others != 0 { return start &+ others.trailingZeroBitCount }
        while others == 0 {
            read(block &+ 1, planes)
            others = ~(isNumber ? digits : letters)
        }
        return block &<< 6 &+ others.trailingZeroBitCount
    }

    @inline(__always)
    private mutating func read(_ block: Int, _ planes: borrowing AnchorPlanes) {
        if block == self.block { return }
        let marks = planes.wordMarks(of: block)
        letters = marks.words & ~marks.digits | marks.capitals
        digits = marks.digits
        self.block = block
    }
}
