import Configuration
import Detection
import Primitives
import Testing

@Suite struct `A drafted rule` {
    private func sample(_ column: String, _ values: [String]) -> ColumnSample {
        var context = ColumnSample.Context()
        context.column = column
        context.table = "visits"
        return ColumnSample(context: context, cells: CellBatch(texts: values))
    }

    private func rules(_ draft: RuleDraft) throws -> RuleSet {
        let names = "[negative-heads]\ncount = -9.0\n[negative-prefixes]\nis = -9.0\n"
        return try RuleSet(
            files: [
                try ConfigurationFile(name: "draft.toml", text: draft.text),
                try ConfigurationFile(name: "names.toml", text: names),
            ], dictionaries: [:])
    }

    @Test func `holds form and check digit, and passes its own tests`() throws {
        let values = (0..<40).map { "BX-\(1_000_000_000 + $0 * 7_919)" }.map { $0 + luhn($0) }
        let draft = try #require(RuleDraft(id: "custom.badge", from: sample("badge_no", values)))
        #expect(draft.text.contains(#"pattern = 'BX-\d{11}'"#))
        #expect(draft.text.contains("luhn"))
        let report = RuleCheck(try rules(draft)).run()
        #expect(report.findings.map(\.description) == [])
    }

    @Test func `names no value, and no letters that few values share`() throws {
        let few = (10..<16).map { "CANARY-\($0)" }
        let draft = try #require(RuleDraft(id: "custom.few", from: sample("code", few)))
        #expect(!draft.text.contains("CANARY"))
        #expect(draft.text.contains(#"[A-Z]{6}-\d{2}"#))
        let many = (1000..<1200).map { "KL\($0)" }
        let other = try #require(RuleDraft(id: "custom.many", from: sample("code", many)))
        for value in many { #expect(!other.text.contains("\"\(value)\"")) }
        #expect(other.text.contains(#"pattern = 'KL1\d{3}'"#) || other.text.contains(#"KL\d{4}"#))
    }

    @Test func `quotes whatever stands between letters`() throws {
        let values = (0..<30).map { "a'\\(\($0 % 10))|\(100 + $0)" }
        let draft = try #require(RuleDraft(id: "custom.odd", from: sample("o\"dd\\", values)))
        #expect(RuleCheck(try rules(draft)).run().findings.map(\.description) == [])
    }

    @Test(arguments: [
        ["A1", "A2"], ["one", "Two three", "4", "5-6", "seven?", "8 9", "t_n", "(11)", "12%"],
    ])
    func `isn't drafted without a form`(_ values: [String]) {
        #expect(RuleDraft(id: "custom.none", from: sample("x", values)) == nil)
    }

    /// The Luhn check digit of the digits in a text.
    private func luhn(_ text: String) -> String {
        let digits = text.compactMap(\.wholeNumberValue).reversed().enumerated()
        let sum = digits.reduce(0) { sum, digit in
            let doubled = digit.element * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + doubled / 10 + doubled % 10
        }
        return String((10 - sum % 10) % 10)
    }
}
