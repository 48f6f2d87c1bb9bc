/// The dictionaries and cues with which running text is read, and the labels they lead to.
struct TextLexicon: Sendable {
    /// Positions of the rules whose labels are given; `nil` when there is no such rule.
    struct Labels: Sendable {
        let person: Int?
        let company: Int?
        let street: Int?
        let postalCode: Int?
        let city: Int?
    }

    let cues: TextCues
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
        cues = rules.cues
        labels = Labels(
            person: rules.index(of: "person.name.full"), company: rules.index(of: "org.name"),
            street: rules.index(of: "contact.address.street"),
            postalCode: rules.index(of: "contact.postal_code.other"),
            city: rules.index(of: "contact.city"))
        self.given = given
        self.surnames = surnames
        self.words = words
        moreWords = list("words-more") ?? none
        streets = list("street-words") ?? none
        places = ["cities", "countries", "subdivisions", "demonyms", "languages"]
            .compactMap(list)
    }

    /// Whether the whole phrase names a town, country, province or people.
    func isPlace(_ phrase: Span<UInt8>) -> Bool {
        let hash = FoldedHash.hash(phrase)
        return places.contains { $0.contains(hash: hash) }
    }

    func isTown(_ phrase: Span<UInt8>) -> Bool {
        places.first?.contains(phrase) ?? false
    }

    /// Looks a word up, once.
    func look(_ word: inout TextWord, in text: Span<UInt8>) {
        guard word.traits.isEmpty else { return }
        let hash = hash(&word, in: text)
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
        word.traits = traits
        if !traits.contains(.given), !traits.contains(.surname) { lookAtParts(&word, in: text) }
    }

    func hash(_ word: inout TextWord, in text: Span<UInt8>) -> UInt64 {
        if word.hash == 0 { word.hash = FoldedHash.hash(text.extracting(word.range)) }
        return word.hash
    }

    /// `Anna-Lena`, `Smith-Jones`: the halves decide; `O'Brien` stands in the lists as `obrien`.
    private func lookAtParts(_ word: inout TextWord, in text: Span<UInt8>) {
        var index = word.start + 1
        while index < word.end - 1, !Self.isJoiner(text[index]) { index += 1 }
        guard index < word.end - 1 else { return }
        let isHyphen = text[index] == UInt8(ascii: "-")
        let next = index + (text[index] == 0xE2 ? 3 : 1)
        guard next < word.end else { return }
        let second = text.extracting(next..<word.end)
        if isHyphen {
            let hashes = (
                FoldedHash.hash(text.extracting(word.start..<index)), FoldedHash.hash(second)
            )
            if given.contains(hash: hashes.0), given.contains(hash: hashes.1) {
                word.traits.insert(.given)
            }
            if surnames.contains(hash: hashes.0), surnames.contains(hash: hashes.1) {
                word.traits.insert(.surname)
            }
        } else {
            let joined = FoldedHash.hash(text.extracting(word.start..<index), then: second)
            if surnames.contains(hash: joined) { word.traits.insert(.surname) }
        }
    }

    private static func isJoiner(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "'") || byte == 0xE2
    }
}
