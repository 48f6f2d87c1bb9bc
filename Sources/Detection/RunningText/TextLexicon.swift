/// The dictionaries and cues with which running text is read, and the labels they lead to.
///
/// A class, so that handing it on costs no copy.
final class TextLexicon: Sendable {
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
    private let towns: WordList
    private let regions: WordList
    private let countries: WordList
    private let peoples: [WordList]
    /// What all of them hold, by `WordList.key`.
    let filter: WordFilter

    /// `nil` when the rules have no cues or no list of names.
    ///
    /// - Parameter filter: of the same rules, when compiled rules brought it along.
    init?(_ rules: RuleSet, _ filter: WordFilter? = nil) {
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
        towns = list("cities") ?? none
        regions = list("subdivisions") ?? none
        countries = list("countries") ?? none
        peoples = ["demonyms", "languages"].map { list($0) ?? none }
        let lists =
            [given, surnames, words, moreWords, streets, towns, regions, countries] + peoples
        self.filter =
            filter
            ?? WordFilter(
                lists.flatMap(\.keys) + rules.cues.kinds.keys.map { WordList.key(of: $0) })
    }

    /// Whether the whole phrase names a town, country, province or people.
    func isPlace(_ text: Span<UInt8>, _ phrase: Range<Int>) -> Bool {
        !placeTraits(FoldedHash.hash(text, phrase)).isEmpty
    }

    func isTown(_ text: Span<UInt8>, _ phrase: Range<Int>) -> Bool {
        towns.contains(hash: FoldedHash.hash(text, phrase))
    }

    /// The label of the town, province or country that the whole phrase names.
    func placeLabel(_ text: Span<UInt8>, _ phrase: Range<Int>) -> Int? {
        let hash = FoldedHash.hash(text, phrase)
        if towns.contains(hash: hash) { return labels.city }
        if regions.contains(hash: hash) { return labels.region }
        return countries.contains(hash: hash) ? labels.country : nil
    }

    private func placeTraits(_ hash: UInt64) -> WordTraits {
        var traits: WordTraits = []
        if towns.contains(hash: hash) { traits.insert(.town) }
        if regions.contains(hash: hash) { traits.insert(.region) }
        if countries.contains(hash: hash) { traits.insert(.country) }
        if peoples.contains(where: { $0.contains(hash: hash) }) { traits.insert(.people) }
        return traits
    }

    /// Looks a word up, once.
    @inline(__always)
    func look(_ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>) {
        if !reader[index].traits.isEmpty { return }
        if reader[index].hasDigits {
            // No list of words has digits in them.
            reader[index].traits = .known
        } else {
            let facts = facts(of: reader[index].range, text, &reader.memory)
            (reader[index].hash, reader[index].traits) = (facts.hash, facts.traits)
        }
    }

    /// What is known of a word that isn't split.
    @inline(__always)
    func traits(
        of word: WordPlace, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> WordTraits {
        // No list of words has digits in them.
        word.hasDigits ? .known : facts(of: word.range, text, &reader.memory).traits
    }

    /// What is known of the word in `range`.
    ///
    /// - Parameter isPlain: whether it has letters of ASCII alone.
    @inline(__always)
    private func facts(
        of range: Range<Int>, isPlain: Bool = false, _ text: Span<UInt8>,
        _ memory: inout WordMemory
    ) -> WordMemory.Facts {
        guard range.count <= ShortWord.longest else { return lookUp(text, range, isPlain) }
        return memory.facts(of: ShortWord(text, range)) { lookUp(text, range, isPlain) }
    }

    /// The ASCII letters from `start` on and what is known of them as a word; `nil` when the word
    /// may go on behind them.
    @inline(__always)
    func plainWord(
        at start: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> PlainWord? {
        let end = reader.marks.lettersEnd(from: start, in: text)
        if end < text.count, TextWords.mayJoin(text[end]) { return nil }
        return plainWord(in: start..<end, text, &reader)
    }

    /// The ASCII letters up to `end` and what is known of them as a word; `nil` when the word may
    /// begin before them.
    func plainWord(
        before end: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> PlainWord? {
        let start = reader.marks.lettersStart(before: end, in: text)
        guard start < end, start == 0 || !TextWords.mayJoin(text[start - 1]) else { return nil }
        return plainWord(in: start..<end, text, &reader)
    }

    /// The letters in `range` and what is known of them as a word.
    @inline(__always)
    func plainWord(
        in range: Range<Int>, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> PlainWord {
        PlainWord(
            start: range.lowerBound, end: range.upperBound,
            traits: facts(of: range, isPlain: true, text, &reader.memory).traits)
    }

    @inline(never)
    private func lookUp(
        _ text: Span<UInt8>, _ range: Range<Int>, _ isPlain: Bool
    ) -> WordMemory.Facts {
        let hash = FoldedHash.hash(text, range)
        // Most words that are new stand in no list.
        var traits = filter.mayHold(WordList.key(of: hash)) ? listed(hash) : .known
        if !isPlain, !traits.has([.given, .surname]) {
            traits.formUnion(traitsOfParts(text.extracting(range)))
        }
        if !traits.mayBeginName, !traits.has(.surname) { traits.insert(.idle) }
        return WordMemory.Facts(hash: hash, traits: traits)
    }

    /// What cues and lists tell of the word with this `FoldedHash`.
    private func listed(_ hash: UInt64) -> WordTraits {
        var traits: WordTraits = [.known, WordTraits(cues.kinds(of: hash))]
        traits.formUnion(placeTraits(hash))
        if given.contains(hash: hash) { traits.insert(.given) }
        if surnames.contains(hash: hash) { traits.insert(.surname) }
        if words.contains(hash: hash) || moreWords.contains(hash: hash) { traits.insert(.common) }
        if streets.contains(hash: hash) { traits.insert(.street) }
        return traits
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
