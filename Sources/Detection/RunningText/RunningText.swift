internal import Patterns

/// Reads running text for what no pattern finds: names of persons and companies, streets, places.
/// A class, so that no text counts its references to the lexicon.
final class RunningText: Sendable {
    private let names: NameSpans
    private let addresses: AddressSpans
    private let places: PlaceSpans

    /// Of the words that dictionaries and cues know.
    var filter: WordFilter { names.lexicon.filter }

    /// - Parameter filter: of the lexicon's words, when compiled rules brought it along.
    /// - Returns: `nil` when the rules have no word lists or cues to read with.
    init?(_ rules: RuleSet, _ filter: WordFilter?) {
        guard let lexicon = TextLexicon(rules, filter) else { return nil }
        names = NameSpans(lexicon: lexicon)
        addresses = AddressSpans(lexicon: lexicon)
        places = PlaceSpans(lexicon: lexicon)
    }

    /// Replaces `spans` by what was found in `text`. Words are split and looked up only near the
    /// capitals and numbers that may begin something.
    ///
    /// - Parameter planes: what was marked of the text; the reader has it meanwhile.
    func find(
        in text: Span<UInt8>, _ planes: inout AnchorPlanes, reader: inout TextReader,
        into spans: inout [TextSpan]
    ) {
        if !spans.isEmpty { spans.removeAll(keepingCapacity: true) }
        reader.beginText(&planes)
        defer { reader.endText(&planes) }
        // Where the next of each may begin.
        var (name, address, town) = (0, 0, 0)
        for block in 0..<reader.blockCount {
            var starts = reader.wordStarts(of: block, in: text)
            while starts != 0 {
                let place = block * 64 + starts.trailingZeroBitCount
                starts &= starts &- 1
                let byte = text[place]
                if 0x30...0x39 ~= byte {
                    if place < address { continue }
                    if addresses.mayBegin(at: place, in: text, &reader) {
                        address = addresses.read(place, &reader, in: text, into: &spans)
                    }
                    continue
                }
                if byte >= 0x80, !TextWords.isCapital(text, place) { continue }
                if place >= name {
                    let word = names.plainWord(at: place, in: text, &reader)
                    if let word, names.isIdle(word, in: text, reader) {
                        // Nothing begins here.
                    } else {
                        name =
                            word.flatMap { names.skip($0, in: text, &reader) }
                            ?? names.read(place, &reader, in: text, into: &spans)
                    }
                }
                if place >= town, places.mayBegin(at: place, in: text, &reader) {
                    town = places.read(place, &reader, in: text, into: &spans)
                }
                if place >= address, byte < 0x80, addresses.mayBeCode(at: place, in: text, reader) {
                    address = addresses.read(place, &reader, in: text, into: &spans)
                }
            }
        }
    }
}
