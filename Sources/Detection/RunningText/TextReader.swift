/// What one worker needs to read running text: the words around the place that is read, split as
/// they are asked for, and what the dictionaries knew of words seen before.
struct TextReader {
    /// Words kept before the place that is read: as many as any phrase or street needs.
    private static let wordsBefore = 14
    /// Words split after it.
    private static let wordsAfter = 24
    /// Bytes gone back for the words before a place.
    private static let bytesBefore = 1_024
    /// Bytes that are split rather than skipped between two places.
    private static let bytesSkipped = 256
    /// Words kept at all, few enough to stay near.
    private static let wordLimit = 128

    private var words: [TextWord] = []
    var memory = WordMemory()
    /// Where the text isn't split yet.
    private var position = 0
    /// The word found last.
    private var cursor = 0

    /// Words split so far.
    var count: Int { words.count }

    subscript(word: Int) -> TextWord {
        get { words[word] }
        _modify { yield &words[word] }
    }

    /// Forgets the words of the text read last.
    mutating func beginText() {
        words.removeAll(keepingCapacity: true)
        (position, cursor) = (0, 0)
    }

    /// The number of the word that begins at `place`, which lies behind the places asked for
    /// before; `nil` when none begins there.
    mutating func seek(_ place: Int, in text: Span<UInt8>) -> Int? {
        if place > position + Self.bytesSkipped { restart(before: place, in: text) }
        if cursor > Self.wordLimit {
            words.removeSubrange(..<(cursor - Self.wordsBefore))
            cursor = Self.wordsBefore
        }
        while true {
            while cursor < words.count, words[cursor].start < place { cursor += 1 }
            if cursor < words.count { break }
            guard split(text) else { return nil }
        }
        guard words[cursor].start == place else { return nil }
        while words.count < cursor + Self.wordsAfter, split(text) {}
        return cursor
    }

    /// Where a word begins, or where the text isn't split yet.
    func start(of word: Int) -> Int { word < words.count ? words[word].start : position }

    private mutating func split(_ text: Span<UInt8>) -> Bool {
        let gap: TextWord.Gap = position == 0 ? .start : .space
        guard let word = TextWords.next(in: text, &position, gap: gap) else { return false }
        words.append(word)
        return true
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
        words.removeAll(keepingCapacity: true)
        cursor = 0
        position = found < Self.wordsBefore ? farthest : index + 1
    }

    /// Whether the byte ends any word: of ASCII, neither an apostrophe nor a hyphen.
    private static func parts(_ byte: UInt8) -> Bool {
        byte < 0x80 && !TextWords.isPlain(byte) && byte != UInt8(ascii: "'")
            && byte != UInt8(ascii: "-")
    }
}
