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
        return titles.contains(word, count: word.count - (hasStop ? 1 : 0))
    }

    /// A small word before a surname that belongs to it.
    static func isParticle(_ word: Span<UInt8>) -> Bool {
        particles.contains(word, count: word.count)
    }
}

/// A few words of two to eight bytes in lower case, each packed into a number.
private struct ShortWords: Sendable {
    private let words: [UInt64]
    private let longest: Int
    /// A bit for each word's hash, so that most others are told by one look.
    private let filter: UInt64

    init(_ words: [String]) {
        let packed = words.map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
        self.words = packed
        longest = words.map(\.utf8.count).max() ?? 0
        filter = packed.reduce(0) { $0 | 1 << Self.bit($1) }
    }

    /// Whether the first `count` bytes are one of the words, in any case.
    func contains(_ word: Span<UInt8>, count: Int) -> Bool {
        guard count >= 2, count <= longest else { return false }
        var bytes: UInt64 = 0
        for index in 0..<count {
            let byte = word[index]
            bytes = bytes << 8 | UInt64(byte.isUpper ? byte | 0x20 : byte)
        }
        guard filter >> Self.bit(bytes) & 1 == 1 else { return false }
        return words.contains(bytes)
    }

    private static func bit(_ word: UInt64) -> UInt64 { (word &* 0x9E37_79B9_7F4A_7C15) >> 58 }
}
