// Whether a capital is worth a look at the words around it: most are settled by the word it begins
// and the ones on both sides, before any is split.

extension NameSpans {
    /// What stands behind a word.
    private enum Follower {
        /// A word in small letters, blanks apart.
        case small(WordTraits)
        /// A capital, blanks apart, and its place.
        case capital(Int)
        /// Nothing that says more of the word.
        case other
        /// What takes a closer look.
        case unclear
    }

    /// What speaks for a name behind it, alone or with words before.
    private static let cues: WordTraits = WordTraits(
        TextCues.Kinds.before.union([.hint, .goesOn, .particle]))
    /// Most letters of a particle.
    static let longestParticle = 5
    /// A bit for each letter of a word that is too long for one.
    private static let particleLetters: UInt64 = (1 << 6) - 1
    /// Bytes between a word and the one before it.
    private static let mostSeparators = 16
    /// What a verb behind a name adds to it.
    private static let verbPoints = 2.0

    /// The word that begins with the capital at `place`, in the block that is read; `nil` where
    /// that takes a closer look.
    @inline(__always)
    func plainWord(
        at place: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> PlainWord? {
        if place > 0, TextWords.mayJoin(text[place &- 1]) { return nil }
        return lexicon.plainWord(at: place, in: text, &reader)
    }

    /// Whether no name begins with a word, nor with a particle behind it: most are such. False also
    /// where that takes a closer look.
    @inline(__always)
    func isIdle(
        _ word: PlainWord, in text: Span<UInt8>, _ reader: borrowing TextReader
    ) -> Bool {
        guard word.traits.has(.idle), word.end < text.count else { return false }
        if text[word.end] != 0x20 { return true }
        // A particle has fewer letters than may follow here.
        let letters = reader.marks.letters(from: word.start)
        let more = letters &>> UInt64(truncatingIfNeeded: word.count &+ 1)
        return ~more & Self.particleLetters == 0
    }

    /// Where the next name may begin when none does at a word with a capital; `nil` when that takes
    /// a closer look.
    func skip(_ word: PlainWord, in text: Span<UInt8>, _ reader: inout TextReader) -> Int? {
        let (place, end) = (word.start, word.end)
        if end < text.count, 0x30...0x39 ~= text[end] { return place + 1 }
        let begins = word.traits.mayBeginName
        if !begins, !word.traits.has(.surname) {
            return isBeforeParticle(word, text, &reader) ? nil : place + 1
        }
        switch follower(of: word, longest: Self.longestParticle, text, &reader) {
        case .small(let traits) where traits.has(.particle): return nil
        case .unclear: return nil
        case .capital(let second) where begins:
            return skip(word, before: second, text, &reader)
        default: break
        }
        let isName = begins && word.count > 1 && !word.traits.has(.never)
        return isName && mayBeCued(place, text, &reader) ? nil : place + 1
    }

    /// The same for a word that may begin a name before another capital.
    private func skip(
        _ word: PlainWord, before place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Int? {
        guard word.count > 1, !word.traits.has(.never),
            let second = lexicon.plainWord(at: place, in: text, &reader),
            !second.traits.has([.given, .particle, .company])
        else { return nil }
        let end = second.end
        if end < text.count, 0x30...0x39 ~= text[end] { return nil }
        let start = word.start
        guard mayContinue(second.traits) else {
            if second.traits.has(.street) { return end }
            return mayBeCued(start, text, &reader) ? nil : start + 1
        }
        var points =
            givenPoints(word.traits) + lastPoints(second.traits, letters: second.count)
        switch follower(of: second, longest: .max, text, &reader) {
        case .capital, .unclear: return nil
        case .small(let traits):
            if traits.has(.particle) { return nil }
            if traits.kinds.contains(.verb) { points += Self.verbPoints }
        case .other: break
        }
        return points >= Self.threshold || mayBeCued(start, text, &reader) ? nil : end
    }

    /// Whether a particle in small letters follows.
    @inline(__always)
    private func isBeforeParticle(
        _ word: PlainWord, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var next = word.end
        while next < text.count, text[next] == 0x20 { next += 1 }
        guard next > word.end, next < text.count, 0x61...0x7A ~= text[next],
            case .small(let traits) = small(
                at: next, longest: Self.longestParticle, text, &reader)
        else { return false }
        return traits.has(.particle)
    }

    /// - Parameter longest: letters of a word in small letters that is looked up.
    private func follower(
        of word: PlainWord, longest: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Follower {
        let end = word.end
        var next = end
        while next < text.count, text[next] == 0x20 { next += 1 }
        guard next < text.count else { return .other }
        let byte = text[next]
        if byte >= 0x80 { return .unclear }
        if next > end {
            if 0x41...0x5A ~= byte { return .capital(next) }
            if 0x61...0x7A ~= byte {
                return small(at: next, longest: longest, text, &reader)
            }
        }
        // The stop of an initial.
        if word.count == 1 { return .unclear }
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ":"): return .unclear
        case UInt8(ascii: ","):
            return isBeforeGiven(next, text, &reader) ? .unclear : .other
        default: return .other
        }
    }

    @inline(__always)
    private func small(
        at place: Int, longest: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Follower {
        let end = reader.marks.lettersEnd(from: place, in: text)
        if end - place > longest { return .small([]) }
        if end < text.count, TextWords.mayJoin(text[end]) { return .unclear }
        return .small(lexicon.plainWord(in: place..<end, text, &reader).traits)
    }

    /// False only when no given name stands behind the commas and blanks at `place`.
    private func isBeforeGiven(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var next = place
        while next < text.count, text[next] == 0x20 || text[next] == UInt8(ascii: ",") {
            next += 1
        }
        guard next < text.count else { return false }
        if text[next] >= 0x80 { return true }
        guard 0x41...0x5A ~= text[next] else { return false }
        guard let word = lexicon.plainWord(at: next, in: text, &reader) else { return true }
        return word.traits.has(.given) && !word.traits.has([.common, .never])
    }

    /// False only when what stands before `place` speaks for no name.
    private func mayBeCued(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var end = place
        while end > 0, !TextWords.isPlain(text[end - 1]) {
            if text[end - 1] >= 0x80 || place - end > Self.mostSeparators { return true }
            end -= 1
        }
        // No cue has digits in it.
        if end == 0 || 0x30...0x39 ~= text[end - 1] { return false }
        guard let word = lexicon.plainWord(before: end, in: text, &reader) else { return true }
        let start = word.start
        if start > 0, 0x30...0x39 ~= text[start - 1] { return false }
        return word.traits.has(Self.cues)
    }
}
