import Testing

@testable import Detection

@Suite struct LiteralMemoryTests {
    /// Literals of which every third is short, with and without case.
    private static let literals = (0..<40).map { number in
        LiteralSet.Literal(
            bytes: Array((number % 3 == 0 ? "k\(number)" : "literal\(number)").utf8) + [0x2D],
            ignoresCase: number % 2 == 0)
    }

    @Test func `says of each literal whether the text holds it, however it was found out`() {
        var set = LiteralSet()
        for literal in Self.literals { _ = set.insert(literal) }
        set.prepare()
        var memory = LiteralMemory()
        // A short text, a long one, one that holds it where it is asked for.
        for (place, length) in [(10, 100), (90_000, 100_000), (50_000, 100_000)] {
            let asking = length / 2..<length / 2 + 9
            for held in Self.literals.indices {
                var text = [UInt8](repeating: 0x2E, count: length)
                text.replaceSubrange(place..<place, with: Self.literals[held].bytes)
                memory.beginText()
                var isExcluded = memory.holdsNone(of: [held], set)
                #expect(!isExcluded)
                for place in Self.literals.indices {
                    let asked = (held + 7 * place) % Self.literals.count
                    let isHeld = memory.holdsOne(of: [asked], set, in: text.span, near: asking)
                    #expect(isHeld == (asked == held))
                    isExcluded = memory.holdsNone(of: [asked], set)
                    #expect(isExcluded != isHeld)
                }
                for numbers in [[], Array(Self.literals.indices)] {
                    let isHeld = memory.holdsOne(of: numbers, set, in: text.span, near: 0..<0)
                    #expect(isHeld)
                }
            }
        }
    }
}
