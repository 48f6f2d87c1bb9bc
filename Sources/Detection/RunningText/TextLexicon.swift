/// The dictionaries and cues with which running text is read, and the labels they lead to.
struct TextLexicon: Sendable {
    /// Positions of the rules whose labels are given; `nil` when there is no such rule.
    struct Labels: Sendable {
        let person: Int?
        let company: Int?
        let street: Int?
        let postalCode: Int?
        let city: Int?
        let region: Int?
        let country: Int?
    }

    let cues: CueTable
    let labels: Labels
    private let given: WordList
    private let surnames: WordList
    private let words: WordList
    private let moreWords: WordList
    private let streets: WordList
    private let places: [WordList]

    /// `nil` when the rules have no cues or no list of names.
    init?(_ rules: RuleSet) {
        func list(_ name: String) -> WordList? { rules.wordLists["dictionaries/\(name).txt"] }
        guard !rules.cues.isEmpty, let given = list("given-names"),
            let surnames = list("surnames"), let words = list("words")
        else { return nil }
        let none = WordList(text: [])
        cues = CueTable(rules.cues)
        labels = Labels(
            person: rules.index(of: "person.name.full"), company: rules.index(of: "org.name"),
            street: rules.index(of: "contact.address.street"),
            postalCode: rules.index(of: "contact.postal_code.other"),
            city: rules.index(of: "contact.city"),
            region: rules.index(of: "contact.state_region"),
            country: rules.index(of: "contact.country"))
        self.given = given
        self.surnames = surnames
        self.words = words
        moreWords = list("words-more") ?? none
        streets = list("street-words") ?? none
        places = ["cities", "subdivisions", "countries", "demonyms", "languages"]
            .map { list($0) ?? none }
    }

    /// Whether the whole phrase names a town, country, province or people.
    func isPlace(_ phrase: Span<UInt8>) -> Bool {
        let hash = FoldedHash.hash(phrase)
        return places.contains { $0.contains(hash: hash) }
    }

    func isTown(_ phrase: Span<UInt8>) -> Bool { places[0].contains(phrase) }

    /// The label of the town, province or country that the whole phrase names.
    func placeLabel(_ phrase: Span<UInt8>) -> Int? {
        let hash = FoldedHash.hash(phrase)
        let known = places.prefix(3).firstIndex { $0.contains(hash: hash) }
        guard let known else { return nil }
        return [labels.city, labels.region, labels.country][known]
    }

    /// Looks a word up, once.
    func look(_ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>) {
        let word = reader[index]
        guard word.traits.isEmpty else { return }
        // No list of words has digits in them.
        reader[index].traits =
            word.hasDigits
            ? .known : traits(of: text.extracting(word.range), hash(index, &reader, text), &reader)
    }

    /// What is known of a word without digits.
    func traits(
        of word: Span<UInt8>, _ hash: UInt64, _ reader: inout TextReader
    ) -> WordTraits {
        reader.memory.traits(of: hash) { lookUp(word, hash) }
    }

    /// The ASCII letters from `start` on and what is known of them as a word; `nil` when the word
    /// may go on behind them.
    func plainWord(
        at start: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> (end: Int, traits: WordTraits)? {
        let (end, hash) = FoldedHash.plainWord(text, from: start)
        if end < text.count, text[end] >= 0x80 || Self.isJoiner(text[end]) { return nil }
        return (end, traits(of: text.extracting(start..<end), hash, &reader))
    }

    private func lookUp(_ word: Span<UInt8>, _ hash: UInt64) -> WordTraits {
        var traits = WordTraits.known
        if given.contains(hash: hash) { traits.insert(.given) }
        if surnames.contains(hash: hash) { traits.insert(.surname) }
        if words.contains(hash: hash) || moreWords.contains(hash: hash) { traits.insert(.common) }
        if streets.contains(hash: hash) { traits.insert(.street) }
        if places.contains(where: { $0.contains(hash: hash) }) { traits.insert(.place) }
        let kinds = cues.kinds(of: hash)
        if kinds.contains(.never) { traits.insert(.never) }
        if kinds.contains(.particle) { traits.insert(.particle) }
        if kinds.contains(.company) { traits.insert(.company) }
        if !kinds.isDisjoint(with: [.title, .role, .salutation, .closing, .thing]) {
            traits.insert(.cue)
        }
        if !traits.contains(.given), !traits.contains(.surname) {
            traits.formUnion(traitsOfParts(word))
        }
        return traits
    }

    func hash(_ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>) -> UInt64 {
        let word = reader[index]
        if word.hash != 0 { return word.hash }
        let hash = FoldedHash.hash(text.extracting(word.range))
        reader[index].hash = hash
        return hash
    }

    /// `Anna-Lena`, `Smith-Jones`: the halves decide; `O'Brien` stands in the lists as `obrien`.
    private func traitsOfParts(_ word: Span<UInt8>) -> WordTraits {
        let last = word.count - 1
        var index = 1
        while index < last, !Self.isJoiner(word[index]) { index += 1 }
        guard index < last else { return [] }
        let isHyphen = word[index] == UInt8(ascii: "-")
        let next = index + (word[index] == 0xE2 ? 3 : 1)
        guard next < word.count else { return [] }
        let first = word.extracting(0..<index)
        let second = word.extracting(next..<word.count)
        guard isHyphen else {
            let joined = FoldedHash.hash(first, then: second)
            return surnames.contains(hash: joined) ? .surname : []
        }
        var traits: WordTraits = []
        let hashes = (FoldedHash.hash(first), FoldedHash.hash(second))
        if given.contains(hash: hashes.0), given.contains(hash: hashes.1) {
            traits.insert(.given)
        }
        if surnames.contains(hash: hashes.0), surnames.contains(hash: hashes.1) {
            traits.insert(.surname)
        }
        return traits
    }

    private static func isJoiner(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'") || byte == 0xE2
    }
}
