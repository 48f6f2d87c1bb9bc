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
    private static let bytesSkipped = 128
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
    /// What is marked of the 64 bytes in which a word was split last.
    private var block = Block(number: -1, words: 0, capitals: 0, digits: 0)

    private struct Block {
        var number: Int
        var words: UInt64
        var capitals: UInt64
        var digits: UInt64
    }

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
        block.number = -1
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
    mutating func holds(_ word: Int, in text: Span<UInt8>) -> Bool {
        while word >= count {
            guard word < cursor + Self.wordsAfter, split(text) else { return false }
        }
        return true
    }

    /// Where a word begins, or where the text isn't split yet.
    func start(of word: Int) -> Int { word < count ? self[word].start : position }

    /// Where the ASCII letters end that begin at `place`.
    func lettersEnd(from place: Int) -> Int {
        var end = place
        while true {
            let others = planes.marks(.digits, from: end) | ~planes.marks(.words, from: end)
            if others != 0 { return end + others.trailingZeroBitCount }
            end += 64
        }
    }

    /// How many ASCII digits stand at `place`, 64 at most.
    func digitCount(from place: Int) -> Int {
        (~planes.marks(.digits, from: place)).trailingZeroBitCount
    }

    /// Where the ASCII letters and digits begin that end at `end`; no more than 32 are read.
    func plainStart(before end: Int) -> Int {
        let from = max(0, end - 32)
        let marks = planes.marks(.words, from: from) << UInt64(64 - (end - from))
        return end - min(end - from, (~marks).leadingZeroBitCount)
    }

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

    /// Reads a word of ASCII letters and digits by what was marked; returns false for any other,
    /// and for one that goes on behind its 64 bytes.
    private mutating func readPlain(_ word: inout TextWord, _ text: Span<UInt8>) -> Bool {
        if block.number != word.start >> 6 { block = marks(of: word.start >> 6) }
        let shift = UInt64(truncatingIfNeeded: word.start & 63)
        let length = (~(block.words &>> shift)).trailingZeroBitCount
        let end = word.start + length
        guard length > 0, end & 63 != 0, end == text.count || !TextWords.mayJoin(text[end]) else {
            return false
        }
        let inside = UInt64(1) &<< UInt64(truncatingIfNeeded: length) &- 1
        let capitals = block.capitals &>> shift
        let digits = block.digits &>> shift & inside
        let letters = inside & ~digits
        word.end = end
        word.isCapitalised = capitals & 1 != 0
        word.hasDigits = digits != 0
        word.isUpperCase = letters & ~capitals == 0 && letters & (letters &- 1) != 0
        return true
    }

    private func marks(of block: Int) -> Block {
        Block(
            number: block, words: planes.marks(.words, from: block * 64),
            capitals: planes.marks(.capitals, from: block * 64),
            digits: planes.marks(.digits, from: block * 64))
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
