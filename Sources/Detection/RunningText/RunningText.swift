/// Reads running text for what no pattern finds: names of persons and companies, streets, towns.
struct RunningText: Sendable {
    /// Bytes read at once, so that what a text needs stays bounded.
    private static let pieceLength = 65_536

    private let names: NameSpans
    private let addresses: AddressSpans

    /// `nil` when the rules have no word lists or cues to read with.
    init?(_ rules: RuleSet) {
        guard let lexicon = TextLexicon(rules) else { return nil }
        names = NameSpans(lexicon: lexicon)
        addresses = AddressSpans(lexicon: lexicon)
    }

    /// Replaces `spans` by what was found in `text`. One pass; words are looked up only near
    /// capitals and numbers.
    func find(
        in text: Span<UInt8>, words: inout [TextWord], into spans: inout [TextSpan]
    ) {
        spans.removeAll(keepingCapacity: true)
        var start = 0
        while start < text.count {
            let end = pieceEnd(text, from: start)
            TextWords.split(text, in: start..<end, into: &words)
            names.find(&words, in: text, into: &spans)
            addresses.find(&words, in: text, into: &spans)
            start = end
        }
    }

    /// Cuts at a line break, else at a blank.
    private func pieceEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        let limit = start + Self.pieceLength
        guard limit < text.count else { return text.count }
        for end: UInt8 in [0x0A, 0x20] {
            for index in stride(from: limit, to: limit - 4096, by: -1) where text[index] == end {
                return index
            }
        }
        return limit
    }
}
