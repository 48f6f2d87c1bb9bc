internal import Patterns

/// What is marked of the letters and digits of 64 bytes of a text, the first where a word begins.
struct WordWindow {
    /// Bytes of words: joiners inside them are.
    private var run: UInt64
    private var marks: AnchorPlanes.WordMarks
    /// How many of the bytes are known; the others count as parts of no word.
    private let known: Int

    /// The bytes of one block behind the first `shift`.
    init(_ run: UInt64, _ marks: AnchorPlanes.WordMarks, shift: Int) {
        let bits = UInt64(truncatingIfNeeded: shift)
        self.run = run &>> bits
        self.marks = marks
        self.marks.words &>>= bits
        self.marks.capitals &>>= bits
        self.marks.digits &>>= bits
        known = 64 &- shift
    }

    /// Whether the word may go on behind what is known.
    var isCut: Bool { (~run).trailingZeroBitCount >= known }

    /// Takes over the bytes of the next block.
    mutating func extend(_ run: UInt64, _ marks: AnchorPlanes.WordMarks) {
        let bits = UInt64(truncatingIfNeeded: known)
        self.run |= run << bits
        self.marks.words |= marks.words << bits
        self.marks.capitals |= marks.capitals << bits
        self.marks.digits |= marks.digits << bits
    }

    /// Replaces `word` by the one that begins at `start`, whole even where it leaves the window.
    @inline(__always)
    func read(
        _ word: inout TextWord, at start: Int, behind gap: TextWord.Gap, in text: Span<UInt8>
    ) {
        let length = (~run).trailingZeroBitCount
        let end = start &+ length
        let inside = (1 &<< UInt64(truncatingIfNeeded: length)) &- 1
        let (plain, upper) = (marks.words & inside, marks.capitals & inside)
        let figures = marks.digits & inside
        let letters = plain & ~figures
        word.start = start
        word.end = end
        word.gap = gap
        word.isCapitalised = upper & 1 != 0
        word.isUpperCase = letters & ~upper == 0 && letters & (letters &- 1) != 0
        word.hasDigits = figures != 0
        word.isPossessive = false
        word.hash = 0
        word.traits = []
        if length > 63 { return TextWords.read(&word, text) }
        if upper & ~plain != 0 { readWide(upper & ~plain, &word, letters, upper, text) }
        if end < text.count, text[end] == 0x27 || text[end] == 0xE2 {
            word.isPossessive = TextWords.isPossessive(behind: word, text)
        }
    }

    /// The same of a word with bytes beyond ASCII.
    @inline(never)
    private func readWide(
        _ wide: UInt64, _ word: inout TextWord, _ letters: UInt64, _ upper: UInt64,
        _ text: Span<UInt8>
    ) {
        var (rest, count, capitals) = (wide, 0, 0)
        while rest != 0 {
            let place = word.start + rest.trailingZeroBitCount
            rest &= rest &- 1
            // Why: an apostrophe inside a word is no letter.
            if text[place] & 0xC0 == 0x80 || TextWords.separatorLength(text, place) > 0 {
                continue
            }
            count += 1
            if TextWords.isCapital(text, place) { capitals += 1 }
        }
        word.isCapitalised = TextWords.isCapital(text, word.start)
        word.isUpperCase =
            letters.nonzeroBitCount + count > 1 && letters & ~upper == 0 && capitals == count
    }
}
