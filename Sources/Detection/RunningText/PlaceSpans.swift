/// Finds towns, provinces and countries in running text by the preposition before them: `in
/// Lisbon`, `aus New South Wales`. A place that is also a given name, or an everyday word, is left
/// alone.
struct PlaceSpans: Sendable {
    private static let probability = 0.6
    /// Most words of a place's name.
    private static let longest = 3
    /// Most letters of a preposition.
    private static let longestBefore = 8
    /// Fewest letters of a place's name.
    private static let shortest = 4

    let lexicon: TextLexicon

    /// False only when no preposition stands before the capital at `place`.
    @inline(__always)
    func mayBegin(
        at place: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        place > 1 && text[place - 1] == 0x20 && Self.isLetter(text[place - 2])
            && isBehindPreposition(place, text, &reader)
    }

    private func isBehindPreposition(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        guard TextWords.isCapital(text, place) else { return false }
        let start = reader.marks.lettersStart(before: place - 1, in: text)
        if place - 1 - start > Self.longestBefore { return false }
        if start < place - 1, start == 0 || text[start - 1] < 0x80 {
            guard start == 0 || text[start - 1] <= 0x20 else { return false }
            return lexicon.plainWord(in: start..<place - 1, text, &reader).traits.kinds
                .contains(.place)
        }
        guard let before = word(before: place - 1, in: text) else { return false }
        return lexicon.cues.kinds(of: FoldedHash.hash(text, before)).contains(.place)
    }

    /// Appends the place at `place`, if there is one, and returns where the next may begin.
    func read(
        _ place: Int, _ reader: inout TextReader, in text: Span<UInt8>,
        into spans: inout [TextSpan]
    ) -> Int {
        guard let index = reader.seek(place, in: text) else { return place + 1 }
        for end in (index + 1...index + Self.longest).reversed()
        where isPhrase(index..<end, &reader, text) && !goesOn(behind: end, &reader, text) {
            let range = reader[index].start..<reader[end - 1].end
            guard let label = lexicon.placeLabel(text, range) else { continue }
            if end == index + 1, !isMeant(index, &reader, text) { break }
            spans.append(
                TextSpan(
                    start: range.lowerBound, end: range.upperBound, rule: label,
                    probability: Self.probability))
            return range.upperBound
        }
        return place + 1
    }

    /// The short word that ends at `end` and begins with the text or behind a blank.
    private func word(before end: Int, in text: Span<UInt8>) -> Range<Int>? {
        var start = end
        while start > 0, end - start <= Self.longestBefore, Self.isLetter(text[start - 1]) {
            start -= 1
        }
        let isWhole = end - start <= Self.longestBefore && (start == 0 || text[start - 1] <= 0x20)
        return isWhole ? start..<end : nil
    }

    private func isPhrase(
        _ range: Range<Int>, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        for index in range {
            guard reader.holds(index, in: text),
                index == range.lowerBound || reader[index].gap == .space, !reader[index].hasDigits
            else { return false }
        }
        return reader[range.upperBound - 1].isCapitalised
    }

    /// Whether a capitalised word follows: `in Paris Hilton's house`.
    private func goesOn(
        behind end: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        reader.holds(end, in: text) && reader[end].gap == .space && reader[end].isCapitalised
            && !reader[end].hasDigits
    }

    /// Whether a name of one word can only be a place's.
    private func isMeant(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        lexicon.look(index, &reader, text)
        let word = reader[index]
        guard word.count >= Self.shortest, !word.isUpperCase else { return false }
        return !word.traits.has([.given, .common, .never, .cue, .company])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || 0x61...0x7A ~= byte | 0x20
    }
}
