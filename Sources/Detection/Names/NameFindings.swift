/// What rules know of the words of one name, before it is weighed.
struct NameFindings {
    /// A phrase of a name that some rule knows.
    struct Finding {
        /// Places of what it says for rules and against them.
        var phrases: Range<Int>
        var negative: Range<Int>
        /// Positions of its words.
        var place: ClosedRange<Int>

        /// Whether it holds all words of another, and more.
        func isLonger(than other: Finding) -> Bool {
            place.count > other.place.count && place.lowerBound <= other.place.lowerBound
                && place.upperBound >= other.place.upperBound
        }
    }

    /// Longest phrase that is looked up, in words.
    static let longestPhrase = 5

    /// By their first word, the shortest first.
    var all: [Finding] = []
    /// Position of the word the name is about; `nil` when none is asked for.
    var head: Int?
    /// Nats by which the head and the first word say that the name means something else.
    var headNats = 0.0
    var firstNats = 0.0
}

extension NameFindings {
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// Stands for all that is weighed of them; never 0. Where nothing is said of the first word,
    /// all of them mean the same further on.
    var key: UInt64 {
        let start = firstNats == 0 ? all.first?.place.lowerBound ?? 0 : 0
        var hash = headNats.bitPattern &* Self.multiplier ^ firstNats.bitPattern
        func add(_ low: Int, _ high: Int) {
            hash = (hash ^ UInt64(truncatingIfNeeded: low << 32 | high)) &* Self.multiplier
            hash ^= hash >> 29
        }
        add(all.count, head == nil ? 0 : 1)
        add(0, Int(UInt32(truncatingIfNeeded: (head ?? 0) - start)))
        for finding in all {
            add(finding.phrases.lowerBound, finding.phrases.upperBound)
            add(finding.negative.lowerBound, finding.negative.upperBound)
            add(finding.place.lowerBound - start, finding.place.upperBound - start)
        }
        return hash | 1
    }

    /// - Parameter readsHead: whether the words are a name that is about its last one.
    init(
        _ words: [String], readsHead: Bool, _ tables: NameIndex.Tables, _ vocabulary: NameVocabulary
    ) {
        if readsHead, let head = vocabulary.head(of: words) {
            self.head = head
            headNats = vocabulary.negativeHeads[words[head]] ?? 0
        }
        firstNats = words.first.flatMap { vocabulary.negativePrefixes[$0] } ?? 0
        for start in words.indices {
            var phrase = WordHash()
            for end in start..<min(start + Self.longestPhrase, words.count) {
                if end > start { phrase.add(UInt8(ascii: " ")) }
                phrase.add(words[end])
                add(phrase, start...end, tables)
            }
        }
    }

    /// Adds a phrase if some rule knows it.
    mutating func add(_ phrase: WordHash, _ place: ClosedRange<Int>, _ tables: NameIndex.Tables) {
        let finding = Finding(
            phrases: tables.phrases.places(of: phrase),
            negative: tables.negative.places(of: phrase), place: place)
        if !finding.phrases.isEmpty || !finding.negative.isEmpty { all.append(finding) }
    }
}
