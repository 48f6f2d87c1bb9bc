import Cryptography
import Detection
import Masking
import Primitives
import Testing

struct VerificationTests {
    private typealias Fixture = VerificationFixture

    /// 100,000 values of a permutation of 10⁶ numbers, as correct masking gives them.
    private static let permuted: (source: [String?], output: [String?]) = {
        var generator = SeededGenerator(seed: 1)
        let domain = Array(0..<1_000_000)
        let permutation = domain.shuffled(using: &generator)
        let values = domain.shuffled(using: &generator).prefix(100_000)
        let text: (Int) -> String = { String(String($0 + 1_000_000).dropFirst()) }
        return (values.map { text($0) }, values.map { text(permutation[$0]) })
    }()

    @Test func `correct masking in a small domain passes in spite of coincidences`() throws {
        let plan = MaskPlan(columns: [Fixture.column("pin", .digits)])
        let verdict = try Fixture.verdict(
            plan, source: [Self.permuted.source], output: [Self.permuted.output])
        #expect(verdict.ship, "\(verdict.columns[0].problems)")
        #expect(verdict.columns[0].survivors ?? 0 > 9_000)
    }

    @Test func `masking that leaves a tenth alone fails in a small domain`() throws {
        let plan = MaskPlan(columns: [Fixture.column("pin", .digits)])
        var output = Self.permuted.output
        for row in stride(from: 0, to: output.count, by: 10) {
            output[row] = Self.permuted.source[row]
        }
        let verdict = try Fixture.verdict(plan, source: [Self.permuted.source], output: [output])
        #expect(!verdict.ship)
        #expect(
            verdict.columns[0].problems.contains { $0.contains("equal their own source value") })
    }

    @Test(arguments: [5_000, 30_000]) func `permuted keys pass, small ones and zero included`(
        count: Int
    ) throws {
        let plan = MaskPlan(columns: [Fixture.column("id", .permute, type: "bigint")])
        var generator = SeededGenerator(seed: 2)
        let permutation = (1..<32_768).shuffled(using: &generator)
        let source = [0] + Array(1...count)
        let output = [0] + permutation.prefix(count)
        let verdict = try Fixture.verdict(
            plan, source: [source.map(String.init)], output: [output.map(String.init)])
        #expect(verdict.ship, "\(verdict.columns[0].problems)")
    }

    private let emails: [String?] = (0..<20_000).map { Fixture.email($0) }
    private let masked: [String?] = (0..<20_000).map { Fixture.masked($0) }
    private let plan = MaskPlan(columns: [
        Fixture.column("email", .email(.reserved)), Fixture.column("note", .text),
    ])
    private let notes: [String?] = (0..<20_000).map { "called twice, ticket \($0)" }

    @Test func `correct masking in a large domain passes`() throws {
        let verdict = try Fixture.verdict(
            plan, source: [emails, notes], output: [masked, notes])
        #expect(verdict.ship, "\(verdict.columns.map(\.problems))")
        #expect(verdict.columns[0].survivors == 0)
        let share = try #require(verdict.columns[0].smallestVisibleShare)
        #expect(share <= 1.0 / 20_000)
    }

    @Test(arguments: [
        Fixture.email(77), "PERSON.77@MAIL0.ORG", " person.77@mail0.org", "person 77 mail0 org",
    ]) func `one survivor in a large domain fails and names the column`(survivor: String) throws {
        var output = masked
        output[4_321] = survivor
        let verdict = try Fixture.verdict(plan, source: [emails, notes], output: [output, notes])
        #expect(!verdict.ship)
        #expect(
            verdict.text().contains(
                "public.t.email: 1 of 20000 source values looked for occur in the output"))
        #expect(!verdict.text().contains("person"))
    }

    @Test(arguments: [
        "please write to person.77@mail0.org soon", "see mailto:Person.77@Mail0.org.",
        "at cGVyc29uLjc3QG1haWwwLm9yZw== today", "token=cGVyc29uLjc3QG1haWwwLm9yZw",
        "https://x.example/?to=person.77%40mail0.org&x=1", "{\"to\": \"person.77@mail0.org\"}",
        "(person.77@mail0.org)", "dGVsbCBwZXJzb24uNzdAbWFpbDAub3JnIG5vdw==",
    ]) func `a survivor in text fails, reformatted or encoded`(text: String) throws {
        var output = notes
        output[12_000] = text
        let verdict = try Fixture.verdict(plan, source: [emails, notes], output: [masked, output])
        #expect(!verdict.ship)
        let problem = "public.t.note: 1 source values of public.t.email occur in it"
        #expect(verdict.text().replacing("\n  ", with: " ").contains(problem), "\(verdict.text())")
    }

    @Test func `digits reformatted in text are found`() throws {
        let plan = MaskPlan(columns: [
            Fixture.column("card", .card(.brand)), Fixture.column("note", .text),
        ])
        var generator = SeededGenerator(seed: 3)
        let number: (inout SeededGenerator) -> String = {
            String(Int.random(in: 4_000_000_000_000_000...4_999_999_999_999_999, using: &$0))
        }
        let cards: [String?] = (0..<5_000).map { _ in number(&generator) }
        let output: [String?] = (0..<5_000).map { _ in number(&generator) }
        var notes = [String?](repeating: "paid", count: 5_000)
        let groups = Array(cards[9] ?? "")
        notes[3] =
            "card "
            + stride(from: 0, to: 16, by: 4).map { String(groups[$0..<$0 + 4]) }
            .joined(separator: " ")
        let verdict = try Fixture.verdict(plan, source: [cards, notes], output: [output, notes])
        #expect(verdict.columns[0].passes)
        #expect(!verdict.columns[1].passes)
    }

    @Test func `a cell changed after masking is noticed and its column named`() throws {
        let plan = MaskPlan(columns: [
            Fixture.column("pin", .digits), Fixture.column("kind", .keep(unguardedReason: nil)),
        ])
        let kinds = [String?](repeating: "a", count: 100_000)
        var shipped = Self.permuted.output
        shipped[5] = Self.permuted.source[8]
        let verdict = try Fixture.verdict(
            plan, source: [Self.permuted.source, kinds], output: [Self.permuted.output, kinds],
            shipped: [shipped, kinds])
        #expect(verdict.columns[0].problems == ["cells were changed after masking"])
        #expect(verdict.columns[1].passes)
    }

    @Test func `missing rows and changed NULLs are noticed`() throws {
        var shipped = masked
        shipped[7] = nil
        let nulls = try Fixture.verdict(
            plan, source: [emails, notes], output: [masked, notes], shipped: [shipped, notes])
        #expect(nulls.columns[0].problems == ["1 NULLs, masking wrote 0"])
        let rows = try Fixture.verdict(
            plan, source: [emails, notes], output: [masked, notes],
            shipped: [Array(masked.dropLast()), Array(notes.dropLast())])
        #expect(
            rows.columns.map(\.problems) == [
                ["19999 rows, 20000 were masked"], ["19999 rows, 20000 were masked"],
            ])
    }

    @Test func `redactions and constants are no survivors`() throws {
        let plan = MaskPlan(columns: [
            Fixture.column("a", .redact), Fixture.column("b", .constant("n/a known")),
        ])
        let source: [[String?]] = [["[REDACTED]", "x", "y"], ["n/a known", "p", "q"]]
        let output: [[String?]] = [
            ["[REDACTED]", "[REDACTED]", "[REDACTED]"], ["n/a known", "n/a known", "n/a known"],
        ]
        let verdict = try Fixture.verdict(plan, source: source, output: output)
        #expect(verdict.columns.map(\.survivors) == [0, 0])
    }

    private func finding(_ column: String, _ label: String) -> RescanFinding {
        var verdict = ColumnVerdict(
            status: .decided, best: .init(label: label, probability: 0.99),
            byValues: .init(label: label, probability: 0.99),
            byName: .init(label: "none", probability: 1))
        verdict.sensitivity = .moderate
        return RescanFinding(
            column: ColumnReference(schema: "public", relation: "t", column: column),
            verdict: verdict
        ) { $0.hasPrefix("contact") ? .moderate : .none }
    }

    @Test func `a finding in a kept column is a leak, elsewhere a note`() throws {
        let plan = MaskPlan(columns: [
            Fixture.column("kept", .keep(unguardedReason: nil)),
            Fixture.column("ours", .keep(unguardedReason: "our own address")),
        ])
        let cells: [[String?]] = [["a@b.org"], ["a@b.org"]]
        let verdict = try Fixture.verdict(
            plan, source: cells, output: cells,
            rescan: [finding("kept", "contact.email"), finding("ours", "contact.email")])
        #expect(verdict.columns[0].problems == ["kept, and the re-scan finds contact.email"])
        #expect(verdict.columns[1].passes)
        let harmless = try Fixture.verdict(
            plan, source: cells, output: cells, rescan: [finding("kept", "identifier.code")])
        #expect(harmless.ship)
    }

    @Test func `says when nobody scanned again`() throws {
        let verdict = try Fixture.verdict(
            plan, source: [emails, notes], output: [masked, notes], rescan: nil)
        #expect(!verdict.isRescanned)
        #expect(verdict.text().contains("Note: the output wasn't scanned again."))
    }

    @Test func `counts classes of quasi-identifiers`() throws {
        let plan = MaskPlan(columns: [Fixture.column("zip", .keep(unguardedReason: nil))])
        let zips: [[String?]] = [(0..<100).map { $0 < 99 ? "1010" : "9999" }]
        let verdict = try Fixture.verdict(
            plan, source: zips, output: zips, quasiIdentifiers: [plan.columns[0].reference])
        #expect(verdict.anonymity?.smallestClass == 1)
        #expect(verdict.anonymity?.uniqueShare == 0.01)
        #expect(verdict.anonymity?.isSampled == false)
    }

    @Test func `the text fits 80 columns and the JSON says the same`() throws {
        var output = masked
        output[4_321] = Fixture.email(77)
        let verdict = try Fixture.verdict(plan, source: [emails, notes], output: [output, notes])
        for line in verdict.text().split(separator: "\n") { #expect(line.count <= 80) }
        #expect(verdict.text().hasSuffix("Don't ship.\n"))
        let json = String(decoding: verdict.json(), as: UTF8.self)
        #expect(json.contains("\"ship\" : false"))
        #expect(json.hasSuffix("}\n"))
    }
}
