internal import Configuration
package import Primitives

/// What is known of words in names whatever the label: `rules/names.toml`.
package struct NameVocabulary: Sendable {
    /// Longest entry of `words`, in words.
    private static let longestAbbreviation = 3

    /// Words (singular, joined by blanks) → the words they stand for.
    package private(set) var expansions: [String: [String]] = [:]
    /// Nats for a head that makes the name one of something else: `email_count`.
    package private(set) var negativeHeads: [String: Double] = [:]
    /// Nats for a first word that does so: `is_email`.
    package private(set) var negativePrefixes: [String: Double] = [:]
    /// Words that say nothing: skipped when the head is looked for.
    package private(set) var neutral: Set<String> = []
    private var segmentation = WordSegmentation()
    private var abbreviations = NameAbbreviations()
    /// Words of everyday language; without them every word counts as understood.
    private var everyday: WordList?

    /// Path of the everyday words among the dictionaries.
    static let everydayFile = "dictionaries/words.txt"

    package init() {}

    init(file: ConfigurationFile) throws(ConfigurationError) {
        let root = file.root
        try root.finish(known: ["words", "negative-heads", "negative-prefixes", "neutral"])
        if let table = try root.table("words") {
            for meaning in table.keys {
                let words = NameTokens.split(meaning).map(NameTokens.singular)
                for word in try table.strings(meaning) ?? [] {
                    let other = expansions.updateValue(words, forKey: Self.normal(word))
                    guard (other ?? words) == words else {
                        throw table.error("\"\(word)\" has another meaning as well", key: meaning)
                    }
                }
            }
        }
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
    func taught(_ rules: [Rule], _ everyday: WordList?) -> NameVocabulary {
        var taught = self
        taught.everyday = everyday
        taught.learn(rules)
        return taught
    }

    /// The vocabulary as it is written, without the words of rules.
    var untaught: NameVocabulary {
        var untaught = self
        untaught.everyday = nil
        untaught.segmentation = WordSegmentation()
        return untaught
    }

    private mutating func learn(_ rules: [Rule]) {
        segmentation.learn(expansions.keys.flatMap { $0.split(separator: " ").map(String.init) })
        segmentation.learn(expansions.values.joined())
        segmentation.learn(negativeHeads.keys)
        segmentation.learn(negativePrefixes.keys)
        segmentation.learn(neutral.filter { $0.utf8.count > 2 })
        for rule in rules {
            segmentation.learn(
                rule.names.issuers.flatMap { $0.split(separator: " ").map(String.init) })
            for phrases in [rule.names.phrases, rule.names.negative, rule.names.tables] {
                segmentation.learn(
                    phrases.keys.flatMap { $0.split(separator: " ").map(String.init) })
            }
        }
        abbreviations = NameAbbreviations(expansions.values.joined())
    }

    /// The words that `word` is made of; itself when it is a word.
    func segments(_ word: String) -> [String] {
        segmentation.segments(word)
    }

    /// Abbreviations replaced, the longest first, each once.
    func expanded(_ words: [String]) -> [String] {
        guard !expansions.isEmpty else { return words }
        var result: [String] = []
        var index = 0
        while index < words.count {
            var length = min(Self.longestAbbreviation, words.count - index)
            while length > 0 {
                let part = words[index..<index + length]
                // `FName` and `first_name` are split where `fname` and `firstname` aren't.
                let expansion =
                    expansions[part.joined(separator: " ")] ?? expansions[part.joined()]
                if let expansion {
                    result += expansion
                    break
                }
                length -= 1
            }
            if length == 0 { result.append(spelledOut(words[index])) }
            index += max(length, 1)
        }
        return result
    }

    /// What an unknown word is short for; the word itself when it is known or stands for nothing.
    private func spelledOut(_ word: String) -> String {
        guard !segmentation.knows(word), let everyday, !everyday.contains(Array(word.utf8).span)
        else { return word }
        return abbreviations.word(for: word) ?? word
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
            segmentation.knows(word) || everyday.contains(Array(word.utf8).span)
        }
        return Double(understood) / Double(speaking.count)
    }

    private func isSilent(_ word: String) -> Bool {
        neutral.contains(word) || word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    private static func normal(_ text: String) -> String {
        NameTokens.split(text).map(NameTokens.singular).joined(separator: " ")
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

extension [String: Double] {
    /// Keeps the stronger weight where two words become the same phrase, whatever their order.
    mutating func keep(_ nats: Double, for phrase: String) {
        let known = self[phrase] ?? nats
        self[phrase] = (abs(known), known) > (abs(nats), nats) ? known : nats
    }
}
