/// Words that names cut short: `psprt` is passport, `relig` religion, `brth` birth.
///
/// Old schemas drop the vowels, or all that follows the consonants of the first syllables. A word
/// that nobody knows is taken for the one known word that it can come from; where several fit
/// equally well it stays as it is.
struct NameAbbreviations: Sendable {
    /// Shorter words aren't worth cutting.
    private static let shortestWord = 6
    private static let shortestSkeleton = 3
    private static let shortestBeginning = 5

    private var words: [Character: [String]] = [:]

    /// - Parameter words: folded and singular, as `NameTokens` makes them.
    init(_ words: some Sequence<String> = []) {
        for word in Set(words).sorted() where word.utf8.count >= Self.shortestWord {
            guard word.utf8.allSatisfy({ 0x61...0x7A ~= $0 }), let first = word.first else {
                continue
            }
            self.words[first, default: []].append(word)
        }
    }

    /// The word that is cut short; `nil` when none or several fit.
    func word(for short: String) -> String? {
        guard let first = short.first, let candidates = words[first] else { return nil }
        var best: (word: String, missing: Int)?
        var isUnclear = false
        for word in candidates where Self.comes(short, from: word) {
            let missing = word.utf8.count - short.utf8.count
            if let known = best, known.missing <= missing {
                isUnclear = isUnclear || known.missing == missing
            } else {
                best = (word, missing)
                isUnclear = false
            }
        }
        return isUnclear ? nil : best?.word
    }

    private static func comes(_ short: String, from word: String) -> Bool {
        let (short, word) = (Array(short.utf8), Array(word.utf8))
        guard short.count < word.count else { return false }
        if short.count >= shortestBeginning, short.count * 2 >= word.count,
            word.starts(with: short), !isVowel(short[short.count - 1])
        {
            return true
        }
        return short.count >= shortestSkeleton && isSkeleton(short, of: word)
    }

    /// Whether only vowels, doubled letters and at most one more consonant were left out, and the
    /// word ends as it did.
    private static func isSkeleton(_ short: [UInt8], of word: [UInt8]) -> Bool {
        guard short.dropFirst().allSatisfy({ !isVowel($0) }) else { return false }
        var (place, lost) = (0, 0)
        for (index, letter) in word.enumerated() {
            if place < short.count, short[place] == letter {
                place += 1
            } else if !isVowel(letter), index == 0 || word[index - 1] != letter {
                lost += 1
            }
        }
        guard place == short.count, lost <= 1 else { return false }
        return word.last(where: { !isVowel($0) }) == short.last
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        "aeiou".utf8.contains(letter)
    }
}
