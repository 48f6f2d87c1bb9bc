import Detection
import Testing

/// Values that only count beside a word that names them.
@Suite struct SpanContextTests {
    private static let badge = #"""
        [[rules]]
        id = "test.badge"
        title = "Digits near a word"
        kind = "data"
        sensitivity = "low"
        [[rules.values]]
        pattern = '\d{4}-\d{4}'
        mode = "find"
        context = "nearby"
        [rules.names]
        tokens = { badge = 5.0 }
        phrases = { "staff card key" = 6.0, "出入証" = 6.0 }
        negative = { colour = -9.0 }
        """#

    private static func counts(
        _ texts: [String], engine: SpanFinder.Engine = .anchors
    ) throws -> [Int] {
        let rules = try TestRules.set(badge)
        let finder = SpanFinder(rules, engine: engine)
        var scratch = DetectionScratch()
        return texts.map { text in
            let bytes = Array(text.utf8)
            return finder.find(in: bytes.span, scratch: &scratch).spans
                .count { rules.rules[$0.rule].id == "test.badge" }
        }
    }

    @Test(arguments: [
        "badge 1234-5678", "BADGE: 1234-5678", "my_badge=1234-5678", "badges: 1234-5678",
        "oldBadgeNo 1234-5678", "staffCardKey 1234-5678", "the staff card key is 1234-5678",
        "Bádge 1234-5678", "出入証 1234-5678", "出入証1234-5678", "badge2 1234-5678",
    ])
    func `a word that names it may be written in any way`(text: String) throws {
        #expect(try Self.counts([text]) == [1])
    }

    @Test(arguments: [
        "1234-5678 badge", "badger 1234-5678", "bad ge 1234-5678", "staff key card 1234-5678",
        "staff card 1234-5678", "badge colour 1234-5678", "1234-5678",
        "badge of the man who came in late on a Friday evening 1234-5678",
        "badge-of-the-man-who-came-in-late-on-a-Friday-evening 1234-5678",
    ])
    func `other words name nothing`(text: String) throws {
        #expect(try Self.counts([text]) == [0])
    }

    @Test func `each place of a text is judged by its own words`() throws {
        let line = "badge 1234-5678 or 2345-6789; " + String(repeating: ". ", count: 30)
        let other = String(repeating: "3456-7890 | ", count: 150)
        let texts = [line + other + line, other, line, other]
        #expect(try Self.counts(texts) == [4, 0, 2, 0])
    }

    @Test func `words that were read before say the same again`() throws {
        let texts = [
            "badge 1234-5678", "badge colour 1234-5678", "colour badge 1234-5678",
            "staff card key 1234-5678", "staff key card 1234-5678",
        ]
        let counts = try Self.counts(texts + texts + texts.reversed())
        #expect(counts == [1, 0, 0, 1, 0] + [1, 0, 0, 1, 0] + [0, 1, 0, 0, 1])
    }

    @Test func `words stay known however many come between`() throws {
        let words = (0..<36_000).map { "w\(String($0 * 7, radix: 36))" }
        let many = stride(from: 0, to: words.count, by: 6).map {
            words[$0..<$0 + 6].joined(separator: " ") + " 1234-5678\n"
        }.joined()
        let texts = ["badge 1234-5678", many, "badge 1234-5678"]
        #expect(try Self.counts(texts, engine: .reference) == [1, 0, 1])
    }
}
