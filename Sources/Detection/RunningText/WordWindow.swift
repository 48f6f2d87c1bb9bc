internal import Patterns

/// What is marked of the letters and digits of 64 bytes of a text.
struct WordWindow {
    /// How reading a word ended.
    enum Reading {
        case isRead
        /// The word goes on behind the window.
        case isCut
        /// The word isn't plain.
        case isOther
    }

    private let base: Int
    /// The lowest bit is for the first of the bytes.
    private let words: UInt64
    private let capitals: UInt64
    private let digits: UInt64

    /// Where the window ends, or the text.
    let end: Int

    init(_ planes: borrowing AnchorPlanes, from base: Int) {
        self.base = base
        let here = planes.wordMarks(of: base >> 6)
        let behind = planes.wordMarks(of: base >> 6 + 1)
        let shift = UInt64(truncatingIfNeeded: base & 63)
        func joined(_ low: UInt64, _ high: UInt64) -> UInt64 {
            low &>> shift | (high &<< 1) &<< (63 &- shift)
        }
        words = joined(here.words, behind.words)
        capitals = joined(here.capitals, behind.capitals)
        digits = joined(here.digits, behind.digits)
        end = min(base + 64, planes.count)
    }

    /// The word at `position` or behind one byte, of ASCII letters and digits alone; `nil` when
    /// what stands there takes a closer look.
    @inline(__always)
    func plainWord(
        at position: Int, behind gap: TextWord.Gap, in text: Span<UInt8>
    ) -> TextWord? {
        let rest = (words | capitals) &>> UInt64(truncatingIfNeeded: position &- base)
        let apart = rest.trailingZeroBitCount
        guard apart <= 1 else { return nil }
        let start = position &+ apart
        let shift = UInt64(truncatingIfNeeded: start &- base)
        let length = (~(rest &>> UInt64(truncatingIfNeeded: apart))).trailingZeroBitCount
        guard start &+ length < end, !TextWords.mayJoin(text[start &+ length]) else { return nil }
        let inside = (1 &<< UInt64(truncatingIfNeeded: length)) &- 1
        let (plain, upper) = (words &>> shift & inside, capitals &>> shift & inside)
        guard upper & ~plain == 0 else { return nil }
        let figures = digits &>> shift & inside
        let letters = plain & ~figures
        var word = TextWord(start: start, end: start &+ length, gap: gap)
        if apart == 1, text[position] != 0x20 {
            word.gap = max(gap, TextWords.kind(text[position]))
        }
        word.isCapitalised = upper & 1 != 0
        word.isUpperCase = letters & ~upper == 0 && letters & (letters &- 1) != 0
        word.hasDigits = figures != 0
        return word
    }

    /// Moves to where a word begins; returns false when none does in the window.
    ///
    /// - Parameter gap: becomes the strongest of what is passed, if that is stronger.
    func skipGap(
        in text: Span<UInt8>, _ position: inout Int, _ gap: inout TextWord.Gap
    ) -> Bool {
        while position < end {
            let shift = UInt64(truncatingIfNeeded: position &- base)
            let next = position &+ ((words | capitals) &>> shift).trailingZeroBitCount
            while position < min(next, end) {
                // Most words are a blank apart.
                if text[position] != 0x20 { gap = max(gap, TextWords.kind(text[position])) }
                position &+= 1
            }
            guard position < end else { return false }
            if text[position] < 0x80 { return true }
            let separator = TextWords.separatorLength(text, position)
            if separator == 0 { return true }
            gap = max(gap, .other)
            position += separator
        }
        return false
    }

    /// Reads a word of letters and digits, and ASCII hyphens and apostrophes inside, from where it
    /// begins.
    func read(_ word: inout TextWord, in text: Span<UInt8>) -> Reading {
        let shift = UInt64(truncatingIfNeeded: word.start &- base)
        let run = (words | capitals) &>> shift
        var length = (~run).trailingZeroBitCount
        while word.start &+ length < end, TextWords.mayJoin(text[word.start &+ length]) {
            guard let isJoined = TextWords.joins(word.start &+ length, text) else {
                return .isOther
            }
            if !isJoined { break }
            let behind = UInt64(truncatingIfNeeded: length &+ 1)
            length &+= 1 &+ (~(run >> behind)).trailingZeroBitCount
        }
        if length &+ (word.start &- base) >= 64 { return .isCut }
        let inside = (1 &<< UInt64(truncatingIfNeeded: length)) &- 1
        let (plain, upper) = (words &>> shift & inside, capitals &>> shift & inside)
        let figures = digits &>> shift & inside
        let letters = plain & ~figures
        word.isCapitalised = upper & 1 != 0
        word.isUpperCase = letters & ~upper == 0 && letters & (letters &- 1) != 0
        let wide = upper & ~plain
        if wide != 0, !readWide(wide, &word, letters, upper, text) { return .isOther }
        word.end = word.start &+ length
        word.hasDigits = figures != 0
        return .isRead
    }

    /// Looks at the bytes beyond ASCII of a word; returns false when one of them is no letter.
    @inline(never)
    private func readWide(
        _ wide: UInt64, _ word: inout TextWord, _ letters: UInt64, _ upper: UInt64,
        _ text: Span<UInt8>
    ) -> Bool {
        var (rest, count, capitals) = (wide, 0, 0)
        while rest != 0 {
            let place = word.start + rest.trailingZeroBitCount
            rest &= rest &- 1
            if text[place] & 0xC0 == 0x80 { continue }
            if TextWords.separatorLength(text, place) > 0 { return false }
            count += 1
            if TextWords.isCapital(text, place) { capitals += 1 }
        }
        if wide & 1 != 0 { word.isCapitalised = TextWords.isCapital(text, word.start) }
        word.isUpperCase =
            letters.nonzeroBitCount + count > 1 && letters & ~upper == 0 && capitals == count
        return true
    }
}
