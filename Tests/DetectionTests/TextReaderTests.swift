import Patterns
import Primitives
import Testing

@testable import Detection

@Suite struct TextReaderTests {
    /// What texts are made of: most of all what may join or end words.
    private static let pieces =
        "a B s S 7 - ' ’ é É . , —".split(separator: " ")
        .map { Array($0.utf8) } + [[0x20]]

    @Test func `words around a place are those the whole text is split into`() throws {
        let rules = try RepositoryRules.set()
        var walker = AnchorWalker(rules.spanProgram.anchors)
        var reader = TextReader()
        var random = SeededGenerator(seed: 12)
        var wrong: [String] = []
        var (compared, places) = (0, 0)
        for round in 0..<400 {
            // Why: texts with few separators have long words, which blocks cut.
            let pieces = round % 4 == 0 ? Array(Self.pieces.prefix(10)) : Self.pieces
            let text = (0..<150).flatMap { _ in pieces[random.below(pieces.count)] }
            let words = TextWords.split(text.span)
            walker.mark(text.span)
            var planes = walker.planes
            reader.beginText(&planes)
            var numbers = [Int?](repeating: nil, count: text.count)
            for (number, word) in words.enumerated() { numbers[word.start] = number }
            for place in text.indices where random.below(3) == 0 {
                guard reader.seek(place, in: text.span) != nil else {
                    if numbers[place] != nil { wrong.append("\(place) of \(Self.shown(text))") }
                    continue
                }
                places += 1
                let here = numbers[place] ?? words.count
                for offset in [0, 1, 2, 6, -1, -2, -9] {
                    let isThere = words.indices.contains(here + offset)
                    let isHeld = reader.holds(offset, in: text.span)
                    if isThere != isHeld || isThere && words[here + offset] != reader[offset] {
                        wrong.append("\(place), \(offset) of \(Self.shown(text))")
                    }
                    compared += 1
                }
            }
            reader.endText(&planes)
        }
        #expect(wrong.isEmpty)
        #expect(places > 1_000 && compared > 7_000)
    }

    private static func shown(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self) }
}

/// What a text alone says of a word.
extension TextWord: Equatable {
    static func == (left: TextWord, right: TextWord) -> Bool {
        left.range == right.range && left.gap == right.gap
            && left.isCapitalised == right.isCapitalised
            && left.isUpperCase == right.isUpperCase && left.hasDigits == right.hasDigits
            && left.isPossessive == right.isPossessive
    }
}
