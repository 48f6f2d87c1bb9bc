import Structure
import Testing

@Suite struct EscapedStringTests {
    /// The decoded text of every string with an escape, and what it was written as.
    private func read(_ text: String) -> [(text: String, raw: String)] {
        let bytes = Array(text.utf8)
        var escaped = EscapedString()
        var found: [(String, String)] = []
        var index = 0
        while let range = escaped.read(bytes.span, from: index, to: bytes.count) {
            let source = escaped.source(of: 0..<escaped.text.count)
            found.append(
                (
                    String(decoding: escaped.text, as: UTF8.self),
                    String(decoding: bytes[source], as: UTF8.self)
                ))
            index = range.upperBound + 1
        }
        return found
    }

    @Test func `reads strings with escapes and leaves the others`() {
        let found = read(#"{"a": "plain", "b": "x\n123", "c": "bob\u0040x.com"}"#)
        #expect(found.map(\.text) == ["x\n123", "bob@x.com"])
        #expect(found.map(\.raw) == [#"x\n123"#, #"bob\u0040x.com"#])
    }

    @Test func `knows where every byte was written`() throws {
        let bytes = Array(#"["\ud83d\ude00 a\tb"]"#.utf8)
        var escaped = EscapedString()
        _ = escaped.read(bytes.span, from: 0, to: bytes.count)
        #expect(String(decoding: escaped.text, as: UTF8.self) == "😀 a\tb")
        #expect(escaped.source(of: 0..<4) == 2..<14)
        #expect(escaped.source(of: 5..<6) == 15..<16)
        #expect(escaped.source(of: 6..<7) == 16..<18)
    }

    @Test(arguments: [
        "", "\"", "\"\\", "\"abc", "\"a\\\"", "\"a\\u00", "{\"a\": \"\\n\nb\"}", "\\\"\\",
    ])
    func `broken text ends quietly`(text: String) {
        for (_, raw) in read(text) { #expect(text.contains(raw)) }
    }

    @Test func `a broken escape at the end of a string is read`() {
        #expect(read("\"ab\\u12\"").count == 1)
        #expect(read("\"ab\\ud83d\"").map(\.text) == ["ab\u{FFFD}"])
    }
}
