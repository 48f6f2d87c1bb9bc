import Detection
import Testing

@Suite struct SpanFinderTests {
    private let rules: RuleSet

    init() throws { rules = try TestRules.set() }

    /// `label:text` of every span.
    private func find(_ text: String, in rules: RuleSet? = nil) -> [String] {
        let set = rules ?? self.rules
        let bytes = Array(text.utf8)
        var scratch = DetectionScratch()
        let finding = SpanFinder(set).find(in: bytes.span, scratch: &scratch)
        return finding.spans.map {
            "\(set.rules[$0.rule].id):\(String(decoding: bytes[$0.start..<$0.end], as: UTF8.self))"
        }
    }

    @Test func `finds values of several labels in order`() {
        let found = find("Grüße an anna@mail.example.org, SSN 219-09-9998, bob@x.org.")
        #expect(
            found == [
                "contact.email:anna@mail.example.org", "gov.us.ssn:219-09-9998",
                "contact.email:bob@x.org",
            ])
    }

    @Test func `checks what it finds`() {
        #expect(find("number 000-12-3456 and card 4539148803436468") == [])
        #expect(find("card 4539 1488 0343 6467") == ["fin.card.pan:4539 1488 0343 6467"])
    }

    @Test func `a harmless class hides what lies in it`() {
        #expect(find("id 3f2a6c1d-9b7e-4c5d-8a1f-453914880343 seen") == [])
    }

    @Test func `a generic secret needs its keyword`() {
        let secret = "q8Zk2LmV0xTrW5yBn7Hd"
        for text in [
            "api_key = \"\(secret)\"", "{\"apiKey\": \"\(secret)\"}", "API-KEY=\(secret)",
            "client.secret: \(secret)", "token => '\(secret)'",
        ] {
            #expect(find(text) == ["credential.generic:\(secret)"])
        }
        for text in [
            "color = \"\(secret)\"", "token \(secret)", "api_key_count = \(secret)",
            "api_key = callFunctionCheckIfDataExists", "api_key = your_api_key_goes_here",
            "api_key = q8Zk2LmV0xEXAMPLEBn7Hd", "= \(secret)",
        ] {
            #expect(find(text) == [])
        }
    }

    @Test func `each rule has placeholders of its own, and each text its own values`() throws {
        let rule = { (id: String, probability: Double, placeholder: String) in
            """
            [[rules]]
            id = "\(id)"
            title = "Badge"
            kind = "data"
            sensitivity = "low"
            [[rules.values]]
            pattern = 'VB-[0-9]{6}'
            mode = "find"
            probability = \(probability)
            [rules.suppress]
            patterns = ['\(placeholder)']

            """
        }
        let set = try TestRules.set(
            rule("test.first", 0.9, "000") + rule("test.second", 0.8, "111")
                + rule("test.third", 0.7, "000"))
        let bytes = { (text: String) in Array(text.utf8) }
        var scratch = DetectionScratch()
        let found = ["VB-123456", "VB-000123", "VB-111123", "VB-000111", "VB-123456"].map {
            SpanFinder(set).find(in: bytes($0).span, scratch: &scratch).spans
                .map { set.rules[$0.rule].id }
        }
        #expect(found == [["test.first"], ["test.second"], ["test.first"], [], ["test.first"]])
    }

    @Test func `bytes that are not UTF-8 don't stop the search`() {
        var bytes: [UInt8] = [0xFF, 0xC3, 0x28]
        bytes += Array(" anna@example.org ".utf8) + [0x80]
        var scratch = DetectionScratch()
        let finding = SpanFinder(rules).find(in: bytes.span, scratch: &scratch)
        #expect(finding.spans.map(\.start) == [4])
        #expect(!finding.isUndecided)
    }

    @Test func `a hit limit is said`() throws {
        let more = #"""
            [[rules]]
            id = "test.slow"
            title = "Exponential"
            kind = "data"
            sensitivity = "low"
            [[rules.values]]
            pattern = '(x+x+)+?[yz]'
            mode = "find"
            literals = ["x"]
            """#
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 200)
        var scratch = DetectionScratch()
        let finding = SpanFinder(try TestRules.set(more)).find(in: bytes.span, scratch: &scratch)
        #expect(finding.isUndecided)
    }

    @Test func `an empty text holds nothing`() { #expect(find("") == []) }
}
