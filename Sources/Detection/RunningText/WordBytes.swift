internal import Patterns

/// Which of 64 bytes of a text belong to words, as `TextWords` splits them: letters and digits, and
/// the hyphens and apostrophes inside. A possessive `'s` belongs to none.
struct WordBytes {
    private static let slotCount = 4
    /// Bytes gone back to where the words before a block can be told.
    private static let bytesBefore = 128
    /// Bytes behind a block that may decide what of it belongs to words.
    private static let bytesBehind = 8

    /// The blocks asked for last, by their lowest bits, and their bytes.
    private var blocks = InlineArray<4, Int>(repeating: -1)
    private var bits = InlineArray<4, UInt64>(repeating: 0)
    /// The same of what joins words.
    private var joinedBlocks = InlineArray<4, Int>(repeating: -1)
    private var hyphens = InlineArray<4, UInt64>(repeating: 0)
    private var apostrophes = InlineArray<4, UInt64>(repeating: 0)

    private(set) var isEmpty = true

    /// Goes over to another text.
    mutating func forget() {
        blocks = InlineArray(repeating: -1)
        joinedBlocks = InlineArray(repeating: -1)
        isEmpty = true
    }

    /// Hyphens and apostrophes of a block, which begins within the text.
    @inline(__always)
    mutating func joiners(
        of block: Int, _ text: Span<UInt8>
    ) -> (hyphens: UInt64, apostrophes: UInt64) {
        let slot = block & (Self.slotCount - 1)
        if joinedBlocks[slot] != block {
            let found = ByteJoiners(in: text, from: block &<< 6)
            isEmpty = false
            joinedBlocks[slot] = block
            (hyphens[slot], apostrophes[slot]) = (found.hyphens, found.apostrophes)
        }
        return (hyphens[slot], apostrophes[slot])
    }

    /// A bit a byte, the lowest for the first of the block; nothing behind the text.
    @inline(__always)
    mutating func of(
        _ block: Int, _ planes: borrowing AnchorPlanes, _ text: Span<UInt8>
    ) -> UInt64 {
        let slot = block & (Self.slotCount - 1)
        if blocks[slot] != block {
            isEmpty = false
            blocks[slot] = block
            bits[slot] = find(block, planes, text)
        }
        return bits[slot]
    }

    @inline(never)
    private mutating func find(
        _ block: Int, _ planes: borrowing AnchorPlanes, _ text: Span<UInt8>
    ) -> UInt64 {
        let start = block &<< 6
        guard start < text.count else { return 0 }
        let here = planes.wordMarks(of: block)
        let before = planes.wordMarks(of: block &- 1)
        let behind = planes.wordMarks(of: block &+ 1)
        let found = joiners(of: block, text)
        let joiners = found.hyphens | found.apostrophes
        let wide = here.capitals & ~here.words
        // Separators of up to four bytes may reach into the block.
        let beside =
            (before.capitals & ~before.words) >> 61 | behind.capitals & ~behind.words & 1
        if wide | beside | found.apostrophes != 0 || start > 0 && text[start - 1] == 0x27 {
            if !Self.isPlain(wide, found.apostrophes, start, text) {
                return Self.read(start, text)
            }
        }
        let words = here.words | here.capitals
        if joiners == 0 { return words }
        // Why: the `s` of a possessive is none that a hyphen joins.
        if joiners & 1 != 0, start > 1, text[start - 1] | 0x20 == UInt8(ascii: "s"),
            TextWords.mayJoin(text[start - 2])
        {
            return Self.read(start, text)
        }
        let (last, next) = (before.words | before.capitals, behind.words | behind.capitals)
        let differ =
            (here.digits << 1 | before.digits >> 63) ^ (here.digits >> 1 | behind.digits << 63)
        let joined = (words << 1 | last >> 63) & (words >> 1 | next << 63) & ~differ
        return words | joiners & joined
    }

    /// Whether all bytes beyond ASCII are of letters, and no apostrophe may be a possessive's.
    private static func isPlain(
        _ wide: UInt64, _ apostrophes: UInt64, _ start: Int, _ text: Span<UInt8>
    ) -> Bool {
        var rest = wide
        while rest != 0 {
            let place = start + rest.trailingZeroBitCount
            rest &= rest &- 1
            if text[place] & 0xC0 != 0x80, TextWords.separatorLength(text, place) > 0 {
                return false
            }
        }
        for place in max(0, start - 3)..<start
        where text[place] >= 0x80 && TextWords.separatorLength(text, place) > 0 {
            return false
        }
        let end = start + 64
        if end < text.count, text[end] >= 0x80, TextWords.separatorLength(text, end) > 0 {
            return false
        }
        rest = apostrophes
        while rest != 0 {
            let place = start + rest.trailingZeroBitCount
            rest &= rest &- 1
            if mayBePossessive(place, text) { return false }
        }
        return start == 0 || text[start - 1] != 0x27 || !mayBePossessive(start - 1, text)
    }

    private static func mayBePossessive(_ apostrophe: Int, _ text: Span<UInt8>) -> Bool {
        apostrophe + 1 < text.count && text[apostrophe + 1] | 0x20 == UInt8(ascii: "s")
    }

    /// The same word by word.
    @inline(never)
    private static func read(_ start: Int, _ whole: Span<UInt8>) -> UInt64 {
        // Why: a word may be as long as the text.
        let text = whole.extracting(0..<min(start + 64 + bytesBehind, whole.count))
        var position = start
        while position > max(0, start - bytesBefore),
            TextWords.isPlain(text[position - 1]) || TextWords.mayJoin(text[position - 1])
        {
            position -= 1
        }
        let end = min(start + 64, text.count)
        var bits: UInt64 = 0
        while position < end {
            guard let word = TextWords.next(in: text, &position, gap: .space) else { break }
            var place = max(word.start, start)
            while place < min(word.end, end) {
                bits |= 1 &<< UInt64(truncatingIfNeeded: place - start)
                place += 1
            }
        }
        return bits
    }
}
