/// Words of a person's name that are no name.
enum NameWords {
    private static let titles: [StaticString] = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "iv", "md", "phd",
    ]

    private static let particles: [StaticString] = [
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le",
        "bin", "ibn", "al", "el", "ter", "ten", "zu", "st.",
    ]

    /// A form of address or a generation, with or without its full stop.
    static func isTitle(_ word: Span<UInt8>) -> Bool {
        let hasStop = word.count > 1 && word[word.count - 1] == UInt8(ascii: ".")
        return matches(word.extracting(0..<word.count - (hasStop ? 1 : 0)), anyOf: titles)
    }

    /// A small word before a surname that belongs to it.
    static func isParticle(_ word: Span<UInt8>) -> Bool { matches(word, anyOf: particles) }

    private static func matches(_ word: Span<UInt8>, anyOf list: [StaticString]) -> Bool {
        guard word.count <= 5 else { return false }
        for entry in list where word.equalsFolded(entry) { return true }
        return false
    }
}
