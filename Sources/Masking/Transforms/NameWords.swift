/// Words of a person's name that are no name.
enum NameWords {
    private static let titles = packed([
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "iv", "md", "phd",
    ])

    private static let particles = packed([
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le",
        "bin", "ibn", "al", "el", "ter", "ten", "zu", "st.",
    ])

    /// Bytes of the longest of them.
    private static let limit = 5

    /// A form of address or a generation, with or without its full stop.
    static func isTitle(_ word: Span<UInt8>) -> Bool {
        let hasStop = word.count > 1 && word[word.count - 1] == UInt8(ascii: ".")
        return matches(word, count: word.count - (hasStop ? 1 : 0), titles)
    }

    /// A small word before a surname that belongs to it.
    static func isParticle(_ word: Span<UInt8>) -> Bool {
        matches(word, count: word.count, particles)
    }

    /// Whether the first `count` bytes are one of the words, in any case.
    private static func matches(_ word: Span<UInt8>, count: Int, _ list: [UInt64]) -> Bool {
        guard count > 1, count <= limit else { return false }
        var bytes: UInt64 = 0
        for index in 0..<count {
            let byte = word[index]
            bytes = bytes << 8 | UInt64(byte.isUpper ? byte | 0x20 : byte)
        }
        for entry in list where entry == bytes { return true }
        return false
    }

    private static func packed(_ words: [String]) -> [UInt64] {
        words.map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}
