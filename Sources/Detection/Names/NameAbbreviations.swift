internal import Primitives

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
    private static let letters: ClosedRange<UInt8> = 0x61...0x7A

    /// Sorted.
    private var words: TextList
    /// Where the words of each first letter begin, and the end.
    private var starts: FlatTable<UInt32>
    /// The first `shortestBeginning` letters of all words.
    private var beginnings: WordFilter

    /// - Parameter words: folded and singular, as `NameTokens` makes them.
    init(_ words: some Sequence<String> = []) {
        let plain = Set(words).sorted().filter {
            $0.utf8.count >= Self.shortestWord && $0.utf8.allSatisfy(Self.letters.contains)
        }
        self.words = TextList(plain)
        beginnings = WordFilter(
            plain.map { WordHash(String($0.prefix(Self.shortestBeginning))).key })
        let starts = (Self.letters.lowerBound...Self.letters.upperBound + 1).map { letter in
            UInt32(plain.prefix { ($0.utf8.first ?? 0) < letter }.count)
        }
        self.starts = FlatTable(starts)
    }

    /// The word that is cut short; `nil` when none or several fit.
    func word(for short: Span<UInt8>) -> String? {
        var best: (word: Int, missing: Int)?
        var isUnclear = false
        for word in candidates(for: short) {
            let missing = words.withBytes(of: word) { Self.missing(from: short, of: $0) }
            guard let missing else { continue }
            if let known = best, known.missing <= missing {
                isUnclear = isUnclear || known.missing == missing
            } else {
                best = (word, missing)
                isUnclear = false
            }
        }
        return isUnclear ? nil : best.map { words[$0.word] }
    }

    /// The words that it may come from: those it begins, or all of its first letter when it has
    /// consonants alone.
    private func candidates(for short: Span<UInt8>) -> Range<Int> {
        guard short.count >= Self.shortestSkeleton, Self.letters.contains(short[0]) else {
            return 0..<0
        }
        let letter = Int(short[0] - Self.letters.lowerBound)
        let all = Int(starts[letter])..<Int(starts[letter + 1])
        if Self.hasConsonantsAlone(short) { return all }
        guard short.count >= Self.shortestBeginning, !Self.isVowel(short[short.count - 1]),
            beginnings.mayHold(WordHash(short.extracting(0..<Self.shortestBeginning)).key)
        else { return 0..<0 }
        let first = words.firstPlace(of: short, in: all)
        var end = first
        while end < all.upperBound, words.withBytes(of: end, { Self.begins($0, with: short) }) {
            end += 1
        }
        return first..<end
    }

    /// How many letters of the word are left out; `nil` when the short one doesn't come from it.
    private static func missing(from short: Span<UInt8>, of word: Span<UInt8>) -> Int? {
        guard short.count < word.count else { return nil }
        let isBeginning =
            short.count >= shortestBeginning && short.count * 2 >= word.count
            && begins(word, with: short) && !isVowel(short[short.count - 1])
        guard isBeginning || isSkeleton(short, of: word) else { return nil }
        return word.count - short.count
    }

    private static func begins(_ word: Span<UInt8>, with short: Span<UInt8>) -> Bool {
        guard short.count <= word.count else { return false }
        for index in short.indices where short[index] != word[index] { return false }
        return true
    }

    /// Whether no vowel follows its first letter.
    private static func hasConsonantsAlone(_ short: Span<UInt8>) -> Bool {
        for index in 1..<short.count where isVowel(short[index]) { return false }
        return true
    }

    /// Whether only vowels, doubled letters and at most one more consonant were left out, and the
    /// word ends as it did.
    private static func isSkeleton(_ short: Span<UInt8>, of word: Span<UInt8>) -> Bool {
        guard hasConsonantsAlone(short) else { return false }
        var (place, lost, last): (Int, Int, UInt8?) = (0, 0, nil)
        for index in word.indices {
            let letter = word[index]
            if !isVowel(letter) { last = letter }
            if place < short.count, short[place] == letter {
                place += 1
            } else if !isVowel(letter), index == 0 || word[index - 1] != letter {
                lost += 1
            }
        }
        return place == short.count && lost <= 1 && last == short[short.count - 1]
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"):
            true
        default: false
        }
    }
}

extension NameAbbreviations: Archived {
    static var blank: NameAbbreviations { NameAbbreviations([]) }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&words)
        archive.pass(&starts)
        archive.pass(&beginnings)
        guard starts.count == Self.letters.count + 1 else {
            self = .blank
            return archive.refuse()
        }
    }
}
