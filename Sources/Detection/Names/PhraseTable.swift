internal import Primitives

/// What rules say of words and phrases, by the hash of the phrase.
struct PhraseTable: Sendable {
    struct Entry: BitwiseCopyable, Sendable {
        var rule: Int
        var nats: Double
    }

    /// Number of each phrase.
    private var index: HashIndex
    /// Entries of phrase `i`: `starts[i] ..< starts[i + 1]`.
    private var starts: FlatTable<UInt32>
    private var entries: FlatTable<Entry>
    /// The hash of each phrase's first word.
    private var openings: FlatTable<UInt64>

    /// - Parameter phrases: in the order in which the entries of one phrase are to be read.
    init(_ phrases: [(phrase: String, entry: Entry)] = []) {
        var known: [String: [Entry]] = [:]
        for (phrase, entry) in phrases { known[phrase, default: []].append(entry) }
        let sorted = known.sorted { $0.key < $1.key }
        index = HashIndex(
            sorted.enumerated().map { (WordHash($1.key).key, UInt32($0)) })
        starts = FlatTable(
            sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.value.count)) })
        entries = FlatTable(sorted.flatMap(\.value))
        openings = FlatTable(
            sorted.map { WordHash(String($0.key.prefix { $0 != " " })).key })
    }

    /// The entries of a phrase, as places.
    func places(of phrase: WordHash) -> Range<Int> {
        guard let number = index[phrase.key].map(Int.init) else { return 0..<0 }
        return Int(starts[number])..<Int(starts[number + 1])
    }

    /// The hashes of all phrases.
    var keys: [UInt64] { index.allKeys }

    subscript(place: Int) -> Entry { entries[place] }

    /// Whether it speaks of the first `rule` rules alone.
    func isBelow(rule: Int) -> Bool {
        entries.indices.allSatisfy { 0..<rule ~= entries[$0].rule }
    }

    /// The hashes of the first words of phrases of several.
    var longOpenings: [UInt64] {
        openings.indices.compactMap { phrase in
            index[openings[phrase]].map(Int.init) == phrase ? nil : openings[phrase]
        }
    }

    /// The first words of all phrases that speak for rules of some groups, and these groups.
    func openings(for groups: RuleGroups) -> [UInt64: UInt64] {
        var found: [UInt64: UInt64] = [:]
        for phrase in openings.indices {
            for place in Int(starts[phrase])..<Int(starts[phrase + 1])
            where entries[place].nats > 0 && groups[entries[place].rule] != 0 {
                found[openings[phrase], default: 0] |= groups[entries[place].rule]
            }
        }
        return found
    }
}

extension PhraseTable: Archived {
    static var blank: PhraseTable { PhraseTable() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&index)
        archive.pass(&starts)
        archive.pass(&entries)
        archive.pass(&openings)
    }
}
