import Patterns
import Testing

@Suite struct WholeProgramTests {
    /// Bytes up to which the automaton's word is certain of values of digits, and of lower case
    /// letters; −1 for none.
    @Test(arguments: [
        (#"\d{10}"#, 4_095, 4_095), ("[A-Z]{2}[0-9]+", 4_095, 4_095),
        (#"(?i:[a-z]+)-\d"#, 4_095, 4_095), (#"[A-Z]\d?|\d{4,}"#, 4_095, 4_095),
        (#"\d{2,9}"#, 9, 9), (#"[A-Z]{2}\d{2,9}-?"#, 11, 11),
        (#"(?:[A-Z]\d){1,8}"#, 17, 17), (".+", 4_095, 4_095), (#"\S{4,64}"#, 64, 64),
        (#"\p{L}{1,9}"#, 9, 9), (#"(?<!-)\d(?!\d)"#, 4_095, 4_095),
        (#"\b\d+\b"#, 4_095, 4_095),
        (#"[1-9]\d{3}"#, -1, 4_095), ("[0-9a-f]+", 4_095, -1), ("x?[0-9]", 4_095, -1),
        (#"\d++"#, -1, -1), (#"(?>\d+)"#, -1, -1), (#"\d{128}"#, 4_095, 4_095),
        (#"\d{129}"#, -1, -1),
        (#"(?=.*\d)[A-Z0-9]+"#, -1, -1), (#"(?<=-)\d"#, -1, -1), (#"\b-\d"#, -1, -1),
        (#"([A-Z])\1"#, -1, -1), (#"(?i:\p{Lu}+)"#, -1, -1), (#"\d(?!x)\d"#, -1, -1),
    ])
    func `is certain of what the classes of bytes and the length decide`(
        pattern: String, digits: Int, letters: Int
    ) {
        let program = WholeProgram([(pattern, false)])
        for (sample, most) in [("0", digits), ("az", letters)] as [(StaticString, Int)] {
            let classes = ByteClasses.classes(of: sample)
            let sure = (0...4_200).filter {
                program.certainty(of: 0).covers(count: $0, classes: classes)
            }
            #expect(sure == Array(0..<max(most + 1, 0)), "\(sample)")
        }
    }

    @Test(arguments: [63, 64, 65, 96, 128, 129, 140, 200, 300])
    func `long repetitions aren't lost`(count: Int) {
        let texts = [
            "[a-f]{\(count)}", "(?:-?[a-z]){\(count),\(count + 2)}", "[a-f]{9}.{\(count - 9),}",
        ]
        var walker = WholeWalker(WholeProgram(texts.map { ($0, false) }))
        let value = [UInt8](repeating: UInt8(ascii: "c"), count: count)
        let range = walker.takers(of: value.span)
        #expect(walker.listed[range] == [0, 1, 2])
    }

    @Test func `alternatives are certain each by itself`() {
        let text = #"[1-9]\d{3}|[A-Z]{2,9}|[b-d]|(?i:\p{Lu})|[A-Z]{3,9}"#
        let program = WholeProgram([(text, false)])
        #expect((0..<program.branchCount).map(program.pattern(of:)).allSatisfy { $0 == 0 })
        func certain(_ classes: StaticString, _ count: Int) -> [Bool] {
            (0..<program.branchCount).map {
                program.certainty(of: $0)
                    .covers(count: count, classes: ByteClasses.classes(of: classes))
            }
        }
        // One branch each for `[1-9]\d{3}`, both of `[A-Z]`, `[b-d]` and what is never certain.
        #expect(certain("0", 4) == [false, true, true, false])
        #expect(certain("A", 9) == [true, true, true, false])
        #expect(certain("A", 10) == [true, false, true, false])
        #expect(certain("a", 4) == [true, true, false, false])
    }

    @Test(arguments: [
        ("[1-9]\\d{3}|(?i:male|f)", ["0123", "1234", "MALE", "mal", "F", "", "fm"]),
        ("(?=[^\\s\\p{L}]*\\p{L})[^\\s,;]{2,40}", ["a1", "12", "1-a", "a b", "1 a", "a", "1a,"]),
        ("(?!-?[\\d.]+ ?\\p{L}{1,4}$).*\\p{L}{3}.*", ["12 kgs", "12 kgs net", "kgs", "12 kgram"]),
        ("(?!abc|x[x-z])\\w+", ["abc", "abcd", "xa", "xy", "ab", "wabc"]),
        ("(?=.*\\d)(?=.*[A-Z])\\w{4,}", ["aB3x", "ab3x", "aBcx", "B3", "aB3!"]),
        ("a{20}b", ["aaaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaaab"]),
    ])
    func `a matcher takes what PCRE2 takes`(pattern: String, values: [String]) throws {
        var matcher = try #require(ExactMatcher(pattern, ignoresCase: false))
        let whole = try Pattern(pattern, anchoring: .whole)
        let scratch = MatchScratch()
        for value in values {
            let bytes = Array(value.utf8)
            let expected = whole.firstMatch(in: bytes.span, scratch: scratch).isMatch
            let taken = matcher.takes(bytes.span, classes: ByteClasses.classes(of: bytes.span))
            #expect(taken == expected, "\(value)")
        }
    }

    @Test func `a matcher leaves to PCRE2 what it can't tell`() throws {
        func takes(_ pattern: String, _ value: String) throws -> Bool? {
            var matcher = try #require(ExactMatcher(pattern, ignoresCase: false))
            let bytes = Array(value.utf8)
            return matcher.takes(bytes.span, classes: ByteClasses.classes(of: bytes.span))
        }
        #expect(ExactMatcher(#"(a)\g1"#, ignoresCase: false) == nil)
        #expect(ExactMatcher(#"\d++"#, ignoresCase: false) == nil)
        #expect(ExactMatcher(#"(?<=-)\d"#, ignoresCase: false) == nil)
        #expect(try takes(#"\p{Lu}\p{L}+"#, "Éa") == nil)
        #expect(try takes(#"\p{Lu}\p{L}+"#, "Éa1") == false)
        #expect(try takes("(?!.*x$).+", "x\n") == false)
        #expect(try takes("(?!.*x$)[^y]+", "x\n") == nil)
        #expect(try takes("[a-z]{2,9}", "abcdefghijkl") == false)
        #expect(try takes("[a-z]{2,19}", "abcdefghijklmnopqrst") == nil)
        #expect(try takes("(?!x)y|z", "z") == true)
    }

    @Test func `a matcher that values overwhelm gives up`() throws {
        // Whether the letter 12 places before the end is an a: 4,096 states.
        var matcher = try #require(ExactMatcher("[ab]*a[ab]{12}", ignoresCase: false))
        let whole = try Pattern("[ab]*a[ab]{12}", anchoring: .whole)
        let scratch = MatchScratch()
        var undecided = 0
        for seed in 0..<300 as Range<UInt64> {
            let bytes = AnchorSamples.text(seed, count: 60, alphabet: "ab")
            let classes = ByteClasses.classes(of: bytes.span)
            guard let taken = matcher.takes(bytes.span, classes: classes) else {
                undecided += 1
                continue
            }
            #expect(taken == whole.firstMatch(in: bytes.span, scratch: scratch).isMatch)
        }
        #expect((1..<300).contains(undecided))
    }

    @Test func `letters beyond ASCII leave in doubt what they may be part of`() {
        let program = WholeProgram([(#"\p{L}+"#, false), ("[A-Z]+", false)])
        let classes = ByteClasses.classes(of: Array("é".utf8).span)
        #expect(!program.certainty(of: 0).covers(count: 2, classes: classes))
        #expect(program.certainty(of: 1).covers(count: 2, classes: classes))
    }

    @Test func `a value is asked of every pattern that takes it`() throws {
        let texts =
            AnchorSamples.patterns + ["(?i:male|female)", #"\p{Lu}\p{Ll}+ \p{Lu}.*"#, "(a)\\g1"]
        let program = WholeProgram(texts.map { ($0, false) })
        #expect(program.unmodelled == [texts.count - 1])
        var walker = WholeWalker(program)
        let scratch = MatchScratch()
        let whole = try texts.map { try Pattern($0, anchoring: .whole) }
        var values = ["", "Female", "123-45-6789", "Anna Berg", "Éa Öb", "a@b.c", "1.2.3.4"]
        values += [String(repeating: "a1", count: 16), String(repeating: "Z9", count: 10)]
        for seed in 0..<200 as Range<UInt64> {
            let bytes = AnchorSamples.text(seed, count: 8, alphabet: "abf9.@c-1")
            values.append(String(decoding: bytes, as: UTF8.self))
        }
        for value in values.map({ Array($0.utf8) }) {
            let range = walker.takers(of: value.span)
            let branches = walker.listed[range].map(Int.init)
            let takers = branches.map(program.pattern(of:))
            let classes = ByteClasses.classes(of: value.span)
            for branch in branches
            where program.certainty(of: branch).covers(count: value.count, classes: classes) {
                let place = program.pattern(of: branch)
                #expect(
                    whole[place].firstMatch(in: value.span, scratch: scratch).isMatch,
                    "\(texts[place])")
            }
            for (place, pattern) in whole.enumerated().dropLast()
            where pattern.firstMatch(in: value.span, scratch: scratch).isMatch {
                #expect(takers.contains(place), "\(texts[place])")
            }
        }
    }
}
