import Detection
import Primitives
import Testing

@Suite struct ColumnClassifierTests {
    private let rules: RuleSet

    init() throws { rules = try TestRules.set() }

    private func classify(
        _ name: String, _ values: [String?], type: String = "text", table: String = "",
        change: (inout ColumnSample) -> Void = { _ in }
    ) -> ColumnVerdict {
        var sample = TestRules.sample(name, values, type: type, table: table)
        change(&sample)
        var scratch = DetectionScratch()
        return ColumnClassifier(rules).classify(sample, scratch: &scratch)
    }

    private func numbers(_ count: Int, seed: UInt64, _ range: ClosedRange<Int>) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in String(Int.random(in: range, using: &generator)) }
    }

    private static let emails = (0..<40).map { "user\($0)@mail\($0 % 7).example.org" }

    @Test func `values alone settle an e-mail column`() {
        let verdict = classify("x", Self.emails + [nil, "", "N/A"])
        #expect(verdict.status == .decided)
        #expect(verdict.best.label == "contact.email")
        #expect(verdict.byValues.label == "contact.email")
        #expect(verdict.byName.label == "none")
        #expect(verdict.sensitivity == .moderate)
        #expect(verdict.transform == "email" && verdict.domain == "person.email")
        let values = verdict.evidence.first { $0.kind == .values }
        #expect(values?.counts == ["distinct": 40, "matched": 40])
    }

    @Test func `a boolean email_verified is not an e-mail`() {
        let verdict = classify("email_verified", ["t", "f", "t"], type: "boolean")
        #expect(verdict.status == .clean)
        #expect(verdict.best.label == "none")
    }

    @Test func `epoch milliseconds are not cards although a tenth passes Luhn`() {
        let values = numbers(300, seed: 1, 1_600_000_000_000...1_700_000_000_000)
        let verdict = classify("ref", values, type: "bigint")
        #expect(verdict.best.label == "neg.epoch")
        #expect(verdict.status == .clean)
        let named = classify("card_number", values, type: "bigint")
        #expect(named.best.label != "fin.card.pan")
    }

    @Test func `card numbers are cards whatever the name`() {
        let values = (0..<40).map { index in
            let body = "4539\(String(1_000_000_0000 + index * 7_654_321).prefix(11))"
            return body + String(Self.luhnDigit(body))
        }
        let verdict = classify("email_count", values, type: "bigint")
        #expect(verdict.best.label == "fin.card.pan")
        #expect(verdict.status == .decided)
    }

    @Test func `nine-digit numbers are an SSN only by name`() {
        let values = numbers(200, seed: 2, 100_000_000...772_999_999)
        let plain = classify("code", values, type: "integer")
        #expect(plain.status != .decided || plain.best.label != "gov.us.ssn")
        let named = classify("patient_ssn", values, type: "integer")
        #expect(named.best.label == "gov.us.ssn")
        #expect(named.status == .decided)
    }

    @Test func `sequential ids, UUIDs and digests are harmless`() {
        let ids = classify("id", (1...200).map(String.init), type: "integer")
        #expect(ids.best.label == "neg.surrogate_int" && ids.status == .clean)
        let uuids = (0..<30).map { "3f2a6c1\($0 % 10)-9b7e-4c5d-8a1f-0123456789\($0 + 10)" }
        let verdict = classify("ref", uuids, type: "uuid")
        #expect(verdict.best.label == "neg.uuid" && verdict.status == .clean)
        var generator = SeededGenerator(seed: 3)
        let digests = (0..<50).map { _ in
            (0..<40).map { _ in String(Int.random(in: 0..<16, using: &generator), radix: 16) }
                .joined()
        }
        #expect(classify("etag", digests).best.label == "neg.digest")
    }

    @Test func `JSON keys are names and their parents are tables`() {
        let verdict = classify("payload", ["Anna", "Carla", "Emil"], type: "string") {
            $0.context.path = "$.customer.\"first-name\""
        }
        #expect(verdict.byName.label == "person.name.first")
        #expect(verdict.best.label == "person.name.first")
    }

    @Test func `a browser called Safari is no person`() {
        let verdict = classify("browser", ["Safari", "Chrome", "Firefox", "Edge", "Opera"])
        #expect(!verdict.best.label.hasPrefix("person"))
        #expect(verdict.status != .decided)
    }

    @Test func `one SSN in fifty rows of text is seen`() {
        var rows: [String?] = (0..<50).map { "Patient \($0) called about the invoice again." }
        rows[17] = "Patient gave the number 219-09-9998 on the phone."
        let verdict = classify("notes", rows)
        let ssn = verdict.contents.first { $0.label == "gov.us.ssn" }
        #expect(ssn?.prevalence == 0.02)
        #expect((ssn?.low ?? 0) > 0 && (ssn?.high ?? 1) < 0.11)
        #expect(verdict.status != .clean)
        #expect(verdict.sensitivity == .critical)
        #expect(verdict.transform == "text")
    }

    @Test func `names are ignored when asked`() {
        let values = numbers(200, seed: 2, 100_000_000...772_999_999)
        let verdict = classify("ssn", values, type: "integer") { $0.ignoresNames = true }
        #expect(verdict.best == verdict.byValues)
        #expect(!verdict.evidence.contains { $0.kind == .name })
    }

    @Test func `a match limit makes the column doubtful`() throws {
        let more = #"""
            [[rules]]
            id = "test.slow"
            title = "Exponential"
            kind = "negative"
            [[rules.values]]
            pattern = '(x+x+)+[yz]'
            """#
        let values = [String(repeating: "x", count: 64), String(repeating: "x", count: 65)]
        var scratch = DetectionScratch()
        let verdict = ColumnClassifier(try TestRules.set(more))
            .classify(TestRules.sample("x", values), scratch: &scratch)
        #expect(verdict.status == .needsReview)
    }

    @Test func `siblings lift each other`() {
        let first = TestRules.sample("first_name", ["Anna", "Carla", "Emil", "Frieda"])
        let last = TestRules.sample("last_name", ["Abel", "Braun", "Conrad", "Drews"])
        let verdicts = ColumnClassifier(rules).classify(relation: [first, last])
        #expect(verdicts.map(\.best.label) == ["person.name.first", "person.name.last"])
        #expect(verdicts[1].evidence.contains { $0.kind == .siblings && $0.nats > 1 })
    }

    @Test func `the evidence adds up to the answer`() {
        let verdict = classify("mail", Self.emails)
        let sum = verdict.evidence.filter { $0.label == verdict.best.label }
            .reduce(0) { $0 + $1.nats }
        #expect(sum > 5)
        let evidence = verdict.evidence.map(\.nats)
        #expect(evidence.allSatisfy { ($0 * 1_000).rounded() / 1_000 == $0 })
    }

    @Test func `the same sample gives the same verdict`() {
        let first = classify("notes", Self.emails + ["call me"])
        #expect(first == classify("notes", Self.emails + ["call me"]))
    }

    @Test func `an empty column is judged by its name`() {
        #expect(classify("email", [nil, "", nil]).best.label == "contact.email")
        #expect(classify("x", []).status == .clean)
    }

    static func luhnDigit(_ body: String) -> Int {
        var sum = 0
        for (position, byte) in body.utf8.reversed().enumerated() {
            let digit = Int(byte - 0x30)
            let weighted = position % 2 == 0 ? digit * 2 : digit
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return (10 - sum % 10) % 10
    }
}
