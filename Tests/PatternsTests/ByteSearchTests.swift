import Patterns
import Testing

@Suite struct ByteSearchTests {
    private func contains(_ text: String, _ needle: String, ignoringCase: Bool = false) -> Bool {
        let (text, needle) = (Array(text.utf8), Array(needle.utf8))
        return ByteSearch.contains(text.span, needle.span, ignoringCase: ignoringCase)
    }

    @Test func `finds a needle wherever it stands`() {
        for indent in 0...140 {
            let text = String(repeating: ".", count: indent) + "Aws_Key" + "--"
            #expect(contains(text, "Aws_Key"))
            #expect(contains(text, "y--"))
            #expect(!contains(text, "aws_key"))
            #expect(contains(text, "aws_key", ignoringCase: true))
            #expect(!contains(text, "aws_kez", ignoringCase: true))
            #expect(!contains(text, "aws-key", ignoringCase: true))
        }
    }

    @Test func `knows empty and long needles`() {
        #expect(contains("", ""))
        #expect(contains("a", ""))
        #expect(!contains("", "a"))
        #expect(!contains("abc", "abcd"))
    }

    @Test func `only letters have two cases`() {
        #expect(!contains(String(repeating: "@", count: 100), "`", ignoringCase: true))
        #expect(!contains(String(repeating: "[", count: 100), "{{", ignoringCase: true))
    }

    @Test func `the filter tells each key at one of two places`() {
        var filter = KeyFilter()
        let literal = Array("vercel".utf8)
        filter.insert(literal[0...])
        filter.insert(literal[1...])
        for indent in 0...9 {
            let text = Array((String(repeating: " ", count: indent) + "VERCEL").utf8)
            var places: [Int] = []
            filter.forEachPlace(in: text.span) { places.append($0) }
            #expect(places == [indent + indent % 2])
        }
    }

    @Test func `what can't follow a key is told apart`() {
        var filter = KeyFilter()
        for literal in ["contentful", "aboutme"] { filter.insert(Array(literal.utf8)[...]) }
        for indent in stride(from: 0, to: 40, by: 2) {
            let indented = String(repeating: " ", count: indent)
            func places(_ text: String) -> [Int] {
                var places: [Int] = []
                filter.forEachPlace(in: Array((indented + text).utf8).span) { places.append($0) }
                return places
            }
            #expect(places("contexts, contains, contours or about this") == [])
            #expect(places("CONTENTS") == [indent])
            // At its end a text doesn't say what follows.
            #expect(places("conta") == [indent])
        }
    }

    @Test func `every second place is looked at, however long the text`() {
        let keys = ["abca", "bcab", "zz9 "].map { Array($0.utf8) }
        var filter = KeyFilter()
        for key in keys { filter.insert(key[...]) }
        var state: UInt64 = 5
        for count in Array(0...70) + [500, 3_001] {
            let text = (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Array("aabbccAz9 ".utf8)[Int(state >> 33) % 10]
            }
            var places: Set<Int> = []
            filter.forEachPlace(in: text.span) { places.insert($0) }
            let folded = text.map { $0 | 0x20 }
            let expected = stride(from: 0, to: max(0, count - 3), by: 2).filter {
                keys.map { $0.map { $0 | 0x20 } }.contains(Array(folded[$0..<$0 + 4]))
            }
            #expect(places.isSuperset(of: expected))
            #expect(places.allSatisfy { $0 % 2 == 0 && $0 + 4 <= count })
        }
    }

    @Test func `an empty filter and a short text have no place`() {
        let text = Array("ver".utf8)
        KeyFilter().forEachPlace(in: text.span) { Issue.record("\($0)") }
        var filter = KeyFilter()
        filter.insert(Array("verc".utf8)[...])
        filter.forEachPlace(in: text.span) { Issue.record("\($0)") }
    }

    @Test func `more places than are told at a time are all told`() {
        var filter = KeyFilter()
        filter.insert(Array("abab".utf8)[...])
        let text = Array(String(repeating: "ab", count: 2_000).utf8)
        var count = 0
        filter.forEachPlace(in: text.span) { _ in count += 1 }
        #expect(count == 1_999)
    }
}
