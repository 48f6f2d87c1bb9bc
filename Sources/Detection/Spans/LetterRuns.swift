internal import Patterns

/// The runs of letters of a text, bytes beyond ASCII among them, by what is marked of it.
struct LetterRuns {
    /// The 64 bytes that are read, and which of them are letters.
    private var block = -1
    private var letters: UInt64 = 0

    /// The first run that begins at `start` or behind it, and before `end`; what lies before
    /// `start` belongs to none.
    @inline(__always)
    mutating func next(
        from start: Int, before end: Int, _ planes: borrowing AnchorPlanes
    ) -> Range<Int>? {
        var first = start
        read(first >> 6, planes)
        var rest = letters &>> UInt64(truncatingIfNeeded: first & 63)
        while rest == 0 {
            first = (block + 1) << 6
            if first >= end { return nil }
            read(block + 1, planes)
            rest = letters
        }
        first += rest.trailingZeroBitCount
        guard first < end else { return nil }
        return first..<runEnd(from: first, planes)
    }

    @inline(__always)
    private mutating func runEnd(from start: Int, _ planes: borrowing AnchorPlanes) -> Int {
        var others = ~letters &>> UInt64(truncatingIfNeeded: start & 63)
        if others != 0 { return start &+ others.trailingZeroBitCount }
        while others == 0 {
            read(block + 1, planes)
            others = ~letters
        }
        return block << 6 + others.trailingZeroBitCount
    }

    private mutating func read(_ block: Int, _ planes: borrowing AnchorPlanes) {
        if block == self.block { return }
        let marks = planes.wordMarks(of: block)
        letters = marks.words & ~marks.digits | marks.capitals
        self.block = block
    }
}
