internal import Configuration
package import Primitives

/// What is known of words in names whatever the label: `rules/names.toml`.
package struct NameVocabulary: Sendable {
    /// Longest entry of `words`, in words.
    private static let longestAbbreviation = 3

    /// Words and the words they stand for.
    private(set) var expansions = NameExpansions()
    /// Nats for a head that makes the name one of something else: `email_count`.
    package private(set) var negativeHeads: [String: Double] = [:]
    /// Nats for a first word that does so: `is_email`.
    package private(set) var negativePrefixes: [String: Double] = [:]
    /// Words that say nothing: skipped when the head is looked for.
    package private(set) var neutral: Set<String> = []
    private(set) var lessons = Lessons()
    /// Words of everyday language; without them every word counts as understood.
    private var everyday: WordList?

    /// Path of the everyday words among the dictionaries.
    static let everydayFile = "dictionaries/words.txt"

    /// What is learnt from the words of rules; too slow to be done at every start, so that compiled
    /// rules bring it along.
    struct Lessons: Sendable {
        var segmentation = WordSegmentation()
        var abbreviations = NameAbbreviations()
    }

    package init() {}

    init(file: ConfigurationFile) throws(ConfigurationError) {
        let root = file.root
        try root.finish(known: ["words", "negative-heads", "negative-prefixes", "neutral"])
        var expansions: [String: [String]] = [:]
        if let table = try root.table("words") {
            for meaning in table.keys {
                let words = NameTokens.split(meaning)
                for word in try table.strings(meaning) ?? [] {
                    let other = expansions.updateValue(words, forKey: Self.normal(word))
                    guard (other ?? words) == words else {
                        throw table.error("\"\(word)\" has another meaning as well", key: meaning)
                    }
                }
            }
        }
        self.expansions = NameExpansions(expansions)
        for (word, nats) in try root.weights("negative-heads") {
            negativeHeads.keep(nats, for: phrase(word))
        }
        for (word, nats) in try root.weights("negative-prefixes") {
            negativePrefixes.keep(nats, for: phrase(word))
        }
        if let table = try root.table("neutral") {
            try table.finish(known: ["tokens"])
            neutral = Set(try table.strings("tokens")?.map(phrase) ?? [])
        }
    }

    /// A rule's token or phrase in the form in which names are compared.
    func phrase(_ text: String) -> String {
        NameTokens(text, vocabulary: self).words.joined(separator: " ")
    }

    /// The vocabulary with the words of rules, so that words written together can be taken apart.
    /// Until then none are: what rules themselves name stays as it is written.
    ///
    /// - Parameter lessons: of the same rules, when compiled rules brought them along.
    func taught(
        _ rules: [Rule], _ everyday: WordList?, _ lessons: Lessons? = nil
    ) -> NameVocabulary {
        var taught = self
        taught.everyday = everyday
        taught.lessons = lessons ?? learn(rules)
        return taught
    }

    /// The vocabulary as it is written, without the words of rules.
    var untaught: NameVocabulary {
        var untaught = self
        untaught.everyday = nil
        untaught.lessons = Lessons()
        return untaught
    }

    private func learn(_ rules: [Rule]) -> Lessons {
        let meant = expansions.meanings.joined()
        var words = Set(meant)
        words.formUnion(negativeHeads.keys)
        words.formUnion(negativePrefixes.keys)
        words.formUnion(neutral.filter { $0.utf8.count > 2 })
        func learn(_ phrases: some Sequence<String>) {
            for phrase in phrases {
                words.formUnion(phrase.split(separator: " ").map(String.init))
            }
        }
        learn(expansions.allWords)
        for names in rules.map(\.names) {
            learn(names.issuers)
            learn(names.phrases.keys)
            learn(names.negative.keys)
            learn(names.tables.keys)
        }
        return Lessons(
            segmentation: WordSegmentation(words), abbreviations: NameAbbreviations(meant))
    }

    /// The words that `word` is made of; itself when it is a word.
    func segments(_ word: String) -> [String] {
        lessons.segmentation.segments(word)
    }

    /// False only when `segments` leaves a word as it is.
    func mayHaveSegments(_ word: Span<UInt8>) -> Bool {
        lessons.segmentation.mayHaveSegments(word)
    }

    /// Abbreviations replaced, the longest first, each once.
    func expanded(_ words: [String]) -> [String] {
        guard !expansions.isEmpty else { return words }
        var result: [String] = []
        var index = 0
        while index < words.count {
            if let (expansion, length) = expansion(of: words[index...]) {
                result += expansion
                index += length
            } else {
                let word = words[index]
                result.append(spelledOut(Array(word.utf8).span) ?? word)
                index += 1
            }
        }
        return result
    }

    /// What the longest abbreviation at the beginning of `words` stands for, and how many words it
    /// has.
    private func expansion(of words: ArraySlice<String>) -> (words: [String], length: Int)? {
        var longest: (words: [String], length: Int)?
        var (spaced, joined) = (WordHash(), WordHash())
        for (place, word) in words.prefix(Self.longestAbbreviation).enumerated() {
            if place > 0 { spaced.add(UInt8(ascii: " ")) }
            spaced.add(word)
            joined.add(word)
            // `FName` and `first_name` are split where `fname` and `firstname` aren't.
            if let meaning = expansions.meaning(of: spaced) ?? expansions.meaning(of: joined) {
                longest = (meaning, place + 1)
            }
        }
        return longest
    }

    /// What an unknown word is short for; `nil` when it is known or stands for nothing.
    func spelledOut(_ word: Span<UInt8>) -> String? {
        // Why: hardly any word is the beginning of another, and that is soon told.
        guard let everyday, let long = lessons.abbreviations.word(for: word),
            !lessons.segmentation.knows(word), !everyday.contains(word)
        else { return nil }
        return long
    }

    /// Position of the word the name is about: the last that isn't neutral or a number.
    func head(of words: [String]) -> Int? {
        words.lastIndex { !isSilent($0) }
    }

    /// Share of the words that say something and are understood: 0 for `col_17` and `value`.
    ///
    /// A name in words nobody taught us says nothing against a label.
    func understoodShare(of words: [String]) -> Double {
        let speaking = words.filter { !isSilent($0) }
        guard let everyday, !speaking.isEmpty else { return speaking.isEmpty ? 0 : 1 }
        let understood = speaking.count { word in
            let bytes = Array(word.utf8)
            return lessons.segmentation.knows(bytes.span) || everyday.contains(bytes.span)
        }
        return Double(understood) / Double(speaking.count)
    }

    /// Whether a word is neutral or a number.
    func isSilent(_ word: String) -> Bool {
        neutral.contains(word) || word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// The hashes of all words and phrases that it says something of by themselves.
    var keys: [UInt64] {
        let words = Array(negativeHeads.keys) + Array(negativePrefixes.keys) + Array(neutral)
        return words.map { WordHash($0).key } + expansions.keys
    }

    private static func normal(_ text: String) -> String {
        NameTokens.split(text).joined(separator: " ")
    }
}

extension NameVocabulary: Archived {
    package static var blank: NameVocabulary { NameVocabulary() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&expansions)
        archive.pass(&negativeHeads)
        archive.pass(&negativePrefixes)
        archive.pass(&neutral)
    }
}

extension NameVocabulary.Lessons: Archived {
    static var blank: Self { Self() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&segmentation)
        archive.pass(&abbreviations)
    }
}

extension [String: Double] {
    /// Keeps the stronger weight where two words become the same phrase, whatever their order.
    mutating func keep(_ nats: Double, for phrase: String) {
        let known = self[phrase] ?? nats
        self[phrase] = (abs(known), known) > (abs(nats), nats) ? known : nats
    }
}
