// Whether a number is worth a look at the words around it.

extension AddressSpans {
    /// Most digits of a postal code.
    private static let mostDigits = 9
    /// Most digits of a house's number.
    static let mostHouseDigits = 4
    /// Bytes between a number and the word before it.
    private static let mostSeparators = 8
    /// Letters of that word that are looked at.
    private static let mostLetters = 32

    /// False only when the digit at `place` begins neither a street's number nor a postal code.
    @inline(__always)
    func mayBegin(
        at place: Int, in text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        // Most numbers stand behind others.
        let isSecond = place > 1 && 0x30...0x39 ~= text[place - 2]
        if isSecond, text[place - 1] == UInt8(ascii: "-") { return false }
        let digits = reader.marks.digitCount(from: place, in: text)
        let end = place &+ digits
        guard digits <= Self.mostHouseDigits else { return mayBeLong(place..<end, text) }
        if isDate(end, text) { return false }
        if end < text.count, mayGoOn(end, text), isFollowed(place..<end, text, &reader) {
            return true
        }
        if isSecond, !isOfWord(text[place - 1]) { return false }
        return isPreceded(place, text, &reader)
    }

    /// The same for more digits than a house's number has.
    private func mayBeLong(_ digits: Range<Int>, _ text: Span<UInt8>) -> Bool {
        let end = digits.upperBound
        guard digits.count <= Self.mostDigits + 1 else { return false }
        if digits.count > 6, end == text.count || text[end] != UInt8(ascii: "-") {
            return false
        }
        return isBeforeTown(end, text) || isBehindRegion(digits.lowerBound, text)
    }

    /// Whether two more numbers follow at `end`, hyphens between, that are too long for those of
    /// houses or codes.
    private func isDate(_ end: Int, _ text: Span<UInt8>) -> Bool {
        guard end + 4 < text.count, text[end] == UInt8(ascii: "-"),
            text[end + 3] == UInt8(ascii: "-")
        else { return false }
        return Self.isDigit(text[end + 1]) && Self.isDigit(text[end + 2])
            && Self.isDigit(text[end + 4])
    }

    /// False only when what stands at `end`, behind a number, leads to no word of a street.
    private func mayGoOn(_ end: Int, _ text: Span<UInt8>) -> Bool {
        let byte = text[end]
        if Self.isNear(byte) {
            return end + 1 < text.count && !(0x30...0x39 ~= text[end + 1])
        }
        return TextWords.isPlain(byte) || TextWords.mayJoin(byte)
    }

    /// False only when no half of a Dutch code stands at `place`, which is an ASCII capital of the
    /// block that is read: the `B012` of `B012 AB`.
    func mayBeCode(
        at place: Int, in text: Span<UInt8>, _ reader: borrowing TextReader
    ) -> Bool {
        guard reader.marks.hasDigits, reader.marks.digits(from: place) & 0b1110 != 0 else {
            return false
        }
        let end = place + 4
        guard end < text.count else { return false }
        if TextWords.mayJoin(text[end]) { return true }
        var next = end
        while next < text.count, text[next] == 0x20 { next += 1 }
        return next > end && next + 1 < text.count && Self.isCapital(text[next])
            && Self.isCapital(text[next + 1])
    }

    /// Whether blanks follow the number, and then a capital.
    private func isBeforeTown(_ start: Int, _ text: Span<UInt8>) -> Bool {
        let end = numberEnd(start, text)
        var next = end
        while next < text.count, text[next] == 0x20 { next += 1 }
        return next > end && next < text.count && TextWords.isCapital(text, next)
    }

    /// Whether two capitals and a blank stand before the number: `KS 66614`.
    private func isBehindRegion(_ place: Int, _ text: Span<UInt8>) -> Bool {
        var end = place
        while end > 0, text[end - 1] == 0x20 { end -= 1 }
        return end < place && end > 2 && Self.isCapital(text[end - 1])
            && Self.isCapital(text[end - 2])
    }

    /// Where the letters and digits behind the first digits of a number end.
    private func numberEnd(_ start: Int, _ text: Span<UInt8>) -> Int {
        var end = start
        while end < text.count, end - start < Self.mostSeparators,
            TextWords.isPlain(text[end]) || text[end] == UInt8(ascii: "-")
        {
            end += 1
        }
        return end
    }

    /// Whether blanks or commas follow the number and then a capital, or a word of streets.
    private func isFollowed(
        _ digits: Range<Int>, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        let end = numberEnd(digits.upperBound, text)
        guard end < text.count else { return false }
        guard Self.isNear(text[end]) else { return TextWords.mayJoin(text[end]) }
        var next = end + 1
        while next < text.count, Self.isNear(text[next]) { next += 1 }
        guard next < text.count else { return false }
        return end > digits.upperBound
            ? isOfStreet(next, text, &reader) : beginsStreet(next, behind: digits, text, &reader)
    }

    /// Whether the word at `place` may be the first of a street behind a house's number, which has
    /// two words at least, or the letters of a Dutch code.
    private func beginsStreet(
        _ place: Int, behind digits: Range<Int>, _ text: Span<UInt8>,
        _ reader: inout TextReader
    ) -> Bool {
        let byte = text[place]
        if byte >= 0x80 { return true }
        guard 0x61...0x7A ~= byte | 0x20 else { return false }
        let end = reader.marks.lettersEnd(from: place, in: text)
        guard end < text.count else { return false }
        if TextWords.mayJoin(text[end]) { return true }
        if Self.isCapital(byte), digits.count == Self.mostHouseDigits, end - place == 2 {
            return true
        }
        guard text[end] == 0x20 else { return false }
        return Self.isCapital(byte)
            || lexicon.plainWord(in: place..<end, text, &reader).traits.has([.street, .particle])
    }

    /// Whether a capital, or a word of streets, or the sign of a number stands before it.
    private func isPreceded(
        _ place: Int, _ text: Span<UInt8>, _ reader: inout TextReader
    ) -> Bool {
        var end = place
        while end > 0, place - end < Self.mostSeparators, Self.isNear(text[end - 1]) { end -= 1 }
        guard end > 0, isOfWord(text[end - 1]) else { return isSigned(end, place, text) }
        if 0x30...0x39 ~= text[end - 1] { return false }
        let letters = reader.marks.lettersStart(before: end, in: text)
        var (start, isJoined) = (letters, letters == end)
        while start > 0, end - start < Self.mostLetters, isOfWord(text[start - 1]) {
            start -= 1
            isJoined = isJoined || !TextWords.isPlain(text[start])
        }
        return isSign(start..<end, text) || isJoined || end - start >= Self.mostLetters
            || isOfStreet(start, text, &reader)
    }

    /// Whether the sign of a number stands before `end`, whatever lies between.
    private func isSigned(_ end: Int, _ place: Int, _ text: Span<UInt8>) -> Bool {
        var end = end
        while end > 0, place - end < Self.mostSeparators, !isOfWord(text[end - 1]) { end -= 1 }
        guard end > 0, !(0x30...0x39 ~= text[end - 1]) else { return false }
        if end > 3, !mayEndSign(text[end - 4], text[end - 3], text[end - 2], text[end - 1]) {
            return false
        }
        var start = end
        while start > 0, end - start < 4, isOfWord(text[start - 1]) {
            start -= 1
            if text[start] >= 0x80 { return true }
        }
        return isSign(start..<end, text)
    }

    /// False only when bytes in a row, the last of a word among them, end no sign of a number and
    /// none is beyond ASCII.
    private func mayEndSign(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> Bool {
        (a | b | c | d) >= 0x80 || b | 0x20 == UInt8(ascii: "n")
            || c | 0x20 == UInt8(ascii: "n")
    }

    /// `No`, `Nr`, `nº`.
    func isSign(_ word: Range<Int>, _ text: Span<UInt8>) -> Bool {
        guard 2...3 ~= word.count, text[word.lowerBound] | 0x20 == UInt8(ascii: "n") else {
            return false
        }
        let second = text[word.lowerBound + 1]
        return second | 0x20 == UInt8(ascii: "o") || second | 0x20 == UInt8(ascii: "r")
            || second == 0xC2
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
        if byte >= 0x80 || Self.isCapital(byte) { return true }
        guard 0x61...0x7A ~= byte else { return false }
        guard let word = lexicon.plainWord(at: place, in: text, &reader) else { return true }
        return word.traits.has([.street, .particle])
    }

    /// Whether what stands on both sides of the byte may be parts of one address.
    private static func isNear(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ",")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    static func isCapital(_ byte: UInt8) -> Bool { 0x41...0x5A ~= byte }
}
