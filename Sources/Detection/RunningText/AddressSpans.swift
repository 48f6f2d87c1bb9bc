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
        guard lexicon.labels.street != nil, let index = reader.seek(place, in: text),
            reader[index].hasDigits
        else { return place + 1 }
        guard let street = street(at: index, &reader, text) else {
            return reader.start(of: findCodedTown(index, &reader, text, &spans))
        }
        appendStreet(street, &reader, text, &spans)
        return reader.start(of: max(index + 1, street.upperBound))
    }

    /// The same where a street may follow the number.
    func readStreet(
        _ place: Int, _ reader: inout TextReader, in text: Span<UInt8>,
        into spans: inout [TextSpan]
    ) -> Int {
        guard lexicon.labels.street != nil, let index = reader.seek(place, in: text)
        else { return place + 1 }
        guard isHouseNumber(reader[index], text), !isYear(reader[index], text),
            let end = streetEnd(after: index, &reader, text)
        else { return read(place, &reader, in: text, into: &spans) }
        appendStreet(index..<end, &reader, text, &spans)
        return reader.start(of: end)
    }

    /// Appends a street, and the code and town behind it.
    private func appendStreet(
        _ street: Range<Int>, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) {
        append(street, lexicon.labels.street, reader, &spans, probability: Self.probability)
        findTown(from: street.upperBound, &reader, text, &spans)
    }

    /// The words of the street whose house number is at `index`.
    private func street(
        at index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Range<Int>? {
        guard isHouseNumber(reader[index], text) else { return nil }
        if !isYear(reader[index], text), let end = streetEnd(after: index, &reader, text) {
            return index..<end
        }
        guard let start = streetStart(before: index, &reader, text) else { return nil }
        return start..<index + 1
    }

    /// `52`, `12b`, `117-119`: at most four digits first.
    private func isHouseNumber(_ word: TextWord, _ text: Span<UInt8>) -> Bool {
        var digits = 0
        while digits < word.count, 0x30...0x39 ~= text[word.start + digits] { digits += 1 }
        guard 1...4 ~= digits else { return false }
        if digits < word.count, text[word.start + digits] == UInt8(ascii: "-") {
            return word.count - digits <= 4
        }
        return word.count - digits <= 1
    }

    /// `2014` before the name of a holder of rights rather than of a street.
    private func isYear(_ word: TextWord, _ text: Span<UInt8>) -> Bool {
        guard word.count == 4 else { return false }
        let century = (text[word.start], text[word.start + 1])
        return century == (0x31, 0x39) || century == (0x32, 0x30)
    }

    /// The end of `12 rue de la Paix` or `883 Highland Ter`.
    private func streetEnd(
        after index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        var (next, hasKind, hasName) = (index + 1, false, false)
        while next - index <= Self.longest + 1, reader.holds(next, in: text),
            reader[next].gap == .space || reader[next].gap == .comma && next == index + 1
        {
            lexicon.look(next, &reader, text)
            let word = reader[next]
            let isKind = word.traits.has(.street) && word.count >= 2
            if isKind, hasName || next == index + 1 {
                hasKind = true
                // Why: a kind in front is followed by the name, one behind ends the street.
                if hasName, word.isCapitalised { return next + 1 }
                guard word.count >= 3 else { return nil }
            } else if word.isCapitalised, !word.hasDigits {
                hasName = true
            } else if !word.traits.has(.particle) {
                break
            }
            next += 1
        }
        while next > index + 1, !reader[next - 1].isCapitalised { next -= 1 }
        return hasKind && hasName ? next : nil
    }

    /// The start of `Carrer de Mallorca 52`, `Atatürk Cad. No:150` or `Rosenweg 91`.
    private func streetStart(
        before index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        var last = index - 1
        guard reader.holds(last, in: text) else { return nil }
        if isSign(reader[last].range, text) { last -= 1 }
        guard reader[index].gap <= .comma || last < index - 1, reader.holds(last, in: text)
        else { return nil }
        if reader[last].isCapitalised, hasStreetEnding(reader[last], text) {
            return last
        }
        var first = last
        while last - first <= Self.longest, reader.holds(first, in: text) {
            lexicon.look(first, &reader, text)
            let word = reader[first]
            if word.traits.has(.street), word.count >= 2 {
                let hasName = first < last && reader[last].isCapitalised
                if hasName, word.count >= 3 || reader[first + 1].gap == .stop { return first }
                if first == last, word.isCapitalised, !word.isUpperCase,
                    reader[first].gap == .space, reader.holds(first - 1, in: text),
                    reader[first - 1].isCapitalised, !reader[first - 1].hasDigits
                {
                    return first - 1
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

    /// `, 80807 München` or `, Topeka, 66638` after a street.
    private func findTown(
        from start: Int, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) {
        var index = start
        while index < start + 8, reader.holds(index, in: text) {
            let word = reader[index]
            guard word.gap != .stop, word.isCapitalised || word.hasDigits else { break }
            if word.hasDigits, isPostalCode(word, text) {
                append(index..<index + 1, lexicon.labels.postalCode, reader, &spans)
            } else if !isLongNumber(word), let end = townEnd(index, &reader, text) {
                append(index..<end, lexicon.labels.city, reader, &spans)
                index = end
                continue
            }
            index += 1
        }
    }

    /// `59100 Lille`, `1012 AB Amsterdam`, `Topeka, KS 66614`, without a street.
    private func findCodedTown(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        let word = reader[index]
        var town = index + 1
        guard isPostalCode(word, text) else { return index + 1 }
        let isDutch =
            word.count == 4 && reader.holds(town, in: text) && reader[town].count == 2
            && reader[town].isUpperCase && reader[town].gap == .space
        if isDutch { town += 1 }
        guard isDutch || word.count > 4 else { return index + 1 }
        if reader.holds(town, in: text), reader[town].gap == .space, reader[town].isCapitalised,
            let end = townEnd(town, &reader, text)
        {
            append(index..<town, lexicon.labels.postalCode, reader, &spans)
            append(town..<end, lexicon.labels.city, reader, &spans)
            return end
        }
        if word.gap == .space, reader.holds(index - 2, in: text), reader[index - 1].count == 2,
            reader[index - 1].isUpperCase, reader[index - 1].gap == .comma,
            let start = townStart(index - 1, &reader, text)
        {
            append(start..<index - 1, lexicon.labels.city, reader, &spans)
            append(index - 1..<index, lexicon.labels.region, reader, &spans)
            append(index..<index + 1, lexicon.labels.postalCode, reader, &spans)
        }
        return index + 1
    }

    /// Where the town of at most three words begins that ends before `end`.
    private func townStart(
        _ end: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        for start in end - 3..<end
        where reader.holds(start, in: text) && reader[start].isCapitalised
            && townEnd(start, &reader, text) == end
        {
            return start
        }
        return nil
    }

    private func append(
        _ range: Range<Int>, _ label: Int?, _ words: borrowing TextReader,
        _ spans: inout [TextSpan], probability: Double = Self.townProbability
    ) {
        guard let label else { return }
        spans.append(
            TextSpan(
                start: words[range.lowerBound].start, end: words[range.upperBound - 1].end,
                rule: label, probability: probability))
    }

    /// Four to six digits, `00-950`, `4050-123`, or letters and digits as in `RG0` and `P7A`.
    private func isPostalCode(_ word: TextWord, _ text: Span<UInt8>) -> Bool {
        guard word.hasDigits, 3...10 ~= word.count else { return false }
        var (digits, hyphens) = (0, 0)
        for index in word.range {
            if 0x30...0x39 ~= text[index] { digits += 1 }
            if text[index] == UInt8(ascii: "-") { hyphens += 1 }
        }
        if digits == word.count { return 4...6 ~= digits }
        if digits + hyphens == word.count {
            let isPairOfYears = digits == 8 && text[word.start + 4] == UInt8(ascii: "-")
            return hyphens == 1 && 5...9 ~= digits && !isPairOfYears
        }
        return 3...4 ~= word.count && (word.isUpperCase || word.isCapitalised)
    }

    /// No town begins with a number as long as a postal code.
    private func isLongNumber(_ word: TextWord) -> Bool { word.hasDigits && word.count > 4 }

    /// The longest town of at most three words.
    private func townEnd(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        if isLongNumber(reader[index]) { return nil }
        var end = index + 1
        while end < index + 3, reader.holds(end, in: text), reader[end].gap == .space { end += 1 }
        while end > index + 1 {
            if lexicon.isTown(text, reader[index].start..<reader[end - 1].end) { return end }
            end -= 1
        }
        return isTown(index, &reader, text) ? end : nil
    }

    private func isTown(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        if reader[index].hasDigits { return lexicon.isTown(text, reader[index].range) }
        lexicon.look(index, &reader, text)
        return reader[index].traits.has(.town)
    }
}
