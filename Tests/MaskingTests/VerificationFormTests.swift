import Masking
import Primitives
import Testing

/// Formats and checksums before and after (design §8, verify 4), and documents path by path.
struct VerificationFormTests {
    private typealias Fixture = VerificationFixture

    /// Masks for real and verifies what `spoil` makes of the output.
    private func verdict(
        _ columns: [PlannedColumn], _ source: [[String?]],
        spoil: (inout [[String?]]) -> Void = { _ in }
    ) throws -> ShipVerdict {
        let plan = MaskPlan(columns: columns, spans: MaskFixture.spans)
        let masker = try RowMasker(
            plan: plan, key: MaskFixture.key, rules: MaskFixture.rules(),
            surrogates: SurrogateLists(files: MaskFixture.surrogateFiles))
        let output = try MaskFixture.mask(masker, source).texts
        var shipped = output
        spoil(&shipped)
        return try Fixture.verdict(plan, source: source, output: output, shipped: shipped)
    }

    struct Form: Sendable, CustomTestStringConvertible {
        var transform: MaskTransform
        var name: String
        var broken: String
        var value: @Sendable (Int) -> String
        var testDescription: String { transform.name }
    }

    /// Luhn's check digit for fifteen digits.
    private static func card(_ number: Int) -> String {
        let body = String(411_111_000_000_000 + number * 7_919)
        var sum = 0
        for (place, digit) in body.reversed().compactMap(\.wholeNumberValue).enumerated() {
            let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return body + String((10 - sum % 10) % 10)
    }

    static let forms: [Form] = [
        Form(
            transform: .card(.brand), name: "valid card numbers",
            broken: "4111111111111112", value: card),
        Form(transform: .ssn, name: "valid social security numbers", broken: "666-45-6789") {
            "123-\(10 + $0 / 900)-\(1000 + $0 % 900)"
        },
        Form(transform: .email(.reserved), name: "e-mail addresses", broken: "bob.org") {
            "user\($0)@x.org"
        },
        Form(
            transform: .uuid, name: "UUIDs", broken: "550e8400-e29b-41d4-a716-44665544000g"
        ) { "550e8400-e29b-41d4-a716-4466554\(40_000 + $0)" },
        Form(transform: .ip, name: "IP addresses", broken: "17.5.7.300") {
            "17.5.\($0 / 200).\($0 % 200)"
        },
        Form(transform: .mac(), name: "MAC addresses", broken: "00:1b:44:11:3a") {
            "00:1b:44:11:\(10 + $0 / 90 % 90):\(10 + $0 % 90)"
        },
        Form(transform: .phone(), name: "telephone numbers", broken: "+1 415 x") {
            "+1 415 \(200 + $0 / 900) \(1000 + $0 % 900)"
        },
        Form(transform: .permute, name: "integers", broken: "4.5") { "\(70_000 + $0)" },
        Form(transform: .dateTruncate(to: .month), name: "dates", broken: "2024-13-01") {
            "20\(10 + $0 % 80)-05-17"
        },
        Form(transform: .alphanumeric, name: "template", broken: "AB-12345Z") {
            "AB-\(100_000 + $0)"
        },
        Form(transform: .digits, name: "template", broken: "1234567-8") {
            "\(10_000_000 + $0)"
        },
    ]

    @Test(arguments: forms) func `correct masking keeps the form`(_ form: Form) throws {
        let verdict = try verdict(
            [MaskFixture.column(form.transform)], [(0..<2_000).map(form.value)])
        #expect(verdict.ship, "\(verdict.columns[0].problems)")
        #expect(verdict.columns[0].form?.contains(form.name) == true)
        #expect(verdict.columns[0].sourceFormShare == 1)
        #expect(verdict.columns[0].outputFormShare == 1)
    }

    @Test(arguments: forms) func `one broken cell is told by its column`(_ form: Form) throws {
        let verdict = try verdict(
            [MaskFixture.column(form.transform), MaskFixture.column(.redact, name: "d")],
            [(0..<500).map(form.value), Array(repeating: "x", count: 500)]
        ) { $0[0][77] = form.broken }
        #expect(!verdict.ship)
        #expect(verdict.columns[0].problems.contains { $0.contains(form.name) })
        #expect(verdict.columns[1].passes)
        #expect(!verdict.text().contains(form.broken))
    }

    @Test func `invalid numbers of the source don't count against the output`() throws {
        var source: [String?] = (0..<500).map(Self.card)
        for row in 0..<100 { source[row] = "4111111111111\(100 + row)" }
        let verdict = try verdict([MaskFixture.column(.card(.bin6))], [source])
        #expect(verdict.ship, "\(verdict.columns[0].problems)")
        #expect(verdict.columns[0].sourceFormShare ?? 1 < 0.85)
        #expect(verdict.columns[0].sourceFormShare == verdict.columns[0].outputFormShare)
    }

    @Test func `masking that breaks checksums fails by its own record`() throws {
        let plan = MaskPlan(columns: [Fixture.column("card", .card(.brand))])
        let source: [String?] = (0..<500).map(Self.card)
        let broken: [String?] = (0..<500).map { String(4_900_000_000_000_000 + $0 * 10) }
        let verdict = try Fixture.verdict(plan, source: [source], output: [broken])
        #expect(
            verdict.columns[0].problems.contains {
                $0.contains("masking left") && $0.contains("the source had 500")
            })
    }

    private var document: PlannedColumn {
        var column = MaskFixture.column(.json, name: "", type: "jsonb")
        column.paths = [
            MaskFixture.column(.email(.reserved), name: "", path: "$.user.email"),
            MaskFixture.column(.text, name: "", path: "$.messages[].content"),
            MaskFixture.column(.card(.brand), name: "", path: "$.cards[]"),
            MaskFixture.column(.keep(unguardedReason: nil), name: "", path: "$.kind"),
        ]
        return column
    }

    private var documents: [String?] {
        (0..<400).map { number in
            #"{"user": {"email": "user\#(number)@mail.org"}, "kind": "call", "#
                + #""messages": [{"content": "ticket \#(number) closed"}], "#
                + #""cards": ["\#(Self.card(number))", null]}"#
        }
    }

    private func problems(_ verdict: ShipVerdict) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: verdict.columns.filter { !$0.passes }.map {
                ($0.column, $0.problems)
            })
    }

    private func spoiled(_ row: Int, _ old: String, _ new: String) throws -> [String: [String]] {
        problems(
            try verdict([document], [documents]) {
                $0[0][row] = $0[0][row]?.replacing(old, with: new)
            })
    }

    @Test func `correctly masked documents pass, every path listed`() throws {
        let verdict = try verdict([document], [documents])
        #expect(verdict.ship, "\(problems(verdict))")
        #expect(verdict.columns.count == 5)
        #expect(verdict.columns.contains { $0.column.hasSuffix("$.user.email") })
    }

    @Test func `a survivor put back in a masked path is named by path`() throws {
        let found = problems(
            try verdict([document], [documents]) { columns in
                let parts = (columns[0][9] ?? "").split(separator: "\"", maxSplits: 6)
                guard parts.count == 7 else { return }
                columns[0][9] = columns[0][9]?.replacing(parts[5], with: "USER33@mail.org")
            })
        let path = try #require(found.first { $0.key.hasSuffix("$.user.email") })
        #expect(path.value.contains { $0.contains("source values looked for occur") })
    }

    @Test func `a survivor put back in the text of a path is named by path`() throws {
        let found = try spoiled(5, "closed", "for user33@mail.org")
        let path = try #require(found.first { $0.key.hasSuffix("$.messages[].content") })
        #expect(path.value.contains { $0.contains("$.user.email occur in it") })
    }

    @Test func `a survivor at a path nobody declared is named by its document`() throws {
        let found = try spoiled(5, #""kind""#, #""extra": "user33@mail.org", "kind""#)
        #expect(found.contains { !$0.key.contains("$") && $0.value.description.contains("occur") })
    }

    @Test func `a broken checksum in a document is named by path`() throws {
        let found = try spoiled(5, "\", null]", "1\", null]")
        let path = try #require(found.first { $0.key.hasSuffix("$.cards[]") })
        #expect(path.value.contains { $0.contains("valid card numbers") })
    }
}
