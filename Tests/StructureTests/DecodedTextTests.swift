import Structure
import Testing

@Suite struct DecodedTextTests {
    /// The text, and the source of each byte of it and of its end; `nil` without an escape.
    private func read(_ source: String) -> (text: String, places: [Int])? {
        var decoded = DecodedText()
        guard decoded.read(Array(source.utf8).span) else { return nil }
        var passed = 0
        let places = (0...decoded.bytes.count).map { decoded.source(of: $0, passed: &passed) }
        return (String(decoding: decoded.bytes, as: UTF8.self), places)
    }

    @Test func `decodes strings where they stand`() {
        let lines = [
            #"{"a": "plain", "b": "x\n123", "c": "bob\u0040x.com"}"#, #"{"d": "plain"}"#,
            #"{"e\\f": "\"g\""}"#,
        ]
        let texts = [
            "{\"a\": \"plain\", \"b\": \"x\n123\", \"c\": \"bob@x.com\"}", #"{"d": "plain"}"#,
            #"{"e\f": ""g""}"#,
        ]
        let found = read(lines.joined(separator: "\n"))
        #expect(found?.text == texts.joined(separator: "\n"))
    }

    @Test func `knows where every byte was written`() throws {
        let found = try #require(read(#"["\ud83d\ude00 a\tb\u00e9"]"#))
        #expect(found.text == "[\"😀 a\tbé\"]")
        #expect(found.places == [0, 1, 2, 2, 2, 2, 14, 15, 16, 18, 19, 19, 25, 26, 27])
    }

    @Test func `characters beside the surrogates are single`() throws {
        let found = try #require(read(#""\ud654\u002b82""#))
        #expect(found.text == "\"화+82\"")
        #expect(found.places == [0, 1, 1, 1, 7, 13, 14, 15, 16])
    }

    @Test func `knows the strings with escapes`() {
        var decoded = DecodedText()
        let source = #"{"a": "b", "c\t": "d\u0041e", "f": "", "g": "\n"}"#
        let bytes = Array(source.utf8)
        let isDecoded = decoded.read(bytes.span)
        #expect(isDecoded)
        let strings = decoded.strings.map { String(decoding: decoded.bytes[$0], as: UTF8.self) }
        #expect(strings == ["c\t", "dAe", "\n"])
    }

    @Test(arguments: [
        "", "\"", "\"\\", "\"abc", "\"a\\\"", "\"a\\u00", "{\"a\": \"\\n\nb\"}", "\\\"\\",
        "\"a\\\n\"b\"", "\\n \"a\" \\n", "{\"a\": \"b\"}",
    ])
    func `leaves what has no escape in a string`(text: String) {
        #expect(read(text) == nil)
    }

    @Test func `a broken escape at the end of a string is read`() {
        #expect(read("\"ab\\u12\"") != nil)
        #expect(read("\"ab\\ud83d\"").map(\.text) == "\"ab\u{FFFD}\"")
    }

    @Test func `reads one text after another`() {
        var decoded = DecodedText()
        let texts = [#"a "\n""#, #""b""#, #"c "\t" d"#].map { source in
            decoded.read(Array(source.utf8).span)
                ? String(decoding: decoded.bytes, as: UTF8.self) : nil
        }
        #expect(texts == ["a \"\n\"", nil, "c \"\t\" d"])
    }
}
