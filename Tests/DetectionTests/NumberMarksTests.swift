import Patterns
import Primitives
import Testing

@testable import Detection

@Suite struct NumberMarksTests {
    /// What texts are made of: bytes, or what stands in addresses and tables.
    private static let bytes = "0123456789999--'.,:/  AaéA".utf8.map { [$0] }
    private static let parts = [
        "1", "12", "2024", "66614", "123456789", " ", "  ", ",", ", ", "-", "'", ".", "é", "b",
        "AB", "Main", " Rue ", "rue", "No", "n°", "Paris", ",KS ",
    ].map { Array($0.utf8) }

    @Test func `a number that is passed over is none of an address`() throws {
        let rules = try RepositoryRules.set()
        let addresses = AddressSpans(lexicon: try #require(TextLexicon(rules)))
        var walker = AnchorWalker(rules.spanProgram.anchors)
        var reader = TextReader()
        var random = SeededGenerator(seed: 5)
        var passed = 0
        var wrong: [String] = []
        for round in 0..<2_000 {
            let pieces = round % 2 == 0 ? Self.bytes : Self.parts
            var text: [UInt8] = []
            while text.count < 200 { text += pieces[random.below(pieces.count)] }
            walker.mark(text.span)
            var planes = walker.planes
            reader.beginText(&planes)
            for block in 0..<reader.blockCount {
                let starts = reader.wordStarts(of: block, in: text.span)
                let first = block * 64
                for place in first..<min(first + 64, text.count)
                where Self.beginsNumber(text, place) && starts >> (place - first) & 1 == 0 {
                    passed += 1
                    if addresses.mayBegin(at: place, in: text.span, &reader) {
                        wrong.append("\(place) of " + String(decoding: text, as: UTF8.self))
                    }
                }
            }
        }
        #expect(wrong.isEmpty)
        #expect(passed > 1_000)
    }

    private static func beginsNumber(_ text: [UInt8], _ place: Int) -> Bool {
        0x30...0x39 ~= text[place] && (place == 0 || !TextWords.isPlain(text[place - 1]))
    }

    @Test func `a plain token is the one word that it is split into`() {
        var random = SeededGenerator(seed: 6)
        let alphabet = Array("abcdefSsé".utf8)
        var split = SplitWords()
        var plain = 0
        for _ in 0..<20_000 {
            var text = (0...random.below(18)).map { _ in alphabet[random.below(alphabet.count)] }
            if random.below(2) == 0 { text[0] &= 0xDF }
            guard let word = PlainToken(text.span) else { continue }
            plain += 1
            split.split(text.span)
            let bytes = word.withBytes { word in word.indices.map { word[$0] } }
            #expect(split.texts == [String(decoding: bytes, as: UTF8.self)])
        }
        #expect(plain > 1_000)
    }
}
