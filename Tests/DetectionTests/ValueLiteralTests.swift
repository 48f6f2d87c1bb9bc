import Detection
import Testing

/// The words of which a value must hold one before a pattern is asked.
@Suite struct ValueLiteralTests {
    @Test(arguments: [
        ("É[x]", "[x"), ("9@Key_", "key_"), ("a-b~c", "~C"), ("0O{}|", "o{}"), ("ÿ`^", "^"),
    ])
    func `a literal is found whatever its bytes and case`(value: String, literal: String) throws {
        let rules = try TestRules.set(
            """
            [[rules]]
            id = "custom.marked"
            title = "Marked"
            kind = "data"
            sensitivity = "low"
            [[rules.values]]
            pattern = '\\S+'
            literals = ['\(literal.lowercased())']
            ignore-case = true
            """)
        var scratch = DetectionScratch()
        let marked = rules.rules.firstIndex { $0.id == "custom.marked" }
        for (text, isThere) in [(value, true), ("plain", false)] {
            let taking = ValueRecognizer(rules).rules(
                taking: Array(text.utf8).span, scratch: &scratch)
            #expect(taking.contains(marked ?? -1) == isThere, "\(text)")
        }
    }
}
