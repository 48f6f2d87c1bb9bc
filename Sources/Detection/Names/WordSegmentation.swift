internal import Primitives

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
    private static let endings = ["id", "no", "nr"]
    private static let shortEndings = endings.map { WordHash($0).key }
    /// Longer words aren't taken apart.
    private static let longestWord = 48
    /// Letters of scripts without blanks begin with this byte or a higher one.
    private static let firstUnspaced: UInt8 = 0xE0
    /// What a character outside every known word costs; a known word costs 1.
    private static let unknownCost = 3

    private var known: HashIndex
    /// What known words and endings begin with, they themselves among it.
    private var beginnings: WordFilter
    /// Characters of the longest known word.
    private var longest: Int

    /// - Parameter words: folded and singular, as `NameTokens` makes them.
    init(_ words: Set<String> = []) {
        known = HashIndex(words.sorted().map { (WordHash($0).key, 0) })
        beginnings = WordFilter(
            (Array(words) + Self.endings).flatMap { Self.beginnings(of: $0) })
        longest = words.reduce(1) { max($0, $1.count) }
    }

    private static func beginnings(of word: String) -> [UInt64] {
        var hash = WordHash()
        return word.utf8.map { byte in
            hash.add(byte)
            return hash.key
        }
    }

    func knows(_ word: Span<UInt8>) -> Bool { known.contains(WordHash(word).key) }

    private func knows(_ word: String) -> Bool { known.contains(WordHash(word).key) }

    /// False only when `segments` leaves a word as it is: the same walk by bytes, which are no
    /// fewer than the letters, without choosing a way.
    func mayHaveSegments(_ word: Span<UInt8>) -> Bool {
        guard !known.isEmpty, word.count > 0, !knows(word) else { return false }
        if word.count > Self.longestWord || word[0] >= Self.firstUnspaced {
            for index in word.indices where word[index] >= 0x80 { return true }
            return false
        }
        var reached: UInt64 = 1
        for start in word.indices where reached &>> UInt64(start) & 1 != 0 {
            reached |= ends(from: start, in: word)
        }
        return reached &>> UInt64(word.count) & 1 != 0
    }

    /// Where the pieces of a spaced script end that begin at `start`, a bit each.
    private func ends(from start: Int, in word: Span<UInt8>) -> UInt64 {
        var ends: UInt64 = 0
        var piece = Piece(
            letters: start..<start, hash: WordHash(), shorter: WordHash(), endsInS: false)
        for index in start..<word.count {
            piece.shorter = piece.hash
            piece.hash.add(word[index])
            piece.letters = start..<index + 1
            piece.endsInS = word[index] == UInt8(ascii: "s")
            let mayGoOn = beginnings.mayHold(piece.hash.key)
            // Why: an `s` may link a known word to the next one.
            if mayGoOn || piece.endsInS, isWord(piece, of: word.count, .spaced) {
                ends |= 1 &<< UInt64(index + 1)
            }
            if !mayGoOn { break }
        }
        return ends
    }

    /// The pieces of a word; the word itself when it is known or can't be taken apart.
    func segments(_ word: String) -> [String] {
        guard !known.isEmpty, !knows(word) else { return [word] }
        let letters = Letters(word)
        guard letters.count <= Self.longestWord, let first = word.unicodeScalars.first
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

    /// The bytes of a word and where its characters begin.
    private struct Letters {
        let bytes: [UInt8]
        let borders: [Int]

        init(_ word: String) {
            bytes = Array(word.utf8)
            if bytes.allSatisfy({ $0 < 0x80 }) {
                borders = Array(0...bytes.count)
            } else {
                borders = word.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.utf8.count) }
            }
        }

        var count: Int { borders.count - 1 }

        func bytes(_ letter: Int) -> ArraySlice<UInt8> {
            bytes[borders[letter]..<borders[letter + 1]]
        }

        func text(_ letters: Range<Int>) -> String {
            String(
                decoding: bytes[borders[letters.lowerBound]..<borders[letters.upperBound]],
                as: UTF8.self)
        }
    }

    /// Neighbouring letters, with their hash and that of all but the last.
    private struct Piece {
        var letters: Range<Int>
        var hash: WordHash
        var shorter: WordHash
        var endsInS: Bool
    }

    /// The cheapest way through the letters; `nil` when there is none.
    private func pieces(_ letters: Letters, _ cover: Cover) -> [String]? {
        var costs = [Int](repeating: .max, count: letters.count + 1)
        var starts = [Int](repeating: 0, count: letters.count + 1)
        costs[0] = 0
        for start in 0..<letters.count where costs[start] < .max {
            var piece = Piece(
                letters: start..<start, hash: WordHash(), shorter: WordHash(), endsInS: false)
            for end in start + 1...min(start + longest, letters.count) {
                let last = letters.bytes(end - 1)
                piece.shorter = piece.hash
                for byte in last { piece.hash.add(byte) }
                piece.letters = start..<end
                piece.endsInS = last.count == 1 && last.first == UInt8(ascii: "s")
                let isKnown = isWord(piece, of: letters.count, cover)
                guard isKnown || cover == .withGaps && end - start == 1 else { continue }
                let cost = costs[start] + (isKnown ? 1 : Self.unknownCost)
                if cost < costs[end] { (costs[end], starts[end]) = (cost, start) }
            }
        }
        guard costs[letters.count] < .max else { return nil }
        var pieces: [String] = []
        var end = letters.count
        while end > 0 {
            let piece = letters.text(starts[end]..<end)
            let isAsWritten = cover != .spaced || isPlain(piece)
            pieces.append(isAsWritten ? piece : String(piece.dropLast()))
            end = starts[end]
        }
        return joined(pieces.reversed())
    }

    private func isWord(_ piece: Piece, of count: Int, _ cover: Cover) -> Bool {
        let (start, end, length) = (
            piece.letters.lowerBound, piece.letters.upperBound, piece.letters.count
        )
        switch cover {
        case .whole: return known.contains(piece.hash.key)
        case .withGaps: return length > 1 && known.contains(piece.hash.key)
        case .spaced: break
        }
        if end == count, Self.shortEndings.contains(piece.hash.key) {
            return start >= Self.shortestPiece
        }
        guard length >= (start == 0 ? Self.shortestFirst : Self.shortestPiece) else {
            return false
        }
        return known.contains(piece.hash.key) || isLinked(piece, of: count)
    }

    private func isPlain(_ piece: String) -> Bool {
        let key = WordHash(piece).key
        return known.contains(key) || Self.shortEndings.contains(key)
    }

    /// Whether a piece that isn't the last is a known word and the `s` of Germanic compounds:
    /// `rechnungsadresse`.
    private func isLinked(_ piece: Piece, of count: Int) -> Bool {
        piece.letters.upperBound < count && piece.letters.count > Self.shortestPiece
            && piece.endsInS && known.contains(piece.shorter.key)
    }

    /// Neighbouring characters that aren't known make one word.
    private func joined(_ pieces: [String]) -> [String] {
        var words: [String] = []
        var wasKnown = true
        for piece in pieces {
            let isKnown = knows(piece)
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

extension WordSegmentation: Archived {
    static var blank: WordSegmentation { WordSegmentation() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&known)
        archive.pass(&beginnings)
        archive.pass(&longest)
        if longest < 1 { archive.refuse() }
    }
}
