import Primitives

/// Seeded lines of prose with as many distinct words as a real corpus has: a few come again and
/// again, most hardly ever. Some words are capitalised, and numbers stand among them.
///
/// The word of rank `r` turns up in proportion to `1 / r` (Zipf); it is spelled from its rank, so
/// that nothing is copied from anywhere.
struct ManyWordsText: LineSource {
    /// Ranks, as a power of two.
    private static let rankBits = 20
    private static let wordsInLine = 24
    private static let starts = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "qu", "r", "st"]
    private static let middles = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ü"]
    private static let ends = ["", "n", "r", "s", "l", "t", "nd", "ck"]

    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func line() -> String {
        (0..<Self.wordsInLine).map { _ in token() }.joined(separator: " ") + "\n"
    }

    private mutating func token() -> String {
        switch random.below(16) {
        case 0: return String(random.below(1_000_000))
        case 1...3: return word().capitalizedFirst
        default: return word()
        }
    }

    /// Each doubling of the rank is as likely as any other.
    private mutating func word() -> String {
        let doubling = random.below(Self.rankBits)
        return Self.spelled(1 << doubling + random.below(1 << doubling))
    }

    /// One syllable for every few hundred ranks and more.
    private static func spelled(_ rank: Int) -> String {
        var (word, rest) = ("", Int(truncatingIfNeeded: SeededGenerator.mixed(UInt64(rank)) >> 24))
        var length = rank
        while length > 0 {
            word += starts[rest % starts.count]
            rest /= starts.count
            word += middles[rest % middles.count]
            rest /= middles.count
            word += ends[rest % ends.count]
            rest /= ends.count
            length /= starts.count * middles.count * ends.count
        }
        return word
    }
}
