import Testing

@testable import Patterns

@Suite struct BytePairsTests {
    private static let beginnings = [
        ["aA", "x", "0123456789", ":"], ["x", "xz", "z", "z"], ["z", "a", "a", "\0 "],
    ].map { $0.map { ByteSet($0.utf8) } }

    /// Whether a beginning stands at a place, zeros behind the text.
    private static func stands(at place: Int, in text: [UInt8]) -> Bool {
        beginnings.contains { sets in
            sets.enumerated().allSatisfy { offset, set in
                set.contains(place + offset < text.count ? text[place + offset] : 0)
            }
        }
    }

    @Test func `a range is narrowed to the first and the last beginning`() {
        let head = AnchorBranch.Head(Self.beginnings)
        var found = 0
        for seed in 0..<800 as Range<UInt64> {
            let count = Int(seed % 80) + 1
            let text = AnchorSamples.text(seed, count: count, alphabet: "axz0: ")
            let (start, end) = (Int(seed / 80) % count, count - 1)
            let places = (start...end).filter { Self.stands(at: $0, in: text) }
            let narrowed = head.narrowed(start...end, in: text.span)
            #expect(narrowed?.lowerBound == places.first)
            #expect(narrowed?.upperBound == places.last)
            found += places.count
        }
        #expect(found > 30)
    }

    @Test func `any place may be a beginning where none is rare`() {
        #expect(AnchorBranch.Head().narrowed(1...3, in: [1, 2, 3, 4].span) == 1...3)
    }
}
