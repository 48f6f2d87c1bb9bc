internal import Primitives

/// What abbreviations and other words stand for.
struct NameExpansions: Sendable {
    /// The words, singular and joined by blanks; sorted by their bytes.
    private var words: TextList
    /// The meaning of each.
    private var numbers: FlatTable<UInt32>
    private var index: HashIndex
    private(set) var meanings: [[String]]

    init(_ expansions: [String: [String]] = [:]) {
        let sorted = expansions.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var known: [[String]: UInt32] = [:]
        var meanings: [[String]] = []
        let numbers = sorted.map { entry in
            if let number = known[entry.value] { return number }
            known[entry.value] = UInt32(meanings.count)
            meanings.append(entry.value)
            return UInt32(meanings.count - 1)
        }
        words = TextList(sorted.map(\.key))
        index = HashIndex(zip(sorted, numbers).map { (WordHash($0.key).key, $1) })
        self.numbers = FlatTable(numbers)
        self.meanings = meanings
    }

    var isEmpty: Bool { words.count == 0 }

    /// The words that stand for others, in order.
    var allWords: [String] { (0..<words.count).map { words[$0] } }

    /// What a word or phrase stands for; `nil` when for itself.
    func meaning(of phrase: WordHash) -> [String]? {
        number(of: phrase).map { meanings[$0] }
    }

    /// The place in `meanings` of what a word or phrase stands for.
    func number(of phrase: WordHash) -> Int? { index[phrase.key].map(Int.init) }

    /// The hashes of all words that stand for others.
    var keys: [UInt64] { index.allKeys }
}

extension NameExpansions: Archived {
    static var blank: NameExpansions { NameExpansions() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&words)
        archive.pass(&numbers)
        archive.pass(&index)
        archive.pass(&meanings)
    }
}
