/// Finds street addresses in running text: a number beside a kind of street, in either order, and
/// the postal code and town that follow.
struct AddressSpans: Sendable {
    /// The last bytes of a word, the very last highest.
    private struct Ending: BitwiseCopyable {
        private let bits: UInt64
        let count: Int

        init(_ text: Span<UInt8>, _ word: Range<Int>) {
            var bits: UInt64 = 0
            count = min(word.count, 8)
            for index in word.suffix(count) { bits = bits >> 8 | UInt64(text[index]) << 56 }
            self.bits = bits
        }

        /// Whether `other` ends with it.
        func ends(_ other: Ending) -> Bool { (bits ^ other.bits) >> UInt64(64 - count * 8) == 0 }
    }

    private static let probability = 0.7
    private static let townProbability = 0.65
    /// Most words of a street's name.
    private static let longest = 4
    /// Words behind a street that may be those of its town.
    private static let mostTownWords = 8
    /// Digits of the shortest postal codes; letters follow the Dutch one.
    private static let fewestDigits = 4
    /// Ends of streets written as one word: `Rosenweg`, `Kerkstraat`, `Storgatan`.
    private static let endings: [Ending] = [
        "strasse", "straße", "str", "weg", "platz", "allee", "gasse", "ring", "damm", "ufer",
        "steig", "pfad", "markt", "straat", "laan", "plein", "gracht", "kade", "dreef", "singel",
        "dijk", "gatan", "gata", "vägen", "veien", "vej", "vejen", "gade", "katu", "tie", "polku",
    ].map {
        let bytes = Array($0.utf8)
        return Ending(bytes.span, bytes.indices)
    }

    let lexicon: TextLexicon

    /// Appends the street or the places at `place`, if there are any, and returns where the next
    /// may begin.
    func read(
        _ place: Int, _ reader: inout TextReader, in text: Span<UInt8>,
        into spans: inout [TextSpan]
    ) -> Int {
        guard lexicon.labels.street != nil, let number = reader.word(at: place, in: text),
            number.hasDigits
        else { return place + 1 }
        guard isHouseNumber(number, text) else {
            return findCodedTown(number, &reader, text, &spans)
        }
        if !isYear(number, text), let end = streetEnd(behind: number, &reader, text) {
            return appendStreet(place..<end, &reader, text, &spans)
        }
        if let start = streetStart(before: number, &reader, text) {
            return appendStreet(start..<number.end, &reader, text, &spans)
        }
        return findCodedTown(number, &reader, text, &spans)
    }

    /// Appends a street, and the code and town behind it; returns where it ends.
    private func appendStreet(
        _ street: Range<Int>, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        append(street, lexicon.labels.street, &spans, probability: Self.probability)
        findTown(behind: street.upperBound, &reader, text, &spans)
        return street.upperBound
    }

    /// `52`, `12b`, `117-119`: at most four digits first.
    private func isHouseNumber(_ word: WordPlace, _ text: Span<UInt8>) -> Bool {
        let (digits, rest) = (word.digitCount, word.count - word.digitCount)
        guard 1...Self.mostHouseDigits ~= digits else { return false }
        return rest <= 1 || rest <= 4 && text[word.start + digits] == UInt8(ascii: "-")
    }

    /// `2014` before the name of a holder of rights rather than of a street.
    private func isYear(_ word: WordPlace, _ text: Span<UInt8>) -> Bool {
        guard word.count == 4 else { return false }
        let century = (text[word.start], text[word.start + 1])
        return century == (0x31, 0x39) || century == (0x32, 0x30)
    }

    /// The end of `12 rue de la Paix` or `883 Highland Ter`.
    private func streetEnd(
        behind number: WordPlace, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        var (last, hasKind, hasName) = (number.end, false, false)
        // Where the last word with a capital ends.
        var end = last
        for _ in 0...Self.longest {
            let isFirst = last == number.end
            guard let word = reader.word(behind: last, in: text) else { break }
            let gap = TextWords.gap(behind: last, before: word.start, text)
            guard gap == .space || gap == .comma && isFirst else { break }
            let traits = lexicon.traits(of: word, text, &reader)
            let isCapitalised = TextWords.isCapital(text, word.start)
            if traits.has(.street), word.count >= 2, hasName || isFirst {
                hasKind = true
                // Why: a kind in front is followed by the name, one behind ends the street.
                if hasName, isCapitalised { return word.end }
                guard word.count >= 3 else { return nil }
            } else if isCapitalised, !word.hasDigits {
                hasName = true
            } else if !traits.has(.particle) {
                break
            }
            last = word.end
            if isCapitalised { end = last }
        }
        return hasKind && hasName ? end : nil
    }

    /// Where `Carrer de Mallorca 52`, `Atatürk Cad. No:150` or `Rosenweg 91` begins.
    private func streetStart(
        before number: WordPlace, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        guard let index = reader.seek(number.start, in: text) else { return nil }
        var last = index - 1
        guard reader.holds(last, in: text) else { return nil }
        if isSign(reader[last].range, text) { last -= 1 }
        guard reader[index].gap <= .comma || last < index - 1, reader.holds(last, in: text)
        else { return nil }
        if reader[last].isCapitalised, hasStreetEnding(reader[last], text) {
            return reader[last].start
        }
        var first = last
        while last - first <= Self.longest, reader.holds(first, in: text) {
            lexicon.look(first, &reader, text)
            let word = reader[first]
            if word.traits.has(.street), word.count >= 2 {
                let hasName = first < last && reader[last].isCapitalised
                if hasName, word.count >= 3 || reader[first + 1].gap == .stop {
                    return word.start
                }
                if first == last, word.isCapitalised, !word.isUpperCase,
                    reader[first].gap == .space, reader.holds(first - 1, in: text),
                    reader[first - 1].isCapitalised, !reader[first - 1].hasDigits
                {
                    return reader[first - 1].start
                }
            }
            guard word.isCapitalised || word.traits.has(.particle), !word.hasDigits,
                word.gap == .space || word.gap == .stop
            else { return nil }
            first -= 1
        }
        return nil
    }

    private func hasStreetEnding(_ word: TextWord, _ text: Span<UInt8>) -> Bool {
        let tail = Ending(text, word.range)
        return Self.endings.contains { $0.count + 3 <= word.count && $0.ends(tail) }
    }

    /// `, 80807 München` or `, Topeka, 66638` behind a street.
    private func findTown(
        behind street: Int, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) {
        var (end, left) = (street, Self.mostTownWords)
        while left > 0, let word = reader.word(behind: end, in: text) {
            guard word.hasDigits || TextWords.isCapital(text, word.start),
                TextWords.gap(behind: end, before: word.start, text) != .stop
            else { break }
            left -= 1
            end = word.end
            if word.hasDigits, isPostalCode(word, text) {
                append(word.range, lexicon.labels.postalCode, &spans)
            } else if !isLongNumber(word), let town = town(from: word, &reader, text) {
                append(word.start..<town.end, lexicon.labels.city, &spans)
                end = town.end
                left -= town.words - 1
            }
        }
    }

    /// `59100 Lille`, `1012 AB Amsterdam`, `Topeka, KS 66614`, without a street; returns where to
    /// go on.
    private func findCodedTown(
        _ code: WordPlace, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        guard isPostalCode(code, text), code.count >= Self.fewestDigits else { return code.end }
        var (end, town) = (code.end, wordBehindBlank(code.end, &reader, text))
        if code.count == Self.fewestDigits {
            guard let letters = town, letters.count == 2,
                Self.isCapital(text[letters.start]), Self.isCapital(text[letters.start + 1])
            else { return code.end }
            (end, town) = (letters.end, wordBehindBlank(letters.end, &reader, text))
        }
        if let town, TextWords.isCapital(text, town.start),
            let townEnd = self.town(from: town, &reader, text)?.end
        {
            append(code.start..<end, lexicon.labels.postalCode, &spans)
            append(town.start..<townEnd, lexicon.labels.city, &spans)
            return townEnd
        }
        findTown(before: code, &reader, text, &spans)
        return code.end
    }

    /// `Topeka, KS 66614`.
    private func findTown(
        before code: WordPlace, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) {
        guard code.start > 0, text[code.start - 1] == 0x20,
            let index = reader.seek(code.start, in: text), reader[index].gap == .space,
            reader.holds(index - 2, in: text)
        else { return }
        let region = reader[index - 1]
        guard region.count == 2, region.isUpperCase, region.gap == .comma else { return }
        for start in index - 4..<index - 1
        where reader.holds(start, in: text) && reader[start].isCapitalised {
            guard let word = reader.word(at: reader[start].start, in: text),
                let end = town(from: word, &reader, text)?.end, end == reader[index - 2].end
            else { continue }
            append(word.start..<end, lexicon.labels.city, &spans)
            append(region.range, lexicon.labels.region, &spans)
            append(code.range, lexicon.labels.postalCode, &spans)
            return
        }
    }

    /// No town begins with a number as long as a postal code.
    private func isLongNumber(_ word: WordPlace) -> Bool {
        word.hasDigits && word.count > Self.fewestDigits
    }

    /// The longest town of at most three words, blanks between.
    private func town(
        from word: WordPlace, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> (end: Int, words: Int)? {
        if isLongNumber(word) { return nil }
        if let second = wordBehindBlank(word.end, &reader, text) {
            if let third = wordBehindBlank(second.end, &reader, text),
                lexicon.isTown(text, word.start..<third.end)
            {
                return (third.end, 3)
            }
            if lexicon.isTown(text, word.start..<second.end) { return (second.end, 2) }
        }
        let isTown =
            word.hasDigits
            ? lexicon.isTown(text, word.range)
            : lexicon.traits(of: word, text, &reader).has(.town)
        return isTown ? (word.end, 1) : nil
    }

    /// The word behind another, and nothing but blanks between.
    @inline(__always)
    private func wordBehindBlank(
        _ end: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> WordPlace? {
        // Why: the `s` of a possessive may stand before the blanks.
        guard end < text.count, text[end] == 0x20 || TextWords.mayJoin(text[end]),
            let word = reader.word(behind: end, in: text),
            TextWords.gap(behind: end, before: word.start, text) == .space
        else { return nil }
        return word
    }

    private func append(
        _ range: Range<Int>, _ label: Int?, _ spans: inout [TextSpan],
        probability: Double = Self.townProbability
    ) {
        guard let label else { return }
        spans.append(
            TextSpan(
                start: range.lowerBound, end: range.upperBound, rule: label,
                probability: probability))
    }

    /// Four to six digits, `00-950`, `4050-123`, or letters and digits as in `RG0` and `P7A`; the
    /// word has digits.
    private func isPostalCode(_ word: WordPlace, _ text: Span<UInt8>) -> Bool {
        guard 3...10 ~= word.count else { return false }
        if word.isNumber { return Self.fewestDigits...6 ~= word.count }
        let others = ~word.digits & (1 &<< UInt64(truncatingIfNeeded: word.count) &- 1)
        // Why: hyphens stand inside a word, never side by side.
        let isHyphened = text[word.start + others.trailingZeroBitCount] == UInt8(ascii: "-")
        if isHyphened, others & (others - 1) == 0 {
            let isPairOfYears = word.count == 9 && word.digitCount == 4
            return 6...10 ~= word.count && !isPairOfYears
        }
        guard word.count <= 4 else { return false }
        if TextWords.isCapital(text, word.start) { return true }
        var whole = TextWord(start: word.start, end: word.start, gap: .space)
        TextWords.read(&whole, text)
        return whole.isUpperCase
    }
}
