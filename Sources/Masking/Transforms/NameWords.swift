/// Words of a person's name that are no name.
enum NameWords {
    private static let titles = ShortWords([
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "iv", "md", "phd",
    ])

    private static let particles = ShortWords([
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le",
        "bin", "ibn", "al", "el", "ter", "ten", "zu", "st.",
    ])

    /// A form of address or a generation, with or without its full stop.
    static func isTitle(_ word: Span<UInt8>) -> Bool {
        let hasStop = word.count > 1 && word[word.count - 1] == UInt8(ascii: ".")
        return titles.contains(hasStop ? word.extracting(0..<word.count - 1) : word)
    }

    /// A small word before a surname that belongs to it.
    static func isParticle(_ word: Span<UInt8>) -> Bool { particles.contains(word) }
}

/// A few words of two to eight bytes in lower case, each packed into a number.
private struct ShortWords: Sendable {
    private let words: [UInt64]
    private let longest: Int
    /// A bit for each word's hash, so that most others are told by one look.
    private let filter: UInt64

    init(_ words: [String]) {
        let packed = words.map { Array($0.utf8).span.word(at: 0) }
        self.words = packed
        longest = words.map(\.utf8.count).max() ?? 0
        filter = packed.reduce(0) { $0 | 1 << Self.bit($1) }
    }

    /// Whether it is one of the words, in any case.
    @inline(__always)
    func contains(_ word: Span<UInt8>) -> Bool {
        guard word.count >= 2, word.count <= longest else { return false }
        let packed = word.word(at: 0).lowercasedASCII
        guard filter >> Self.bit(packed) & 1 == 1 else { return false }
        return words.contains(packed)
    }

    private static func bit(_ word: UInt64) -> UInt64 { (word &* 0x9E37_79B9_7F4A_7C15) >> 58 }
}
