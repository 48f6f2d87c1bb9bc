internal import Patterns

/// What one worker needs to read running text: the words around the place that is read, split as
/// they are asked for, and what the dictionaries knew of words seen before.
///
/// Words are numbered from the first that was split on; a few dozen are kept.
@safe struct TextReader: ~Copyable {
    /// Words split before the place that is read: as many as any phrase or street needs.
    private static let wordsBefore = 10
    /// Words split after it.
    private static let wordsAfter = 24
    /// Bytes gone back for the words before a place.
    private static let bytesBefore = 1_024
    /// Bytes that are split rather than skipped between two places.
    private static let bytesSkipped = 72
    /// Words kept: those before a place and behind it, and a power of two.
    private static let slotCount = 64

    // SAFETY: `slotCount` words of its own, all of them made; never lent.
    private let words: UnsafeMutablePointer<TextWord>
    private var planes = AnchorPlanes()
    var memory = WordMemory()
    /// Where the text isn't split yet.
    private var position = 0
    /// The word found last.
    private var cursor = 0
    /// Words split so far.
    private var count = 0
    /// The first of the words that are still side by side.
    private var start = 0
    /// What is marked of the 64 bytes in which a word was split last, and where these begin.
    private var splitMarks = AnchorPlanes.WordMarks()
    private var splitStart = -1
    /// The same of those that are read.
    private var marks = AnchorPlanes.WordMarks()
    private var marksStart = 0
    /// The word that was looked at last without being split.
    var peeked = TextWord(start: 0, end: 0, gap: .start)

    init() {
        unsafe words = UnsafeMutablePointer.allocate(capacity: Self.slotCount)
        unsafe words.initialize(
            repeating: TextWord(start: 0, end: 0, gap: .start), count: Self.slotCount)
    }

    deinit { unsafe words.deallocate() }

    /// The first word that is kept.
    var first: Int { max(start, count - Self.slotCount) }

    subscript(word: Int) -> TextWord {
        get { unsafe words[word & (Self.slotCount - 1)] }
        _modify { yield unsafe &words[word & (Self.slotCount - 1)] }
    }

    /// Forgets the words of the text read last.
    mutating func beginText(_ planes: AnchorPlanes) {
        self.planes = planes
        (position, cursor, count, start) = (0, 0, 0, 0)
        splitStart = -1
        peeked.end = 0
    }

    /// Gives back what was marked of the text.
    mutating func endText() { planes = AnchorPlanes() }

    /// The number of the word that begins at `place`, which lies behind the places asked for
    /// before; `nil` when none begins there.
    mutating func seek(_ place: Int, in text: Span<UInt8>) -> Int? {
        if place > position + Self.bytesSkipped { restart(before: place, in: text) }
        while true {
            while cursor < count, self[cursor].start < place { cursor += 1 }
            if cursor < count { break }
            guard split(text) else { return nil }
        }
        return self[cursor].start == place ? cursor : nil
    }

    /// Whether there is a word of this number, not too far behind the place that is read.
    @inline(__always)
    mutating func holds(_ word: Int, in text: Span<UInt8>) -> Bool {
        word < count || splitUp(to: word, in: text)
    }

    private mutating func splitUp(to word: Int, in text: Span<UInt8>) -> Bool {
        while word >= count {
            guard word < cursor + Self.wordsAfter, split(text) else { return false }
        }
        return true
    }

    /// Where a word begins, or where the text isn't split yet.
    func start(of word: Int) -> Int { word < count ? self[word].start : position }

    /// How many blocks of 64 bytes the text has.
    var blockCount: Int { planes.blockCount }

    /// Goes on to a block of 64 bytes.
    ///
    /// - Parameter carry: whether the block before ends in a word; is set for the next one.
    /// - Returns: bits for the places where a word may begin with a capital, a digit or a byte
    ///   beyond ASCII.
    mutating func wordStarts(of block: Int, _ carry: inout UInt64) -> UInt64 {
        marks = planes.wordMarks(of: block)
        marksStart = block * 64
        let starts = (marks.capitals | marks.digits) & ~(marks.words << 1 | carry)
        carry = marks.words >> 63
        return starts
    }

    /// Where the ASCII letters end that begin at `place`.
    func lettersEnd(from place: Int, in text: Span<UInt8>) -> Int {
        let shift = place - marksStart
        if 0..<64 ~= shift {
            let letters = marks.words & ~marks.digits
            let length = (~(letters &>> UInt64(truncatingIfNeeded: shift))).trailingZeroBitCount
            if shift + length < 64 { return place + length }
        }
        var end = place
        while end < text.count, 0x61...0x7A ~= text[end] | 0x20 { end += 1 }
        return end
    }

    /// How many ASCII digits stand at `place`, which is in the block that is read.
    func digitCount(from place: Int, in text: Span<UInt8>) -> Int {
        let shift = UInt64(truncatingIfNeeded: place & 63)
        let length = (~(marks.digits &>> shift)).trailingZeroBitCount
        if place & 63 + length < 64 { return length }
        var end = place
        while end < text.count, 0x30...0x39 ~= text[end] { end += 1 }
        return end - place
    }

    @inline(never)
    private mutating func split(_ text: Span<UInt8>) -> Bool {
        var gap: TextWord.Gap = position == 0 ? .start : .space
        guard TextWords.skipGap(in: text, &position, &gap) else { return false }
        var word = TextWord(start: position, end: position, gap: gap)
        if !readPlain(&word, text) { TextWords.read(&word, text) }
        position = word.end + (word.isPossessive ? TextWords.possessiveLength(text, word.end) : 0)
        self[count] = word
        count += 1
        return true
    }

    /// Reads a word of ASCII letters and digits, and hyphens and apostrophes inside, by what was
    /// marked; returns false for any other, and for one that goes on behind its 64 bytes.
    private mutating func readPlain(_ word: inout TextWord, _ text: Span<UInt8>) -> Bool {
        if splitStart != word.start & ~63 {
            splitStart = word.start & ~63
            splitMarks = planes.wordMarks(of: word.start >> 6)
        }
        let shift = UInt64(truncatingIfNeeded: word.start & 63)
        let plain = splitMarks.words &>> shift
        var length = (~plain).trailingZeroBitCount
        guard length > 0, length + Int(shift) < 64 else { return false }
        while word.start + length < text.count, TextWords.mayJoin(text[word.start + length]) {
            guard let isJoined = joins(word.start + length, text) else { return false }
            if !isJoined { break }
            guard length + Int(shift) < 63 else { return false }
            let rest = (~(plain &>> UInt64(truncatingIfNeeded: length + 1))).trailingZeroBitCount
            length += 1 + rest
            guard length + Int(shift) < 64 else { return false }
        }
        let inside = UInt64(1) &<< UInt64(truncatingIfNeeded: length) &- 1
        let capitals = splitMarks.capitals &>> shift
        let digits = splitMarks.digits &>> shift & inside
        let letters = plain & inside & ~digits
        word.end = word.start + length
        word.isCapitalised = capitals & 1 != 0
        word.hasDigits = digits != 0
        word.isUpperCase = letters & ~capitals == 0 && letters & (letters &- 1) != 0
        return true
    }

    /// Whether the ASCII hyphen or apostrophe at `place` stands inside a word; `nil` when that
    /// takes a closer look.
    private func joins(_ place: Int, _ text: Span<UInt8>) -> Bool? {
        guard text[place] < 0x80 else { return nil }
        guard place + 1 < text.count else { return false }
        let (last, next) = (text[place - 1], text[place + 1])
        // A possessive may end the word.
        if next >= 0x80 || text[place] != UInt8(ascii: "-") && next | 0x20 == UInt8(ascii: "s") {
            return nil
        }
        return TextWords.isPlain(next) && (0x30...0x39 ~= last) == (0x30...0x39 ~= next)
    }

    /// Goes back to where a word ends for certain, as many words before the place as are needed.
    private mutating func restart(before place: Int, in text: Span<UInt8>) {
        let farthest = max(position, place - Self.bytesBefore)
        var (index, found) = (place - 1, 0)
        while index > farthest, found < Self.wordsBefore {
            if TextWords.isPlain(text[index - 1]), Self.parts(text[index]) { found += 1 }
            index -= 1
        }
        if index == position { return }
        (start, cursor) = (count, count)
        position = found < Self.wordsBefore ? farthest : index + 1
    }

    /// Whether the byte ends any word: of ASCII, neither an apostrophe nor a hyphen.
    private static func parts(_ byte: UInt8) -> Bool {
        byte < 0x80 && !TextWords.isPlain(byte) && byte != UInt8(ascii: "'")
            && byte != UInt8(ascii: "-")
    }
}
