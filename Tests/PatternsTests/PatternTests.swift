import Patterns
import Testing

@Suite struct PatternTests {
    private func match(_ pattern: Pattern, _ bytes: [UInt8]) -> MatchResult {
        let scratch = MatchScratch()
        return pattern.firstMatch(in: bytes.span, scratch: scratch)
    }

    @Test func `finds the leftmost match and its groups`() throws {
        let pattern = try Pattern(#"(\d+)-(x)?(\d+)"#)
        let scratch = MatchScratch()
        let bytes = Array("ab 12-34 5-6".utf8)
        #expect(pattern.firstMatch(in: bytes.span, scratch: scratch) == .matched(3..<8))
        #expect(scratch.captured(1) == 3..<5)
        #expect(scratch.captured(2) == nil)
        #expect(scratch.captured(3) == 6..<8)
        #expect(pattern.firstMatch(in: bytes.span, from: 8, scratch: scratch) == .matched(9..<12))
    }

    @Test func `a whole pattern takes no part of the value`() throws {
        let pattern = try Pattern("a|ab", anchoring: .whole)
        #expect(match(pattern, Array("ab".utf8)) == .matched(0..<2))
        #expect(match(pattern, Array("abc".utf8)) == .none)
        #expect(match(pattern, Array("ab\n".utf8)) == .none)
        #expect(match(pattern, Array("xab".utf8)) == .none)
    }

    @Test func `walks over matches without overlap and past empty ones`() throws {
        let scratch = MatchScratch()
        let text = Array("aaab".utf8)
        var ranges: [Range<Int>] = []
        let complete = try Pattern("aa|b?").forEachMatch(in: text.span, scratch: scratch) {
            ranges.append($0)
            return true
        }
        #expect(complete)
        #expect(ranges == [0..<2, 2..<2, 3..<4, 4..<4])
    }

    @Test func `stops when told`() throws {
        let scratch = MatchScratch()
        let text = Array("aaaa".utf8)
        var count = 0
        try Pattern("a").forEachMatch(in: text.span, scratch: scratch) { _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test func `an exhausted limit is not a no`() throws {
        let pattern = try Pattern("(x+x+)+[yz]")
        let text = [UInt8](repeating: UInt8(ascii: "x"), count: 64)
        #expect(match(pattern, text) == .limitExceeded)
        let scratch = MatchScratch()
        #expect(!pattern.forEachMatch(in: text.span, scratch: scratch) { _ in true })
    }

    @Test func `bytes that are not UTF-8 neither match nor fail`() throws {
        let pattern = try Pattern("[a-z]+")
        #expect(match(pattern, [0xFF, 0xFE, 0x61, 0x62, 0xC3]) == .matched(2..<4))
        #expect(match(try Pattern(".", anchoring: .whole), [0xFF]) == .none)
        #expect(match(try Pattern("é"), Array("caf\u{e9}".utf8)) == .matched(3..<5))
    }

    @Test func `an empty subject is matched like any other`() throws {
        #expect(match(try Pattern("a?"), []) == .matched(0..<0))
        #expect(match(try Pattern("a"), []) == .none)
    }

    @Test func `case is ignored when asked`() throws {
        #expect(match(try Pattern("akia", ignoresCase: true), Array("AKIA".utf8)).isMatch)
        #expect(!match(try Pattern("akia"), Array("AKIA".utf8)).isMatch)
    }

    @Test(arguments: [
        ("(a", PatternError(offset: 2, reason: "missing closing parenthesis")),
        (#"\C"#, PatternError(offset: 2, reason: "using \\C is disabled by the application")),
    ])
    func `says why and where a pattern is refused`(text: String, expected: PatternError) {
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error?.offset == expected.offset)
        #expect(error?.reason.contains(expected.reason.prefix(12)) == true)
    }

    @Test func `refuses more groups than the scratch can hold`() {
        let text = String(repeating: "(a)", count: 32)
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error?.description == "32 groups, at most 31 are allowed at byte 0")
    }

    @Test(arguments: [#"\S+"#, #"\D+"#, #"\W+"#, #"[\S]+"#, #"a?\\?\S"#, #"\QS\E|\S+"#])
    func `what isn't a blank, digit or letter of ASCII may be beyond it`(text: String) throws {
        let scratch = MatchScratch()
        let whole = try Pattern(text, anchoring: .whole)
        #expect(whole.firstMatch(in: Array("É".utf8).span, scratch: scratch).isMatch)
    }

    @Test func `escapes before letters stay what they are`() throws {
        let scratch = MatchScratch()
        for (text, value) in [
            (#"\\S"#, #"\S"#), (#"\Q\S\E"#, #"\S"#), (#"[^\S]"#, " "), (#"[]\S]+"#, "]É"),
        ] {
            let whole = try Pattern(text, anchoring: .whole)
            #expect(whole.firstMatch(in: Array(value.utf8).span, scratch: scratch).isMatch)
        }
    }
}
