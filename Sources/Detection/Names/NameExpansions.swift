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

    /// The letters with which words go on that begin with `start`, blanks left out.
    func followers(of start: String) -> UInt32 {
        let start = Array(start.utf8)
        var (low, high) = (0, words.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = words.withBytes(of: middle) { Self.isLess($0, start) }
            if isBefore { low = middle + 1 } else { high = middle }
        }
        var letters: UInt32 = 0
        while low < words.count, let letter = follower(of: start, in: low) {
            letters |= letter
            low += 1
        }
        return letters
    }

    /// The letter behind `start` in a word, none when nothing follows; `nil` when the word begins
    /// otherwise.
    private func follower(of start: [UInt8], in word: Int) -> UInt32? {
        words.withBytes(of: word) { bytes in
            guard bytes.count >= start.count else { return nil }
            for index in start.indices where bytes[index] != start[index] { return nil }
            for index in start.count..<bytes.count where bytes[index] != 0x20 {
                return NameWords.letterBit(bytes[index])
            }
            return 0
        }
    }

    /// Whether a word comes before another.
    private static func isLess(_ bytes: Span<UInt8>, _ other: [UInt8]) -> Bool {
        for index in 0..<min(bytes.count, other.count) where bytes[index] != other[index] {
            return bytes[index] < other[index]
        }
        return bytes.count < other.count
    }

    /// The words that stand for something that holds, in order.
    func words(meaning holds: ([String]) -> Bool) -> [String] {
        let held = meanings.map(holds)
        return numbers.indices.filter { held[Int(numbers[$0])] }.map { words[$0] }
    }
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
