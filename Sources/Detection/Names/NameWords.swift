/// Words of names as numbers, with what rules and vocabulary know of each: learnt once, as they
/// turn up, so that a name is read again without making a text of it. Belongs to one worker.
struct NameWords {
    struct Word {
        /// Of the whole word, ready for what follows it in a phrase.
        var hash: WordHash
        /// Where its bytes are.
        var bytes: Range<Int>
        /// Letters with which the next word of an abbreviation may begin, see `letterBit`.
        var followers: UInt32
        /// The number of what it stands for.
        var meaning: Int?
        /// The word it is short for, or itself; `nil` until asked for.
        var spelledOut: Int?
        var phrases: Range<Int>
        var negative: Range<Int>
        /// Whether a longer phrase may begin with it.
        var opens: Bool
        var isSilent: Bool
        var headNats: Double
        var firstNats: Double
    }

    /// Names of one token that are kept at a time; an older one gives way to a newer one.
    private static let slotCount = 1 << 14
    /// All is forgotten when there are more words.
    private static let wordLimit = 1 << 15
    private static let longestAbbreviation = 3

    private struct Slot {
        var hash: UInt64 = 0
        var first: UInt32 = 0
        var end: UInt32 = 0
    }

    private let vocabulary: NameVocabulary
    private let tables: NameIndex.Tables
    private let openings: WordFilter
    private var slots: [Slot] = []
    /// The words of all tokens.
    private var parts: [Int] = []
    private var words: [Word] = []
    private var bytes: [UInt8] = []
    private var numbers: [String: Int] = [:]
    /// The words of each meaning.
    private var meanings: [Int: [Int]] = [:]

    init(_ tables: NameIndex.Tables, _ vocabulary: NameVocabulary) {
        self.tables = tables
        self.vocabulary = vocabulary
        openings = WordFilter(tables.phrases.longOpenings + tables.negative.longOpenings)
    }

    subscript(word: Int) -> Word { words[word] }

    /// Forgets everything when it has become too much; until then numbers stay what they are.
    mutating func makeRoom() {
        guard words.count > Self.wordLimit || parts.count > Self.wordLimit else { return }
        for slot in slots.indices { slots[slot] = Slot() }
        parts.removeAll()
        words.removeAll()
        bytes.removeAll()
        numbers.removeAll()
        meanings.removeAll()
    }

    /// Appends the words of a token, letters and digits or bytes beyond ASCII side by side.
    mutating func append(_ token: Range<Int>, of text: Span<UInt8>, to result: inout [Int]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in token { hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3 }
        if slots.isEmpty { slots = [Slot](repeating: Slot(), count: Self.slotCount) }
        let place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.slotCount - 1)
        if slots[place].hash != hash { slots[place] = learn(text.extracting(token), hash) }
        for part in Int(slots[place].first)..<Int(slots[place].end) { result.append(parts[part]) }
    }

    private mutating func learn(_ token: Span<UInt8>, _ hash: UInt64) -> Slot {
        var written: [UInt8] = []
        for index in token.indices { written.append(token[index]) }
        let first = UInt32(parts.count)
        let words = NameTokens.split(String(decoding: written, as: UTF8.self))
            .map(NameTokens.singular).flatMap { vocabulary.segments($0) }
        for word in words { parts.append(number(of: word)) }
        return Slot(hash: hash, first: first, end: UInt32(parts.count))
    }

    private mutating func number(of text: String) -> Int {
        if let known = numbers[text] { return known }
        let hash = WordHash(text)
        let start = bytes.count
        bytes += text.utf8
        words.append(
            Word(
                hash: hash, bytes: start..<bytes.count,
                followers: vocabulary.expansions.followers(of: text),
                meaning: vocabulary.expansions.number(of: hash), spelledOut: nil,
                phrases: tables.phrases.places(of: hash),
                negative: tables.negative.places(of: hash), opens: openings.mayHold(hash.key),
                isSilent: vocabulary.isSilent(text),
                headNats: vocabulary.negativeHeads[text] ?? 0,
                firstNats: vocabulary.negativePrefixes[text] ?? 0))
        numbers[text] = words.count - 1
        return words.count - 1
    }

    /// Adds a word to the hash of a phrase.
    func add(_ word: Int, to hash: inout WordHash) {
        for index in words[word].bytes { hash.add(bytes[index]) }
    }
}

extension NameWords {
    /// Replaces `result` by the words with abbreviations replaced, as `NameVocabulary.expanded`.
    mutating func expand(_ written: [Int], into result: inout [Int]) {
        result.removeAll(keepingCapacity: true)
        var index = 0
        while index < written.count {
            if let (meaning, length) = expansion(of: written, at: index) {
                result += words(of: meaning)
                index += length
            } else {
                result.append(spelledOut(written[index]))
                index += 1
            }
        }
    }

    /// What the longest abbreviation from `start` on stands for, and how many words it has.
    private func expansion(of written: [Int], at start: Int) -> (meaning: Int, length: Int)? {
        let first = words[written[start]]
        var longest = first.meaning.map { (meaning: $0, length: 1) }
        guard start + 1 < written.count, mayFollow(written[start + 1], first) else {
            return longest
        }
        var (spaced, joined) = (first.hash, first.hash)
        for length in 2...Self.longestAbbreviation where start + length <= written.count {
            let word = written[start + length - 1]
            spaced.add(UInt8(ascii: " "))
            add(word, to: &spaced)
            add(word, to: &joined)
            let meaning =
                vocabulary.expansions.number(of: spaced)
                ?? vocabulary.expansions.number(of: joined)
            if let meaning { longest = (meaning, length) }
        }
        return longest
    }

    private func mayFollow(_ word: Int, _ first: Word) -> Bool {
        words[word].bytes.first.map { Self.letterBit(bytes[$0]) & first.followers != 0 } ?? true
    }

    private mutating func words(of meaning: Int) -> [Int] {
        if let known = meanings[meaning] { return known }
        let numbers = vocabulary.expansions.meanings[meaning].map { number(of: $0) }
        meanings[meaning] = numbers
        return numbers
    }

    private mutating func spelledOut(_ word: Int) -> Int {
        if let known = words[word].spelledOut { return known }
        let text = String(decoding: bytes[words[word].bytes], as: UTF8.self)
        let number = vocabulary.expansions.isEmpty ? word : number(of: vocabulary.spelledOut(text))
        words[word].spelledOut = number
        return number
    }

    /// One bit a small letter of ASCII, one for all other bytes.
    static func letterBit(_ byte: UInt8) -> UInt32 {
        0x61...0x7A ~= byte ? 1 &<< UInt32(byte &- 0x61) : 1 << 26
    }
}
