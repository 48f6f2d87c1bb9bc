/// Says cheaply where no keyword stands near, so that most numbers in a text are left alone.
///
/// Letters between other bytes are a token. What a token may open is worked out once and kept: a
/// phrase of one of the rules, alone or as the beginning of an abbreviation that goes on in the
/// next token. A text's tokens are read once, in order, and only near the places asked for. Belongs
/// to one worker.
struct KeywordScreen {
    /// What a token may be the beginning of.
    private enum Role: UInt8 {
        case unknown, none
        /// Of an abbreviation of several words; what follows decides.
        case prefix
        case opening
    }

    /// Tokens kept at a time; an older one gives way to a newer one of the same slot.
    private static let slotCount = 1 << 15

    private let vocabulary: NameVocabulary
    private let openings: Set<UInt64>
    /// Abbreviations that stand for an opening, sorted; those with a digit apart.
    private let abbreviations: [String]
    private let numbered: [String]
    private var keys = [UInt64](repeating: 0, count: slotCount)
    private var roles = [Role](repeating: .unknown, count: slotCount)
    /// Of a prefix: the letters that the next token may begin with, see `letterBit`.
    private var followers = [UInt32](repeating: 0, count: slotCount)

    /// What is read of the current text.
    private var read = 0..<0
    /// Places of tokens that may open something, in order.
    private var opened: [Range<Int>] = []
    private var last = Token(range: 0..<0)
    /// The place asked about last, and the answer: several rules ask for the same number.
    private var answered: (starts: ClosedRange<Int>, isNamed: Bool)?

    private struct Token {
        var range: Range<Int>
        var hash: UInt64 = 0
        /// Letters that may go on what it begins.
        var followers: UInt32 = 0
    }

    init(_ index: NameIndex, vocabulary: NameVocabulary, rules: Set<Int>) {
        self.vocabulary = vocabulary
        let openings = index.openings(of: rules)
        self.openings = openings
        let all = vocabulary.expansions.words { meaning in
            meaning.contains { openings.contains(WordHash($0).key) }
        }
        let isNumbered = { (word: String) in word.utf8.contains { 0x30...0x39 ~= $0 } }
        abbreviations = all.filter { !isNumbered($0) }
        numbered = all.filter(isNumbered)
    }

    /// Forgets the text read last.
    mutating func beginText() {
        read = 0..<0
        opened.removeAll(keepingCapacity: true)
        last = Token(range: 0..<0)
        answered = nil
    }

    /// False only when no value that begins in `starts` has a keyword in the window before it.
    mutating func mayBeNamed(_ starts: ClosedRange<Int>, in text: Span<UInt8>) -> Bool {
        if let answered, answered.starts == starts { return answered.isNamed }
        let isNamed = isNamed(starts, in: text)
        answered = (starts, isNamed)
        return isNamed
    }

    private mutating func isNamed(_ starts: ClosedRange<Int>, in text: Span<UInt8>) -> Bool {
        let window = max(0, starts.lowerBound - SpanContext.window)..<starts.upperBound
        if window.lowerBound < read.lowerBound || window.lowerBound > read.upperBound {
            beginText()
            read = window.lowerBound..<window.lowerBound
        }
        readTokens(in: text, upTo: window.upperBound)
        // A token that a value begins within isn't whole there.
        if last.range.upperBound > starts.lowerBound, last.range.lowerBound < starts.upperBound {
            return true
        }
        for place in opened.reversed() {
            if place.upperBound <= window.lowerBound { return false }
            if place.lowerBound < window.upperBound { return true }
        }
        return false
    }

    private mutating func readTokens(in text: Span<UInt8>, upTo end: Int) {
        var index = read.upperBound
        while index < end {
            guard Self.isLetter(text[index]) else {
                index += 1
                continue
            }
            let start = index
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            while index < text.count, Self.isLetter(text[index]) {
                hash = (hash ^ UInt64(text[index])) &* 0x0000_0100_0000_01B3
                index += 1
            }
            take(start..<index, hash, in: text)
        }
        read = read.lowerBound..<max(index, read.upperBound)
    }

    private mutating func take(_ range: Range<Int>, _ hash: UInt64, in text: Span<UInt8>) {
        let slot = slot(of: hash) { Self.string(text, range) }
        if roles[slot] == .opening {
            opened.append(range)
        } else if last.followers & Self.letterBit(text[range.lowerBound]) != 0 {
            let first = last.range
            let pair = self.slot(of: hash &* 0x9E37_79B9_7F4A_7C15 &+ last.hash) {
                Self.string(text, first) + " " + Self.string(text, range)
            }
            if roles[pair] != .none { opened.append(first.lowerBound..<range.upperBound) }
        }
        last = Token(range: range, hash: hash, followers: followers[slot])
    }

    /// One bit a letter, one for all others.
    private static func letterBit(_ byte: UInt8) -> UInt32 {
        byte < 0x80 ? 1 << UInt32((byte | 0x20) &- 0x61) : 1 << 26
    }

    private mutating func slot(of hash: UInt64, _ text: () -> String) -> Int {
        let slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (Self.slotCount - 1)
        if keys[slot] == hash, roles[slot] != .unknown { return slot }
        var letters: UInt32 = 0
        let role = role(of: text(), followers: &letters)
        (keys[slot], roles[slot], followers[slot]) = (hash, role, letters)
        return slot
    }

    /// The slow answer, by the words themselves.
    private func role(of text: String, followers: inout UInt32) -> Role {
        let words = NameTokens.split(text).map(NameTokens.singular)
            .flatMap { vocabulary.segments($0) }
        // A word may also be short for an opening that nobody listed.
        let spelledOut = words.flatMap { vocabulary.expanded([$0]) }
        if (words + spelledOut).contains(where: isOpening) { return .opening }
        for start in words.indices {
            for end in start..<words.count {
                for text in Self.spellings(words[start...end])
                where !Self.continuations(of: text, in: numbered).isEmpty || isAbbreviation(text) {
                    return .opening
                }
            }
            for text in Self.spellings(words[start...]) {
                for byte in Self.continuations(of: text, in: abbreviations) {
                    followers |= Self.letterBit(byte)
                }
            }
        }
        return followers == 0 ? .none : .prefix
    }

    /// The words written as one, and apart.
    private static func spellings(_ words: ArraySlice<String>) -> [String] {
        words.count == 1 ? Array(words) : [words.joined(), words.joined(separator: " ")]
    }

    private func isAbbreviation(_ text: String) -> Bool {
        vocabulary.expansions.meaning(of: WordHash(text))?.contains(where: isOpening) ?? false
    }

    private func isOpening(_ word: String) -> Bool { openings.contains(WordHash(word).key) }

    /// The letters that follow `text`, or the blank behind it, where it begins one of `sorted`.
    private static func continuations(of text: String, in sorted: [String]) -> [UInt8] {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = sorted[middle].utf8.lexicographicallyPrecedes(text.utf8)
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return sorted[low...].prefix { $0.hasPrefix(text) }.compactMap { word in
            word.utf8.dropFirst(text.utf8.count).first { $0 != 0x20 }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte | 0x20 || byte >= 0x80
    }

    private static func string(_ text: Span<UInt8>, _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for index in range { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
