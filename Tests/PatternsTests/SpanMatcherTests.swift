import Patterns
import Testing

@Suite struct SpanMatcherTests {
    /// What a matcher and PCRE2 find from each place on.
    private func compare(
        _ text: String, ignoresCase: Bool = false, in texts: [[UInt8]]
    ) throws -> (decided: Int, asked: Int) {
        let matcher = try #require(SpanMatcher(text, ignoresCase: ignoresCase), "\(text)")
        let pattern = try Pattern(text, ignoresCase: ignoresCase)
        let scratch = MatchScratch()
        var (decided, asked) = (0, 0)
        for bytes in texts {
            for start in 0...bytes.count {
                for last in Set([start, min(start + 3, bytes.count), bytes.count]) {
                    asked += 1
                    guard let found = matcher.firstMatch(in: bytes.span, startingIn: start...last)
                    else { continue }
                    decided += 1
                    let expected = pattern.firstMatch(
                        in: bytes.span, startingIn: start...last, scratch: scratch)
                    #expect(
                        found == expected,
                        "\(text) in \(String(decoding: bytes, as: UTF8.self)), \(start)...\(last)")
                }
            }
        }
        return (decided, asked)
    }

    @Test(arguments: [
        ("a|ab", "ab-"), ("(?:a|ab)(?:c|bcd)?", "abcd"), ("a{2,4}b?", "ab"), ("(?:ab?){2}", "ab"),
        (#"\b\d+\b"#, "1a-"), (#"(?<!\d)\d{3}-\d{2}(?!\d)"#, "12-"), ("^a+$", "ab"),
        (
            #"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}\d{1,3}(?![\d.]*\d)(?::\d)?"#,
            "25.:"
        ),
        (#"(?=[a-z]*\d)(?![a-z]*-)[a-z\d-]{2,6}"#, "a1-"), (#"(?<=^|,)\w+"#, "a,1"),
        (#"(?<!no |x)\d+"#, "nox 1"), (#"[\p{L}\d]{1,4}@(?:[\p{L}]\.)+\p{L}{2,3}"#, "a@.1"),
        (#"(?i)k?(?:st|street)s*"#, "kstre"), (#"\w+(?:-\w+)*\."#, "a-."), ("(?s:.)b", "ab\n"),
        (".b", "ab\n"), (#"\d+(?=\b|x)[^1]?"#, "1xa"), ("(?:a|b|c|d)*e|f", "abcdef"),
        ("x(?:ab|a)(?!b)", "xab"), (#"[^a]{2}\s\S"#, "ab "), (#"(\d)(?:,\1|\d)"#, "1,2"),
    ])
    func `matches where and as far as PCRE2 does`(pattern: String, alphabet: String) throws {
        let isRead = SpanMatcher(pattern, ignoresCase: false) != nil
        #expect(isRead != pattern.contains("\\1"))
        guard isRead else { return }
        let texts = (0..<40 as Range<UInt64>).map {
            AnchorSamples.text($0, count: 24, alphabet: alphabet)
        }
        let (decided, asked) = try compare(pattern, in: texts)
        #expect(decided > asked / 2)
        _ = try compare(pattern, ignoresCase: true, in: texts)
    }

    @Test func `what may be beyond ASCII is left to PCRE2`() throws {
        let matcher = try #require(SpanMatcher(#"(?<!\p{L})\p{L}+1(?!é)"#, ignoresCase: false))
        func found(_ text: String) -> MatchResult? {
            let bytes = Array(text.utf8)
            return matcher.firstMatch(in: bytes.span, startingIn: 0...bytes.count)
        }
        #expect(found("ab1") == .matched(0..<3))
        #expect(found("ab12") == .matched(0..<3))
        #expect(found("é1") == nil)
        #expect(found("-a-é") == nil)
        #expect(found("-a-1") == MatchResult.none)
        let texts = (0..<40 as Range<UInt64>).map {
            AnchorSamples.text($0, count: 20, alphabet: "aé1-")
        }
        _ = try compare(#"(?<!\p{L})\p{L}+1(?!é)"#, in: texts)
        _ = try compare(#"[^a-]+|\S1"#, in: texts)
        _ = try compare(#"\b\w+\b|\W"#, in: texts)
    }

    @Test(arguments: [
        "a*", "a+?", "a++b", "(?>a|ab)c", #"(a)\1"#, #"a\Bb"#, "(?m)^a", "a{3000}", "(?:a?)+b",
        "(?:(?<=a)b|c)d", "[[:alpha:]]b", #"a\R"#, "(?:(?!ab)[ab])+",
    ])
    func `what isn't read as it is is refused`(pattern: String) {
        #expect(SpanMatcher(pattern, ignoresCase: false) == nil)
    }

    @Test func `what may meet a bound that isn't kept is left to PCRE2`() throws {
        let text = "-?[ab]{2,300}(?:c|a)"
        let matcher = try #require(SpanMatcher(text, ignoresCase: false))
        let pattern = try Pattern(text)
        let scratch = MatchScratch()
        for length in [1, 2, 60, 297, 298, 299, 300, 301, 302, 400] {
            for tail in ["", "c", "a", "-c"] {
                let bytes = Array((String(repeating: "ab", count: length) + tail).utf8)
                    .suffix(length + tail.utf8.count)
                let subject = Array("-".utf8 + bytes)
                let found = matcher.firstMatch(in: subject.span, startingIn: 0...0)
                let walked = 1 + length + (["c", "a"].contains(tail) ? 1 : 0)
                #expect((found != nil) == (walked < 300))
                guard let found else { continue }
                let expected = pattern.firstMatch(
                    in: subject.span, startingIn: 0...0, scratch: scratch)
                #expect(found == expected)
            }
        }
        #expect(SpanMatcher("a{16,4000}", ignoresCase: false) != nil)
    }

    @Test func `an automaton that grows too large leaves the rest to PCRE2`() throws {
        let texts = (0..<60 as Range<UInt64>).map {
            AnchorSamples.text($0, count: 400, alphabet: "ab")
        }
        let matcher = try #require(SpanMatcher("[ab]*a[ab]{14}c", ignoresCase: false))
        let pattern = try Pattern("[ab]*a[ab]{14}c")
        let scratch = MatchScratch()
        var undecided = 0
        for text in texts {
            guard let found = matcher.firstMatch(in: text.span, startingIn: 0...0) else {
                undecided += 1
                continue
            }
            #expect(
                found
                    == pattern.firstMatch(
                        in: text.span, startingIn: 0...0, scratch: scratch))
        }
        #expect((1..<60).contains(undecided))
    }
}
