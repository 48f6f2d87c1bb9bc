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
    /// Words kept: those before a place and behind it and those split along with them, and a power
    /// of two.
    private static let slotCount = 128

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
    /// Whether words are missing before that.
    private var isAlone = false
    /// What is marked of the 64 bytes that are read.
    private(set) var marks = LetterMarks()

    init() {
        unsafe words = UnsafeMutablePointer.allocate(capacity: Self.slotCount)
        unsafe words.initialize(
            repeating: TextWord(start: 0, end: 0, gap: .start), count: Self.slotCount)
    }

    deinit { unsafe words.deallocate() }

    /// The first word that is kept; the oldest slot is the next one's.
    var first: Int { max(start, count - Self.slotCount + 1) }

    subscript(word: Int) -> TextWord {
        get { unsafe words[word & (Self.slotCount - 1)] }
        _modify { yield unsafe &words[word & (Self.slotCount - 1)] }
    }

    /// Forgets the words of the text read last and takes over what was marked of the next one.
    mutating func beginText(_ planes: inout AnchorPlanes) {
        swap(&self.planes, &planes)
        (position, cursor, count, start, isAlone) = (0, 0, 0, 0, false)
    }

    /// Gives back what was marked of the text.
    mutating func endText(_ planes: inout AnchorPlanes) { swap(&self.planes, &planes) }

    /// The number of the word that begins at `place`, which lies behind the places asked for
    /// before; `nil` when none begins there.
    ///
    /// - Parameter alone: whether the words before it don't matter; the same place may be asked
    ///   for again with them.
    mutating func seek(_ place: Int, in text: Span<UInt8>, alone: Bool = false) -> Int? {
        if place > position + Self.bytesSkipped || isAlone {
            if !alone {
                restart(before: place, in: text)
            } else if place > position {
                (start, cursor, position, isAlone) = (count, count, place, true)
            }
        }
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
    /// - Parameter before: what is marked of the block before; becomes what is of this one.
    /// - Returns: bits for the places where a word may begin with a capital, a digit or a byte
    ///   beyond ASCII, but for numbers that the bytes beside them say are none of an address.
    @inline(__always)
    mutating func wordStarts(
        of block: Int, behind before: inout AnchorPlanes.WordMarks, in text: Span<UInt8>
    ) -> UInt64 {
        let here = planes.wordMarks(of: block)
        marks = LetterMarks(here, from: block &<< 6)
        let starts = (here.capitals | here.digits) & ~(here.words << 1 | before.words >> 63)
        let digitsBefore = before.digits
        before = here
        let numbers = starts & here.digits
        // Most blocks of prose have one at most.
        if numbers & (numbers &- 1) == 0 { return starts }
        let passed = NumberMarks(here, ByteJoiners(in: text, from: block &<< 6))
            .passed(numbers, digitsBefore: digitsBefore)
        return starts & ~passed
    }

    /// Splits the words of the next 64 bytes that hold any; returns false when none is left.
    @inline(never)
    private mutating func split(_ text: Span<UInt8>) -> Bool {
        let known = count
        var gap: TextWord.Gap = position == 0 ? .start : .space
        while count == known, position < text.count {
            let window = WordWindow(planes, from: position)
            while position < window.end {
                if let word = window.plainWord(at: position, behind: gap, in: text) {
                    self[count] = word
                    position = word.end
                    count &+= 1
                    gap = .space
                    continue
                }
                let first = position
                let isFound = window.skipGap(in: text, &position, &gap)
                self[count] = TextWord(start: position, end: position, gap: gap)
                let reading = isFound ? window.read(&self[count], in: text) : .isCut
                if reading == .isCut, count > known {
                    // Why: what is cut is read from the beginning of its gap on.
                    position = first
                    return true
                }
                guard isFound else { break }
                if reading != .isRead { TextWords.read(&self[count], text) }
                position = self[count].end
                if self[count].isPossessive {
                    position += TextWords.possessiveLength(text, position)
                }
                count &+= 1
                gap = .space
            }
        }
        return count > known
    }

    /// Goes back to where a word ends for certain, as many words before the place as are needed.
    private mutating func restart(before place: Int, in text: Span<UInt8>) {
        let farthest = max(isAlone ? 0 : position, place - Self.bytesBefore)
        isAlone = false
        let end = wordEnd(Self.wordsBefore, before: place, notBefore: farthest, in: text)
        if end.map({ $0 - 1 }) ?? farthest == position { return }
        (start, cursor) = (count, count)
        position = end ?? farthest
    }

    /// Where the word of this number ends, counted backwards from `place`, for certain: before a
    /// byte of ASCII that is no part of any; `nil` when there are fewer behind `farthest`.
    private func wordEnd(
        _ number: Int, before place: Int, notBefore farthest: Int, in text: Span<UInt8>
    ) -> Int? {
        var found = 0
        var block = (place - 1) >> 6
        var marks = planes.wordMarks(of: block)
        var wanted = ~UInt64(0) >> UInt64(63 - (place - 1) & 63)
        while block * 64 + 63 > farthest {
            let before = block > 0 ? planes.wordMarks(of: block - 1) : AnchorPlanes.WordMarks()
            var ends = (marks.words << 1 | before.words >> 63) & wanted
            ends &= ~(marks.words | marks.capitals)
            while ends != 0 {
                let bit = 63 - ends.leadingZeroBitCount
                ends ^= 1 &<< UInt64(truncatingIfNeeded: bit)
                let index = block * 64 + bit
                guard index > farthest else { return nil }
                if TextWords.mayJoin(text[index]) { continue }
                found += 1
                if found == number { return index }
            }
            (block, marks, wanted) = (block - 1, before, ~0)
        }
        return nil
    }
}
