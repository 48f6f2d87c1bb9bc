// Whether a number is worth a look at the words around it.

extension AddressSpans {
    /// Most digits of a postal code.
    private static let mostDigits = 9
    /// Bytes between a number and the word before it.
    private static let mostSeparators = 8
    /// Letters of that word that are looked at.
    private static let mostLetters = 32

    /// False only when neither a street's number nor a postal code stands at `place`.
    func mayBegin(at place: Int, in text: Span<UInt8>, _ reader: inout TextReader) -> Bool {
        let digits = reader.digitCount(from: place, in: text)
        guard digits > 0 else { return isDutchCode(place, text) }
        if place > 1, text[place - 1] == UInt8(ascii: "-"), 0x30...0x39 ~= text[place - 2] {
            return false
        }
        guard digits <= Self.mostDigits + 1 else { return false }
        let end = place + digits
        if digits > 6, end == text.count || text[end] != UInt8(ascii: "-") { return false }
        return isFollowed(from: end, text, &reader) || isPreceded(place, text, &reader)
    }

    /// `B012` of a code whose other half follows.
    private func isDutchCode(_ place: Int, _ text: Span<UInt8>) -> Bool {
        guard 0x41...0x5A ~= text[place], place + 3 < text.count else { return false }
        return 0x30...0x39 ~= text[place + 1] || 0x30...0x39 ~= text[place + 2]
            || 0x30...0x39 ~= text[place + 3]
    }

    /// Whether blanks or commas follow the number and then a capital, or a word of streets.
    @inline(__always)
    private func isFollowed(
        from start: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var end = start
        while end < text.count, end - start < Self.mostSeparators,
            TextWords.isPlain(text[end]) || text[end] == UInt8(ascii: "-")
        {
            end += 1
        }
        var next = end
        while next < text.count, text[next] == 0x20 || text[next] == UInt8(ascii: ",") {
            next += 1
        }
        return next > end && next < text.count && isOfStreet(next, text, &reader)
    }

    /// Whether a capital, or a word of streets, or the sign of a number stands before it.
    @inline(__always)
    private func isPreceded(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var end = place
        while end > 0, place - end < Self.mostSeparators, !isOfWord(text[end - 1]) { end -= 1 }
        guard end > 0, !endsInNumber(end, text) else { return false }
        var (start, isJoined) = (end, false)
        while start > 0, end - start < Self.mostLetters, isOfWord(text[start - 1]) {
            start -= 1
            isJoined = isJoined || !TextWords.isPlain(text[start])
        }
        guard start < end else { return false }
        let isSign = 2...3 ~= end - start && text[start] | 0x20 == UInt8(ascii: "n")
        return isSign || isJoined || end - start == Self.mostLetters
            || isOfStreet(start, text, &reader)
    }

    /// Whether digits stand before `end` that end no street's name, nor the sign of a number.
    private func endsInNumber(_ end: Int, _ text: Span<UInt8>) -> Bool {
        guard 0x30...0x39 ~= text[end - 1] else { return false }
        return end == 1 || 0x30...0x39 ~= text[end - 2] || !isOfWord(text[end - 2])
    }

    private func isOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || TextWords.isPlain(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "'")
    }

    /// Whether the word at `place` may be one of a street's name.
    private func isOfStreet(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        let byte = text[place]
        if byte >= 0x80 || 0x41...0x5A ~= byte { return true }
        guard 0x61...0x7A ~= byte else { return false }
        guard let word = lexicon.plainWord(at: place, in: text, &reader) else { return true }
        return word.traits.has([.street, .particle])
    }
}
