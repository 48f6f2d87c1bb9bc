import Patterns
import Testing

@testable import Detection

@Suite struct SuppressionMemoryTests {
    /// What the memory says of a value in a text, and what the suppression says itself.
    @Test(arguments: [
        ("test", true), ("TEST", true), ("example-12", true), ("an example", false),
        ("xxxx", true), ("xxxy", false), ("dummyé", true), ("éxxxx", false), ("", false),
        ("tests", false),
    ])
    func `patterns and named values cover what PCRE2 says they do`(
        value: String, isCovered: Bool
    ) throws {
        var suppression = Suppression()
        suppression.values = ["test"]
        suppression.patterns = try ["^example-[0-9]+$", "^x+$", #"dummy\p{L}"#].map {
            CompiledPattern(pattern: try Pattern($0))
        }
        var set = SuppressionSet()
        let void = set.insert(Suppression())
        let number = set.insert(suppression)
        #expect(set.insert(suppression) == number)
        let scratch = MatchScratch()
        let bytes = Array("a \(value) b".utf8)
        let range = 2..<bytes.count - 2
        let alone = suppression.covers(bytes.span.extracting(range), scratch: scratch)
        #expect(alone == isCovered)
        var memory = SuppressionMemory()
        for _ in 0..<2 {
            memory.beginText()
            for _ in 0..<2 {
                let known = memory.covers(
                    range, number, set, in: bytes.span, scratch: scratch)
                #expect(known == isCovered)
                let covered = memory.covers(
                    range, void, set, in: bytes.span, scratch: scratch)
                #expect(!covered)
            }
        }
    }
}
