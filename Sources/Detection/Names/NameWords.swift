/// Words of names as numbers, with what rules and vocabulary know of each: learnt once, as they
/// turn up, so that a name is read again without making a text of it. Belongs to one worker.
struct NameWords {
    struct Word {
        /// Of the whole word, ready for what follows it in a phrase.
        let hash: WordHash
        /// Where its bytes are.
        let bytes: Range<Int>
        /// The number of what it stands for.
        var meaning: Int?
        /// The word it is short for; `nil` when it is itself.
        var spelledOut: Int?
        var phrases = 0..<0
        var negative = 0..<0
        /// Whether a longer phrase may begin with it.
        var opens = false
        /// Whether an abbreviation of several words may begin with it.
        var begins = false
        /// The groups of rules for which a phrase that it, or what it stands for, begins may speak.
        var groups: UInt64 = 0
        var isSilent = false
        var headNats = 0.0
        var firstNats = 0.0

        /// Whether some rule knows it by itself.
        var isTold: Bool { !phrases.isEmpty || !negative.isEmpty }
    }

    /// Letters, or digits, side by side.
    struct Token {
        fileprivate var hash: UInt64 = 0
        fileprivate var start: UInt32 = 0
        fileprivate var end: UInt32 = 0
        /// The groups of the rules for which phrases may speak that one of its words begins.
        fileprivate(set) var groups: UInt64 = 0
        /// The letters that may go on with an abbreviation behind its last word, a bit each from
        /// the lowest on; the next one is for any other byte.
        fileprivate(set) var nextLetters: UInt32 = 0

        /// Where its words are.
        var words: Range<Int> { Int(start)..<Int(end) }
    }

    /// Tokens that are kept at a time; an older one gives way to a newer one.
    private static let slotCount = 1 << 15
    private static let hashShift: UInt64 = 64 - 15
    /// A short text has few: there are four times as many slots once half as many are learnt.
    private static let fewestSlots = 1 << 9
    /// All is forgotten when there are more words.
    private static let wordLimit = 1 << 15
    private static let longestAbbreviation = 3

    private let facts: NameFacts
    private var tokens: [Token] = []
    /// Tokens learnt since there are as many slots.
    private var learntCount = 0
    /// The words of all tokens, and those they stand for.
    private var words: [Word] = []
    private var bytes: [UInt8] = []
    /// The words of each meaning.
    private var meanings: [Int: [Int]] = [:]
    private var split = SplitWords()

    init(_ facts: NameFacts) { self.facts = facts }

    subscript(word: Int) -> Word {
        // Why: a word isn't copied for a look at one part of it.
        _read { yield words[word] }
    }

    /// Forgets everything when it has become too much; until then numbers stay what they are.
    mutating func makeRoom() {
        if learntCount * 2 > tokens.count, tokens.count < Self.slotCount { addSlots() }
        guard words.count > Self.wordLimit else { return }
        for token in tokens.indices { tokens[token] = Token() }
        words.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        meanings.removeAll()
    }

    /// Whether the byte that begins a token is among letters as `Token.nextLetters`.
    @inline(__always)
    static func isOne(of letters: UInt32, _ byte: UInt8) -> Bool {
        let letter = byte | 0x20
        let bit = 0x61...0x7A ~= letter ? UInt32(letter &- 0x61) : 26
        return letters &>> bit & 1 != 0
    }

    /// Whether a byte belongs to a token of letters: one of ASCII, or any beyond.
    static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 || byte >= 0x80 }

    /// The token in `range`: letters, among them bytes beyond ASCII, or digits.
    mutating func token(_ range: Range<Int>, of text: Span<UInt8>) -> Token {
        let (hash, place) = find(range, of: text)
        if tokens[place].hash != hash {
            tokens[place] = learn(text.extracting(range), hash)
        } else if tokens[place].words.isEmpty {
            tokens[place] = keep(text.extracting(range), hash)
        }
        return tokens[place]
    }

    /// The same without the words of a token that names nothing.
    @inline(__always)
    mutating func screened(_ range: Range<Int>, of text: Span<UInt8>) -> Token {
        let (hash, place) = find(range, of: text)
        if tokens[place].hash != hash { tokens[place] = screen(text.extracting(range), hash) }
        return tokens[place]
    }

    /// The token's hash and where it is kept.
    @inline(__always)
    private mutating func find(
        _ range: Range<Int>, of text: Span<UInt8>
    ) -> (hash: UInt64, place: Int) {
        if tokens.isEmpty { addSlots() }
        let hash =
            range.count <= ShortWord.longest
            ? ShortWord(text, range).hash : WordHash(text.extracting(range)).key
        return (hash, slot(of: hash))
    }

    private func slot(of hash: UInt64) -> Int {
        // The highest bits are mixed best.
        Int(truncatingIfNeeded: hash >> Self.hashShift) & (tokens.count - 1)
    }

    private mutating func addSlots() {
        let known = tokens
        let count = max(Self.fewestSlots, known.count * 4)
        tokens = [Token](repeating: Token(), count: count)
        for token in known where token.hash != 0 { tokens[slot(of: token.hash)] = token }
        learntCount = 0
    }

    /// Keeps the words only of a token that may name something.
    @inline(never)
    private mutating func screen(_ text: Span<UInt8>, _ hash: UInt64) -> Token {
        var isSilent: Bool
        if let word = PlainToken(text) {
            isSilent = !word.withBytes(facts.mayName)
        } else {
            split.split(text)
            isSilent = split.count == 1 && split.withBytes(of: 0) { !facts.mayName($0) }
        }
        if !isSilent { return learn(text, hash) }
        learntCount += 1
        return Token(hash: hash)
    }

    /// Keeps the one word of a token that names nothing, see `screen`.
    private mutating func keep(_ text: Span<UInt8>, _ hash: UInt64) -> Token {
        split.split(text)
        let start = words.count
        for word in 0..<split.count { split.withBytes(of: word) { add($0) } }
        return Token(hash: hash, start: UInt32(start), end: UInt32(words.count))
    }

    private mutating func learn(_ text: Span<UInt8>, _ hash: UInt64) -> Token {
        learntCount += 1
        split.split(text)
        let start = words.count
        for word in 0..<split.count {
            let pieces = split.withBytes(of: word) { facts.pieces(of: $0) }
            for piece in pieces ?? [] { add(Array(piece.utf8).span) }
            if pieces == nil { split.withBytes(of: word) { add($0) } }
        }
        let end = words.count
        for word in start..<end { spellOut(word) }
        return Token(
            hash: hash, start: UInt32(start), end: UInt32(end), groups: groups(of: start..<end),
            nextLetters: start < end ? nextLetters(behind: end - 1) : 0)
    }

    /// The letters with which the abbreviations go on that begin with a word, see `Token`.
    private func nextLetters(behind word: Int) -> UInt32 {
        guard words[word].begins else { return 0 }
        var letters: UInt32 = 1 << 26
        for letter in 0..<26 {
            var beginning = words[word].hash
            beginning.add(0x61 + UInt8(letter))
            if facts.begins(beginning) { letters |= 1 << UInt32(letter) }
        }
        return letters
    }

    private mutating func add(_ word: Span<UInt8>) {
        let start = bytes.count
        for index in word.indices { bytes.append(word[index]) }
        words.append(facts.word(word, keptAt: start..<bytes.count))
    }

    /// Finds out what a word is short for, and whether that names something.
    private mutating func spellOut(_ word: Int) {
        if let meaning = words[word].meaning {
            for other in words(of: meaning) { words[word].groups |= words[other].groups }
        } else if let text = facts.spelledOut(bytes.span.extracting(words[word].bytes)) {
            words[word].spelledOut = words.count
            add(Array(text.utf8).span)
            words[word].groups |= words[words.count - 1].groups
        }
    }

    /// The groups for which any of the words speaks; all of them where some may be an abbreviation
    /// together.
    private func groups(of words: Range<Int>) -> UInt64 {
        var groups: UInt64 = 0
        for word in words {
            groups |= self.words[word].groups
            if word + 1 < words.upperBound, let beginning = beginning(word),
                goesOn(beginning, with: word + 1)
            {
                return RuleGroups.all
            }
        }
        return groups
    }

    /// The hash of a word with which an abbreviation may begin; `nil` for any other.
    func beginning(_ word: Int) -> WordHash? { words[word].begins ? words[word].hash : nil }

    /// Whether an abbreviation begins with both words.
    func goesOn(_ beginning: WordHash, with next: Int) -> Bool {
        var joined = beginning
        add(next, to: &joined)
        return facts.begins(joined)
    }

    /// False only when nothing is said of a phrase.
    func mayBeTold(_ phrase: WordHash) -> Bool { facts.mayBeTold(phrase) }

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
            let first = written[index]
            if words[first].meaning == nil, !words[first].begins {
                result.append(words[first].spelledOut ?? first)
                index += 1
            } else if let (meaning, length) = expansion(of: written, at: index) {
                result += words(of: meaning)
                index += length
            } else {
                result.append(words[first].spelledOut ?? first)
                index += 1
            }
        }
    }

    /// What the longest abbreviation from `start` on stands for, and how many words it has.
    private func expansion(of written: [Int], at start: Int) -> (meaning: Int, length: Int)? {
        let first = words[written[start]]
        var longest = first.meaning.map { (meaning: $0, length: 1) }
        guard start + 1 < written.count, first.begins,
            goesOn(first.hash, with: written[start + 1])
        else { return longest }
        var (spaced, joined) = (first.hash, first.hash)
        for length in 2...Self.longestAbbreviation where start + length <= written.count {
            let word = written[start + length - 1]
            spaced.add(UInt8(ascii: " "))
            add(word, to: &spaced)
            add(word, to: &joined)
            if let meaning = facts.meaning(apart: spaced, asOne: joined) {
                longest = (meaning, length)
            }
        }
        return longest
    }

    /// The words of a meaning, kept once.
    private mutating func words(of meaning: Int) -> [Int] {
        if let known = meanings[meaning] { return known }
        let numbers = facts.words(of: meaning).map { word in
            add(Array(word.utf8).span)
            return words.count - 1
        }
        meanings[meaning] = numbers
        return numbers
    }
}
