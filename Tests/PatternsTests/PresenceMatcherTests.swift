import Patterns
import Testing

@Suite struct PresenceMatcherTests {
    private static let sets: [(patterns: [String], read: [Bool], alphabet: String)] = [
        (["a{3}|ba", "c$"], [true, true], "abc"),
        (["^ab|^c", #"\bx\b"#], [true, true], "abcx "),
        (["(?i)ks|a[^b]c", "^<[^<>]{1,6}>$"], [true, true], "KSabc<>"),
        ([#"(a)\1"#, "(?<!b)ab", "bb(?=a)"], [false, false, true], "abc"),
        (["ca(?!b|c)", "b$|^$"], [true, false], "abc"),
        (["é|a+é?b", #"\w-$"#], [true, true], "aé-b"),
    ]

    @Test(arguments: 0..<sets.count)
    func `tells what PCRE2 tells of the patterns that are read`(number: Int) throws {
        let (patterns, read, alphabet) = Self.sets[number]
        let compiled = try patterns.map { try Pattern($0) }
        let matcher = PresenceMatcher(compiled.map(\.source))
        #expect(matcher.isRead == read)
        let scratch = MatchScratch()
        var (decided, found) = (0, 0)
        for seed in 0..<300 as Range<UInt64> {
            let text = AnchorSamples.text(seed, count: Int(seed) % 12, alphabet: alphabet)
            guard let isHeld = matcher.holdsMatch(in: text.span) else { continue }
            decided += 1
            found += isHeld ? 1 : 0
            let isExpected = zip(compiled, read).contains { pattern, isRead in
                isRead && pattern.firstMatch(in: text.span, scratch: scratch).isMatch
            }
            #expect(isHeld == isExpected, "\(String(decoding: text, as: UTF8.self))")
        }
        #expect(decided > 100 && found > 5)
    }

    @Test func `nothing is held where no pattern is read`() throws {
        let matcher = PresenceMatcher([try Pattern("a*").source])
        #expect(matcher.isRead == [false])
        #expect(matcher.holdsMatch(in: Array("aaa".utf8).span) == false)
    }

    @Test func `what may be beyond ASCII is left to PCRE2`() throws {
        let matcher = PresenceMatcher([try Pattern("x[^a]y").source])
        #expect(matcher.holdsMatch(in: Array("xéy".utf8).span) == nil)
        #expect(matcher.holdsMatch(in: Array("éxby".utf8).span) == true)
        #expect(matcher.holdsMatch(in: Array("éxay".utf8).span) == false)
    }
}
