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

    @Test func `in a plain text no word begins with a capital or a digit`() throws {
        let rules = try RepositoryRules.set()
        var walker = AnchorWalker(rules.spanProgram.anchors)
        var reader = TextReader()
        var random = SeededGenerator(seed: 13)
        var plain = 0
        for _ in 0..<4_000 {
            // Few of these texts have more than a letter or two.
            let pieces = Self.pieces.prefix(random.below(Self.pieces.count) + 1)
            let text = Array(
                (0..<random.below(20)).flatMap { _ in pieces[random.below(pieces.count)] }
                    .prefix(64))
            walker.mark(text.span)
            var planes = walker.planes
            guard planes.isPlain else { continue }
            plain += 1
            reader.beginText(&planes)
            for block in 0..<reader.blockCount {
                #expect(reader.wordStarts(of: block, in: text.span) == 0)
            }
            reader.endText(&planes)
        }
        #expect(plain > 300)
    }

    @Test func `words that aren't split lie where they are split`() throws {
        let rules = try RepositoryRules.set()
        var walker = AnchorWalker(rules.spanProgram.anchors)
        var reader = TextReader()
        var random = SeededGenerator(seed: 13)
        var wrong: [String] = []
        var (places, longest) = (0, 0)
        for round in 0..<400 {
            let pieces = Array(Self.pieces.prefix([5, 8, 10, 15][round % 4]))
            let text = (0..<250).flatMap { _ in pieces[random.below(pieces.count)] }
            let words = TextWords.split(text.span)
            walker.mark(text.span)
            var planes = walker.planes
            reader.beginText(&planes)
            var starts: Set<Int> = []
            for (number, word) in words.enumerated() {
                starts.insert(word.start)
                let next = number + 1 < words.count ? words[number + 1] : nil
                let isSame =
                    Self.isSame(reader.word(at: word.start, in: text.span), word, text)
                    && Self.isSame(reader.word(behind: word.end, in: text.span), next, text)
                if !isSame { wrong.append("\(number) of \(Self.shown(text))") }
                longest = max(longest, word.count)
            }
            for place in text.indices where reader.word(at: place, in: text.span) != nil {
                places += 1
                if !starts.contains(place) { wrong.append("\(place) of \(Self.shown(text))") }
            }
            reader.endText(&planes)
        }
        #expect(wrong.isEmpty)
        #expect(places > 5_000 && longest > 128)
    }

    private static func isSame(_ place: WordPlace?, _ word: TextWord?, _ text: [UInt8]) -> Bool {
        guard let place, let word else { return place == nil && word == nil }
        let digits = word.range.map { 0x30...0x39 ~= text[$0] }
        let leading = digits.prefix(64).prefix { $0 }.count
        return place.range == word.range && place.hasDigits == digits.contains(true)
            && place.digitCount == leading && place.isNumber == digits.allSatisfy { $0 }
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
