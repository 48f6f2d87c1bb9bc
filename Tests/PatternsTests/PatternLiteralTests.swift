import Patterns
import Testing

@Suite struct PatternLiteralTests {
    @Test(arguments: [
        ("gh[pso]_[a-z]{4}", ["ghp_", "gh"], true), ("gh[pso]_[a-z]{4}", ["ghp_"], false),
        ("a@b", ["@"], true), ("a@?b", ["@"], false), ("(?:x@)+", ["x@"], true),
        ("(?:x@){0,2}y", ["x@"], false), ("a(?=@)b", ["@"], false), ("ab|ac", ["ab", "ac"], true),
        ("ab|ac", ["ab"], false), ("(?i)ab", ["ab"], false), ("a.c", ["abc"], false),
        (#"\x61b"#, ["ab"], true), ("ab", [], false),
    ])
    func `a pattern tells which literals its matches hold`(
        pattern: String, literals: [String], holds: Bool
    ) throws {
        let pattern = try Pattern(pattern)
        let bytes = literals.map { Array($0.utf8) }
        #expect(pattern.holdsOne(of: bytes, ignoringCase: false) == holds)
    }

    @Test func `the case of letters is ignored where the test ignores it`() throws {
        let pattern = try Pattern("(?i)ab[cC]")
        #expect(pattern.holdsOne(of: [Array("abc".utf8)], ignoringCase: true))
        #expect(!pattern.holdsOne(of: [Array("abc".utf8)], ignoringCase: false))
    }

    @Test(arguments: [
        (#"\d{3}-\d{2}"#, 5), (#"\d{1,5}(?:,\d{2,5}){1,3}"#, 3), (#"(?:\d|1\d\d)[ab]"#, 1),
        (#"\d*[\da]x?"#, 0), (#"(?=\d\d)[1-4]"#, 1), (#"(?:\d{9}){99}"#, 255), (#"\d\p{Nd}"#, 1),
    ])
    func `a pattern tells how many digits its matches hold`(text: String, digits: Int) throws {
        #expect(try Pattern(text).leastDigits == digits)
    }
}
