/// Takes words apart that are written without a blank: `homephone`, `kundentelefon`, `電話番号`.
///
/// Letters of a spaced script are taken apart only when known words cover all of them, so that
/// `template` and `public` stay whole; scripts without blanks at the best place, with what isn't
/// known as words of their own.
struct WordSegmentation: Sendable {
    /// Shorter pieces of spaced scripts turn up in any word: `cust` may begin one, but `age` and
    /// `end` end too many that have nothing to do with them.
    private static let shortestFirst = 3
    private static let shortestPiece = 4
    /// What a longer word may end in all the same: `orderid`, `phoneno`.
    private static let shortEndings: Set = ["id", "no", "nr"]
    /// Longer words aren't taken apart.
    private static let longestWord = 48
    /// What a character outside every known word costs; a known word costs 1.
    private static let unknownCost = 3

    private var known: Set<String> = []
    private var longest = 0

    /// Words are folded and singular, as `NameTokens` makes them.
    mutating func learn(_ words: some Sequence<String>) {
        for word in words {
            known.insert(word)
            longest = max(longest, word.count)
        }
    }

    func knows(_ word: String) -> Bool { known.contains(word) }

    /// The pieces of a word; the word itself when it is known or can't be taken apart.
    func segments(_ word: String) -> [String] {
        guard !known.isEmpty, !known.contains(word) else { return [word] }
        let letters = Array(word)
        guard letters.count <= Self.longestWord, let first = letters.first?.unicodeScalars.first
        else { return [word] }
        if LetterClass(first, after: .other) != .unspaced {
            return pieces(letters, .spaced) ?? [word]
        }
        return pieces(letters, .whole) ?? pieces(letters, .withGaps) ?? [word]
    }

    private enum Cover {
        /// Known words from end to end, none of them short.
        case spaced
        /// Known words from end to end, single characters among them: 会社 + 名.
        case whole
        /// Known words of two characters and more, and what stands between them.
        case withGaps
    }

    /// The cheapest way through the letters; `nil` when there is none.
    private func pieces(_ letters: [Character], _ cover: Cover) -> [String]? {
        var costs: [Int?] = [0] + [Int?](repeating: nil, count: letters.count)
        var starts = [Int](repeating: 0, count: letters.count + 1)
        for end in 1...letters.count {
            for start in max(0, end - longest)..<end {
                guard let before = costs[start] else { continue }
                let isKnown = isWord(letters[start..<end], of: letters.count, cover)
                guard isKnown || cover == .withGaps && end - start == 1 else { continue }
                let cost = before + (isKnown ? 1 : Self.unknownCost)
                if cost < costs[end] ?? .max { (costs[end], starts[end]) = (cost, start) }
            }
        }
        guard costs[letters.count] != nil else { return nil }
        var pieces: [String] = []
        var end = letters.count
        while end > 0 {
            let piece = String(letters[starts[end]..<end])
            let isAsWritten = cover != .spaced || isPlain(piece)
            pieces.append(isAsWritten ? piece : String(piece.dropLast()))
            end = starts[end]
        }
        return joined(pieces.reversed())
    }

    private func isWord(_ piece: ArraySlice<Character>, of count: Int, _ cover: Cover) -> Bool {
        let text = String(piece)
        switch cover {
        case .whole: return known.contains(text)
        case .withGaps: return piece.count > 1 && known.contains(text)
        case .spaced: break
        }
        let isFirst = piece.startIndex == 0
        if piece.endIndex == count, Self.shortEndings.contains(text) {
            return piece.startIndex >= Self.shortestPiece
        }
        guard piece.count >= (isFirst ? Self.shortestFirst : Self.shortestPiece) else {
            return false
        }
        return known.contains(text) || isLinked(piece, of: count)
    }

    private func isPlain(_ piece: String) -> Bool {
        known.contains(piece) || Self.shortEndings.contains(piece)
    }

    /// Whether a piece that isn't the last is a known word and the `s` of Germanic compounds:
    /// `rechnungsadresse`.
    private func isLinked(_ piece: ArraySlice<Character>, of count: Int) -> Bool {
        piece.endIndex < count && piece.count > Self.shortestPiece && piece.last == "s"
            && known.contains(String(piece.dropLast()))
    }

    /// Neighbouring characters that aren't known make one word.
    private func joined(_ pieces: [String]) -> [String] {
        var words: [String] = []
        var wasKnown = true
        for piece in pieces {
            let isKnown = known.contains(piece)
            if !isKnown && !wasKnown {
                words[words.count - 1] += piece
            } else {
                words.append(piece)
            }
            wasKnown = isKnown
        }
        return words
    }
}
