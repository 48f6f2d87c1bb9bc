internal import Patterns

/// What one worker needs to read running text: the words around the place that is read, split as
/// they are asked for, and what the dictionaries knew of words seen before.
///
/// The word at the place is number 0; those before it have numbers below.
@safe struct TextReader: ~Copyable {
    /// Words split behind a place.
    private static let wordsBehind = 24
    /// Words split at once.
    private static let wordsAhead = 4
    /// Bytes gone back for the words before a place.
    private static let bytesBefore = 1_024
    /// Words kept: those before a place and behind it, and a power of two.
    private static let slotCount = 64

    // SAFETY: `slotCount` words of its own, all of them made; never lent.
    private let words: UnsafeMutablePointer<TextWord>
    private(set) var planes = AnchorPlanes()
    var memory = WordMemory()
    /// The place that is read.
    private var place = 0
    /// The numbers of the words that are split, side by side.
    private var first = 0
    private var count = 0
    /// Where the word before the first of them ends; `nil` when there is none.
    private var endBefore: Int?
    /// What is marked of the 64 bytes that are read.
    private(set) var marks = LetterMarks()
    /// The same of the 64 bytes before.
    private var before = AnchorPlanes.WordMarks()
    /// Not private for the words that aren't split, `WordPlace`.
    var bytes = WordBytes()
    var bits = WordBits()

    init() {
        unsafe words = UnsafeMutablePointer.allocate(capacity: Self.slotCount)
        unsafe words.initialize(
            repeating: TextWord(start: 0, end: 0, gap: .start), count: Self.slotCount)
    }

    deinit { unsafe words.deallocate() }

    subscript(word: Int) -> TextWord {
        get { unsafe words[word & (Self.slotCount - 1)] }
        _modify { yield unsafe &words[word & (Self.slotCount - 1)] }
    }

    /// Forgets the words of the text read last and takes over what was marked of the next one.
    mutating func beginText(_ planes: inout AnchorPlanes) {
        swap(&self.planes, &planes)
        (first, count) = (0, 0)
        if !bytes.isEmpty {
            bytes.forget()
            bits = WordBits()
        }
        before = AnchorPlanes.WordMarks()
    }

    /// Gives back what was marked of the text.
    mutating func endText(_ planes: inout AnchorPlanes) { swap(&self.planes, &planes) }

    /// How many blocks of 64 bytes the text has.
    var blockCount: Int { planes.blockCount }

    /// Goes on to a block of 64 bytes, one behind the other.
    ///
    /// - Returns: bits for the places where a word may begin with a capital, a digit or a byte
    ///   beyond ASCII, but for numbers that the bytes beside them say are none of an address.
    @inline(__always)
    mutating func wordStarts(of block: Int, in text: Span<UInt8>) -> UInt64 {
        let here = planes.wordMarks(of: block)
        let starts = (here.capitals | here.digits) & ~(here.words << 1 | before.words >> 63)
        let digitsBefore = before.digits
        before = here
        if starts == 0 { return 0 }
        marks = LetterMarks(here, behind: planes.wordMarks(of: block &+ 1), from: block &<< 6)
        let numbers = starts & here.digits
        // Most blocks of prose have one at most.
        if numbers & (numbers &- 1) == 0 { return starts }
        let passed = NumberMarks(here, bytes.joiners(of: block, text))
            .passed(numbers, digitsBefore: digitsBefore)
        return starts & ~passed
    }

    /// The number of the word that begins at `place`, where a letter or digit stands; `nil` when
    /// none does.
    mutating func seek(_ place: Int, in text: Span<UInt8>) -> Int? {
        if count > 0, place == self.place { return 0 }
        (first, count) = (0, 0)
        let bit = UInt64(truncatingIfNeeded: place & 63)
        guard bytes.of(place &>> 6, planes, text) &>> bit & 1 != 0 else { return nil }
        self.place = place
        endBefore = end(before: place, text)
        if endBefore == place { return nil }
        split(0, at: place, behind: endBefore, text)
        count = 1
        return 0
    }

    /// Whether there is a word of this number, not too far from the place that is read.
    @inline(__always)
    mutating func holds(_ word: Int, in text: Span<UInt8>) -> Bool {
        if word >= first { return word < count || splitUp(to: word, text) }
        return splitDown(to: word, text)
    }

    /// Where a word begins, or where the last one before it that is split ends.
    func start(of word: Int) -> Int { word < count ? self[word].start : self[count - 1].end }

    @inline(never)
    private mutating func splitUp(to number: Int, _ text: Span<UInt8>) -> Bool {
        while number >= count {
            // Why: most often the words behind it are asked for next.
            splitPlain(upTo: number &+ Self.wordsAhead, text)
            if number < count { break }
            let end = self[count - 1].end
            guard number < Self.wordsBehind, let start = start(behind: end, text) else {
                return false
            }
            split(count, at: start, behind: end, text)
            count &+= 1
            first = max(first, count &- Self.slotCount)
        }
        return true
    }

    /// Splits the next words while each stands behind one byte of ASCII in the same block.
    @inline(__always)
    private mutating func splitPlain(upTo wanted: Int, _ text: Span<UInt8>) {
        var (number, end) = (count, self[count &- 1].end)
        let block = end &>> 6
        let bytes = bytes.of(block, planes, text)
        let marks = planes.wordMarks(of: block)
        while number < wanted {
            let rest = bytes &>> UInt64(truncatingIfNeeded: end & 63)
            guard rest & 0b11 == 0b10, text[end] < 0x80, text[end] != 0x27 else { break }
            let window = WordWindow(bytes, marks, shift: end & 63 &+ 1)
            if window.isCut { break }
            let gap = TextWords.kind(text[end])
            window.read(&self[number], at: end &+ 1, behind: gap, in: text)
            end = self[number].end
            number &+= 1
        }
        count = number
        first = max(first, count &- Self.slotCount)
    }

    @inline(never)
    private mutating func splitDown(to number: Int, _ text: Span<UInt8>) -> Bool {
        while number < first {
            guard count - first < Self.slotCount, let end = endBefore,
                let start = start(before: end, text)
            else { return false }
            endBefore = self.end(before: start, text)
            first &-= 1
            split(first, at: start, behind: endBefore, text)
        }
        return true
    }

    /// Reads the word that begins at `start`.
    ///
    /// - Parameter end: of the word before it.
    private mutating func split(
        _ number: Int, at start: Int, behind end: Int?, _ text: Span<UInt8>
    ) {
        let block = start &>> 6
        var window = WordWindow(
            bytes.of(block, planes, text), planes.wordMarks(of: block), shift: start & 63)
        if window.isCut {
            window.extend(
                bytes.of(block &+ 1, planes, text), planes.wordMarks(of: block &+ 1))
        }
        let gap = gap(behind: end, before: start, text)
        window.read(&self[number], at: start, behind: gap, in: text)
    }

    /// What lies before a word.
    @inline(__always)
    private func gap(
        behind end: Int?, before start: Int, _ text: Span<UInt8>
    ) -> TextWord.Gap {
        if let end, end &+ 1 == start, text[end] == 0x20 { return .space }
        if end == nil, farthest == 0 { return .start }
        return TextWords.gap((end ?? farthest)..<start, text)
    }

    /// How far words before the place are looked for.
    private var farthest: Int { max(0, place - Self.bytesBefore) }

    /// Where the first word at or behind `end` begins; `nil` when there is none.
    mutating func start(behind end: Int, _ text: Span<UInt8>) -> Int? {
        var block = end &>> 6
        var rest =
            bytes.of(block, planes, text)
            & ~0 &<< UInt64(truncatingIfNeeded: end & 63)
        while rest == 0 {
            block &+= 1
            if block >= planes.blockCount { return nil }
            rest = bytes.of(block, planes, text)
        }
        return block &<< 6 &+ rest.trailingZeroBitCount
    }

    /// Where the last word before `place` ends; `nil` when there is none near.
    private mutating func end(before place: Int, _ text: Span<UInt8>) -> Int? {
        lastPlace(before: place, isOfWord: true, text).map { $0 + 1 }
    }

    /// Where the word begins that ends at `end`; `nil` when it is too far.
    private mutating func start(before end: Int, _ text: Span<UInt8>) -> Int? {
        if let place = lastPlace(before: end, isOfWord: false, text) { return place + 1 }
        return farthest == 0 ? 0 : nil
    }

    /// The last place before another that is of a word, or isn't; `nil` when there is none near.
    @inline(__always)
    private mutating func lastPlace(
        before place: Int, isOfWord: Bool, _ text: Span<UInt8>
    ) -> Int? {
        let farthest = farthest
        guard place > farthest else { return nil }
        var block = (place &- 1) &>> 6
        var wanted = ~UInt64(0) &>> UInt64(truncatingIfNeeded: 63 &- (place &- 1) & 63)
        while true {
            let bytes = bytes.of(block, planes, text)
            let found = (isOfWord ? bytes : ~bytes) & wanted
            if found != 0 {
                let last = block &<< 6 &+ 63 &- found.leadingZeroBitCount
                return last >= farthest ? last : nil
            }
            block &-= 1
            if block &<< 6 &+ 63 < farthest { return nil }
            wanted = ~0
        }
    }
}
