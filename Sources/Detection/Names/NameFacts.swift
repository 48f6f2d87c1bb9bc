internal import Primitives

/// What rules and vocabulary say of single words: asked for each word that is new to a worker, and
/// so arranged that a word nobody speaks of costs little. Read-only, shared by workers.
final class NameFacts: Sendable {
    /// What tells by its hash alone whether a word is worth more: made once, since compiled rules
    /// bring it along.
    struct Filters: Sendable {
        /// The first words of the phrases that speak for the rules a text is screened for.
        fileprivate(set) var naming = WordFilter()
        /// The same words, numbered, and the groups of rules that each speaks for.
        fileprivate(set) var named = HashIndex()
        fileprivate(set) var groups = FlatTable<UInt64>([])
        /// What anything is said of by itself.
        fileprivate(set) var told = WordFilter()
        /// First words of phrases of several.
        fileprivate(set) var openings = WordFilter()
        /// What abbreviations begin with, blanks left out, and they themselves.
        fileprivate(set) var beginnings = WordFilter()
        /// Words of abbreviations that have digits in them.
        fileprivate(set) var numbered = WordFilter()
    }

    private let vocabulary: NameVocabulary
    private let tables: NameIndex.Tables
    let filters: Filters

    /// - Parameters:
    ///   - groups: of the rules a text is screened for.
    ///   - filters: of the same rules, when compiled rules brought them along.
    init(
        _ index: NameIndex, _ vocabulary: NameVocabulary, screenedFor groups: RuleGroups,
        _ filters: Filters? = nil
    ) {
        self.vocabulary = vocabulary
        tables = index.tables
        self.filters = filters ?? Filters(index.tables, vocabulary, screenedFor: groups)
    }

    /// What is known of a word as `SplitWords` makes it.
    ///
    /// - Parameter bytes: where a worker keeps the word.
    func word(_ word: Span<UInt8>, keptAt bytes: Range<Int>) -> NameWords.Word {
        let hash = WordHash(word)
        var facts = NameWords.Word(hash: hash, bytes: bytes)
        facts.isSilent = Self.isNumber(word)
        facts.begins = begins(hash)
        facts.opens = filters.openings.mayHold(hash.key)
        facts.groups = filters.numbered.mayHold(hash.key) ? RuleGroups.all : groups(of: hash)
        if filters.told.mayHold(hash.key) { addTold(of: word, to: &facts) }
        return facts
    }

    /// The groups of screened rules for which a phrase speaks that begins with the word.
    private func groups(of word: WordHash) -> UInt64 {
        guard filters.naming.mayHold(word.key), let number = filters.named[word.key] else {
            return 0
        }
        return filters.groups[Int(number)]
    }

    private func addTold(of word: Span<UInt8>, to facts: inout NameWords.Word) {
        let text = Self.text(word)
        facts.meaning = vocabulary.expansions.number(of: facts.hash)
        facts.phrases = tables.phrases.places(of: facts.hash)
        facts.negative = tables.negative.places(of: facts.hash)
        facts.isSilent = vocabulary.isSilent(text)
        facts.headNats = vocabulary.negativeHeads[text] ?? 0
        facts.firstNats = vocabulary.negativePrefixes[text] ?? 0
    }

    /// False only when a word as `SplitWords` makes it is no keyword's beginning, nor that of an
    /// abbreviation, and stands for no other word.
    func mayName(_ word: Span<UInt8>) -> Bool {
        let key = WordHash(word).key
        if filters.naming.mayHold(key) || filters.beginnings.mayHold(key)
            || filters.numbered.mayHold(key) || filters.told.mayHold(key)
        {
            return true
        }
        return vocabulary.mayHaveSegments(word) || spelledOut(word) != nil
    }

    /// False only when no abbreviation begins with these words, blanks left out.
    func begins(_ joined: WordHash) -> Bool { filters.beginnings.mayHold(joined.key) }

    /// False only when nothing is said of a word or phrase.
    func mayBeTold(_ phrase: WordHash) -> Bool { filters.told.mayHold(phrase.key) }

    /// The pieces of a word that is several; `nil` when it is one.
    func pieces(of word: Span<UInt8>) -> [String]? {
        guard vocabulary.mayHaveSegments(word) else { return nil }
        return vocabulary.segments(Self.text(word))
    }

    /// What an unknown word is short for; `nil` when it is known or stands for nothing.
    func spelledOut(_ word: Span<UInt8>) -> String? {
        vocabulary.expansions.isEmpty ? nil : vocabulary.spelledOut(word)
    }

    /// The number of what a phrase stands for, whose words are written apart or as one.
    func meaning(apart spaced: WordHash, asOne joined: WordHash) -> Int? {
        vocabulary.expansions.number(of: spaced) ?? vocabulary.expansions.number(of: joined)
    }

    /// The words of a meaning.
    func words(of meaning: Int) -> [String] { vocabulary.expansions.meanings[meaning] }

    private static func text(_ word: Span<UInt8>) -> String {
        unsafe word.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    private static func isNumber(_ word: Span<UInt8>) -> Bool {
        for index in word.indices where !(0x30...0x39 ~= word[index]) { return false }
        return true
    }
}

extension NameFacts.Filters {
    init(
        _ tables: NameIndex.Tables, _ vocabulary: NameVocabulary, screenedFor groups: RuleGroups
    ) {
        let openings = tables.phrases.openings(for: groups).sorted { $0.key < $1.key }
        naming = WordFilter(openings.map(\.key))
        named = HashIndex(openings.enumerated().map { ($1.key, UInt32($0)) })
        self.groups = FlatTable(openings.map(\.value))
        told = WordFilter(tables.phrases.keys + tables.negative.keys + vocabulary.keys)
        self.openings = WordFilter(tables.phrases.longOpenings + tables.negative.longOpenings)
        let abbreviations = vocabulary.expansions.allWords
        beginnings = WordFilter(abbreviations.flatMap(Self.beginnings))
        numbered = WordFilter(
            abbreviations.filter { $0.utf8.contains { 0x30...0x39 ~= $0 } }
                .flatMap { $0.split(separator: " ").map { WordHash(String($0)).key } })
    }

    private static func beginnings(of abbreviation: String) -> [UInt64] {
        var hash = WordHash()
        return abbreviation.utf8.filter { $0 != 0x20 }.map { byte in
            hash.add(byte)
            return hash.key
        }
    }
}

extension NameFacts.Filters: Archived {
    static var blank: Self { Self() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&naming)
        archive.pass(&named)
        archive.pass(&groups)
        archive.pass(&told)
        archive.pass(&openings)
        archive.pass(&beginnings)
        archive.pass(&numbered)
    }
}
