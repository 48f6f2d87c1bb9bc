import Catalog
import Cryptography
import Masking
import Primitives
import Testing

/// `when` and `otherwise`: which rows a transform is for.
@Suite struct ConditionTests {
    private static let relation = CatalogRelation(
        source: "prod", schema: "public", name: "visits", kind: .table,
        keys: CatalogKeys(primary: ["id"], unique: [], foreign: []),
        columns: [
            PlanFixture.column("id", 1, "integer"),
            PlanFixture.column("phone", 2, label: "contact.phone", nullable: true),
            PlanFixture.column("country", 3, "character(3)", nullable: true),
            PlanFixture.column("score", 4, "numeric(8,2)", nullable: true),
            PlanFixture.column("closed", 5, "boolean", nullable: true),
        ])

    private static let catalog = ClassificationCatalog(
        generator: "bauta test", rulesDigest: "sha256:00", sources: [], relations: [relation])

    private static let rows: [[String?]] = [
        ["1", "2", "3", "4", "5"],
        ["030 1111111", "030 2222222", "030 3333333", nil, "030 5555555"],
        ["DE ", "FR ", nil, "DE ", "AT "], ["1.50", "2", nil, "1.5", "-3"],
        ["t", "f", nil, "t", "f"],
    ]

    private func plan(_ options: String) throws -> MaskPlan {
        try PlanFixture.compile(
            PlanFixture.keeping(
                Self.relation, ["phone": "transform = \"digits\", \(options)"]),
            PlanFixture.source(Self.relation), catalog: Self.catalog)
    }

    /// The rows, from 1, whose phone was masked, and all phones.
    private func masked(_ options: String) throws -> (rows: [Int], phones: [String?]) {
        var plan = try plan(options)
        plan.spans = MaskFixture.spans
        let masker = try MaskFixture.masker(plan.columns)
        let phones = try MaskFixture.mask(masker, Self.rows).texts[1]
        let changed = zip(phones, Self.rows[1]).enumerated().filter { pair in
            pair.element.0 != pair.element.1 && pair.element.0 != "[REDACTED]"
                && pair.element.0 != nil
        }
        return (changed.map { $0.offset + 1 }, phones)
    }

    struct Case: Sendable {
        var when: String
        var rows: [Int]
    }

    @Test(arguments: [
        Case(when: "country = 'DE'", rows: [1]),
        Case(when: "country <> 'DE'", rows: [2, 5]),
        Case(when: "country != 'DE'", rows: [2, 5]),
        Case(when: "not country = 'DE'", rows: [2, 5]),
        Case(when: "country is null", rows: [3]),
        Case(when: "COUNTRY IS NOT NULL", rows: [1, 2, 5]),
        Case(when: "country in ('FR', 'AT')", rows: [2, 5]),
        Case(when: "country not in ('FR', 'AT')", rows: [1]),
        Case(when: "score = 1.5", rows: [1]),
        Case(when: "score in (2.0, -3)", rows: [2, 5]),
        Case(when: "closed = true", rows: [1]),
        Case(when: "closed = false and score = 2", rows: [2]),
        Case(when: "country = 'DE' or score is null", rows: [1, 3]),
        Case(when: "country = 'FR' or country = 'AT' and closed = true", rows: [2]),
        Case(when: "(country = 'FR' or country = 'AT') and closed = true", rows: []),
        Case(when: "\"country\" = 'DE' and id = 1", rows: [1]),
        Case(when: "not (not (country = 'DE'))", rows: [1]),
        Case(when: "country = 'D''E'", rows: []),
    ])
    func `takes the rows that SQL takes`(_ example: Case) throws {
        let text = example.when.replacing("\"", with: "\\\"")
        #expect(try masked("when = \"\(text)\"").rows == example.rows)
    }

    @Test func `other rows are redacted, emptied or kept, as the plan says`() throws {
        let when = "when = \"country = 'DE'\""
        let redacted = try masked(when).phones
        #expect(redacted[1] == "[REDACTED]" && redacted[2] == "[REDACTED]" && redacted[3] == nil)
        let emptied = try masked(when + ", otherwise = \"null\"").phones
        #expect(emptied[1] == nil && emptied[0] != nil)
        let kept = try masked(when + ", otherwise = \"keep\"").phones
        #expect(kept[1] == Self.rows[1][1] && kept[0] != Self.rows[1][0])
        #expect(kept[0] == redacted[0])
    }

    struct Refusal: Sendable {
        var options: String
        var words: [String]
    }

    @Test(arguments: [
        Refusal(options: "when = \"country\"", words: ["when", "expected =", "byte 7"]),
        Refusal(options: "when = \"country = 'DE\"", words: ["quote", "byte 10"]),
        Refusal(options: "when = \"country = null\"", words: ["is null"]),
        Refusal(options: "when = \"country > 'DE'\"", words: ["unexpected"]),
        Refusal(options: "when = \"country < 'DE'\"", words: ["only = and <>"]),
        Refusal(options: "when = \"country = 'DE' id = 1\"", words: ["and, or or the end"]),
        Refusal(options: "when = \"(country = 'DE'\"", words: ["closing bracket"]),
        Refusal(options: "when = \"land = 'DE'\"", words: ["no column land"]),
        Refusal(options: "when = \"country = 4\"", words: ["country", "single quotes"]),
        Refusal(options: "when = \"score = '4'\"", words: ["score", "bare"]),
        Refusal(options: "when = \"closed = 't'\"", words: ["closed", "true or false"]),
        Refusal(options: "otherwise = \"keep\"", words: ["otherwise", "when"]),
        Refusal(
            options: "when = \"id = 1\", otherwise = \"drop\"", words: ["otherwise", "\"null\""]),
    ])
    func `refuses what it can't read or compare`(_ refusal: Refusal) {
        let text = message { _ = try plan(refusal.options) }
        for word in refusal.words { #expect(text.contains(word), "\(text)") }
        #expect(text.contains("mask.toml:"))
    }

    @Test func `deep nesting is refused, not crashed on`() {
        let deep = String(repeating: "not ", count: 5_000) + "id = 1"
        #expect(message { _ = try plan("when = \"\(deep)\"") }.contains("nested"))
    }

    @Test func `unique columns and foreign keys take no condition`() {
        let text = message {
            _ = try PlanFixture.compile(
                PlanFixture.keeping(
                    PlanFixture.orders,
                    ["customer_id": "transform = \"permute\", when = \"id = 1\""]),
                PlanFixture.source(PlanFixture.orders))
        }
        #expect(text.contains("foreign key"))
        let unique = message {
            _ = try PlanFixture.compile(
                PlanFixture.keeping(
                    PlanFixture.customers, ["code": "transform = \"digits\", when = \"id = 1\""]),
                PlanFixture.source(PlanFixture.customers))
        }
        #expect(unique.contains("unique"))
    }

    @Test func `what a condition kept comes back with the rest`() throws {
        let plan = try plan("when = \"country = 'DE'\", otherwise = \"keep\"")
        let masker = try MaskFixture.masker(plan.columns)
        let masked = try MaskFixture.mask(masker, Self.rows).texts
        let unmasker = try MaskFixture.masker(
            plan.reversal(of: nil).columns, direction: .unmask(KeyRing(MaskFixture.key)))
        #expect(try MaskFixture.mask(unmasker, masked).texts == Self.rows)
        let redacting = try self.plan("when = \"country = 'DE'\"")
        #expect(message { _ = try redacting.reversal(of: nil) }.contains("phone"))
    }
}
