import Catalog
import Cryptography
import Masking
import Primitives
import Testing

/// Paths of documents that read columns of their row and other paths of their document.
@Suite struct DocumentRowTests {
    private static let relation = CatalogRelation(
        source: "prod", schema: "public", name: "events", kind: .table,
        columns: [
            PlanFixture.column("id", 1, "bigint"),
            PlanFixture.column("country", 2, "character(3)", nullable: true),
            PlanFixture.column("doc", 3, "jsonb", nullable: true),
            PlanFixture.column("doc", 3, path: "$.phone"),
            PlanFixture.column("doc", 3, path: "$.born"),
            PlanFixture.column("doc", 3, path: "$.user.country"),
            PlanFixture.column("doc", 3, "number", path: "$.user.id"),
            PlanFixture.column("doc", 3, path: "$.tags[]"),
            PlanFixture.column("docs", 4, "jsonb[]", nullable: true),
            PlanFixture.column("docs", 4, path: "$[].phone"),
            PlanFixture.column("docs", 4, path: "$[].country"),
        ])

    private static let catalog = ClassificationCatalog(
        generator: "bauta test", rulesDigest: "sha256:00", sources: [], relations: [relation])

    /// A plan that keeps everything but what `lines` say of a column's or path's reference.
    private func plan(_ lines: [String: String]) throws -> MaskPlan {
        var text = "version = 1\n[columns]\n"
        for column in Self.relation.columns {
            let name = column.name + (column.path ?? "")
            let usual = column.path == nil && name.hasPrefix("doc") ? "json" : "keep"
            let line = lines[name] ?? "transform = \"\(usual)\""
            text += "'\(Self.relation.reference(to: column))' = { \(line) }\n"
        }
        return try PlanFixture.compile(
            text, PlanFixture.source(Self.relation), catalog: Self.catalog)
    }

    private static let documents: [String?] = [
        #"{"phone":"030 1111111","user":{"country":"DE","id":7},"born":"1990-02-03"}"#,
        #"{"user":{"country":"F\u0052","id":8},"born":"1990-02-03","phone":"030 1111111"}"#,
        nil,
        #"{"phone":"030 1111111","user":{"country":null,"id":7.0},"born":"1991-12-24"}"#,
        #"{"phone":"030 1111111","user":{"country":{"x":"DE"},"id":7},"born":"1990-02-03"}"#,
        #"{"phone":"030 1111111","user":{"country":"FR","country":"DE"},"born":"x"}"#,
    ]

    private static let rows: [[String?]] = [
        ["1", "2", "3", "4", "5", "6"], ["AT ", "DE ", "DE ", nil, "DE ", "FR "], documents,
        [nil, nil, nil, nil, nil, nil],
    ]

    private func masked(
        _ lines: [String: String], _ rows: [[String?]] = rows
    ) throws -> [[String?]] {
        try MaskFixture.mask(MaskFixture.masker(plan(lines).columns), rows).texts
    }

    /// The rows, from 1, whose document's phone was masked as digits.
    private func rowsMasked(_ when: String) throws -> [Int] {
        let texts = try masked(["doc$.phone": "transform = \"digits\", when = \"\(when)\""])[2]
        return texts.indices.filter { row in
            guard let text = texts[row] else { return false }
            return !text.contains("030 1111111") && !text.contains("\"[REDACTED]\",\"user\"")
                && !text.contains("\"phone\":\"[REDACTED]\"")
        }.map { $0 + 1 }
    }

    @Test(arguments: [
        ("country = 'DE'", [2, 5]), ("country is null", [4]), ("id in (1, 6)", [1, 6]),
        ("$.user.country = 'DE'", [1, 6]), ("$.user.country = 'FR'", [2]),
        ("$.user.country is null", [4, 5]), ("$.user.id = 7", [1, 4, 5]),
        ("$.user.country = 'DE' and country = 'AT'", [1]),
        (#"\"$.user.country\" in ('DE', 'FR') or id = 4"#, [1, 2, 4, 6]),
    ])
    func `a path is masked where row and document say so`(when: String, rows: [Int]) throws {
        #expect(try rowsMasked(when) == rows)
    }

    @Test func `other documents are redacted, emptied or kept, as the plan says`() throws {
        let line = "transform = \"digits\", when = \"$.user.country = 'DE'\""
        let redacted = try masked(["doc$.phone": line])[2]
        let nulled = try masked(["doc$.phone": line + ", otherwise = \"null\""])[2]
        let kept = try masked(["doc$.phone": line + ", otherwise = \"keep\""])[2]
        #expect(redacted[1]?.contains(#""phone":"[REDACTED]""#) == true)
        #expect(nulled[1]?.contains(#""phone":null"#) == true)
        #expect(kept[1] == Self.documents[1] && kept[0] == redacted[0] && kept[2] == nil)
    }

    @Test func `dates of a path move with an entity of the row or of the document`() throws {
        let path = try masked([
            "doc$.born": "transform = \"date-shift\", entity = \"$.user.id\", days = 90"
        ])[2]
        let born = path.map { $0?.split(separator: "born").last.map(String.init) ?? "" }
        #expect(born[0].contains(#"":"1"#) && !born[0].contains("1990-02-03"))
        #expect(born[0] == born[4] && !path[1]!.contains("1990-02-03"))
        let row = try masked([
            "doc$.born": "transform = \"date-shift\", entity = \"id\", days = 90"
        ])[2]
        #expect(row[0]?.contains("1990-02-03") == false && row[0] != row[4])
    }

    @Test func `one persona stands for an entity in every document`() throws {
        let plan = try plan([
            "doc$.phone": "transform = \"persona\", entity = \"$.user.id\", part = \"phone\""
        ])
        let masker = try RowMasker(
            plan: MaskPlan(columns: plan.columns, unknownPath: .redact), key: MaskFixture.key,
            rules: MaskFixture.rules(), surrogates: InstalledLists.read())
        let texts = try MaskFixture.mask(masker, Self.rows).texts[2]
        let phones = texts.compactMap { text in
            text?.split(separator: "\"phone\":\"").last.map { $0.prefix { $0 != "\"" } }
        }
        #expect(phones[0] == phones[3] && phones[0] != phones[1])
        #expect(!phones.contains { $0.contains("030 1111111") })
    }

    @Test(arguments: [
        ("doc$.phone", "when = \"$.land = 'DE'\"", "no path $.land"),
        ("doc$.phone", "when = \"land = 'DE'\"", "no column land"),
        ("doc$.phone", "when = \"$.tags[] = 'DE'\"", "many values"),
        ("doc$.phone", "when = \"$.user.id = 'DE'\"", "bare"),
        ("doc$.phone", "when = \"country = 3\"", "single quotes"),
        ("docs$[].phone", "when = \"$.country = 'DE'\"", "no path $.country"),
    ])
    func `what can't decide is refused`(name: String, when: String, words: String) {
        let text = message { _ = try plan([name: "transform = \"digits\", \(when)"]) }
        #expect(text.contains(words) && text.contains("mask.toml:"), "\(text)")
    }

    @Test func `what a condition kept comes back where the document still says which`() throws {
        let line = "transform = \"digits\", otherwise = \"keep\", when = \"$.user.country = 'DE'\""
        let plan = try plan(["doc$.phone": line])
        try expectReturn(plan)
        let lost = try self.plan([
            "doc$.phone": line, "doc$.user.country": "transform = \"redact\"",
        ])
        #expect(message { _ = try lost.reversal(of: nil) }.contains("phone"))
    }

    // MARK: Arrays of documents

    private static let arrays: [String?] = [
        #"{"{\"phone\": \"030 1111111\", \"country\": \"DE\"}",NULL,"{\"country\": \"FR\"}"}"#,
        "{}", nil, #"{"{\"phone\": \"030 2222222\"}"}"#, #"{"[1, 2]"}"#, "{broken",
    ]

    private static var arrayRows: [[String?]] {
        var rows = rows
        rows[3] = arrays
        return rows
    }

    /// Without what no plan brings back: undeclared paths and what is no array.
    private static var knownRows: [[String?]] {
        var rows = arrayRows
        (rows[2][4], rows[3][4], rows[3][5]) = (nil, nil, nil)
        return rows
    }

    @Test func `documents in arrays are masked by their paths`() throws {
        let line = "transform = \"digits\", domain = \"phone\""
        let texts = try masked(["docs$[].phone": line], Self.arrayRows)[3]
        let single = try masked(["doc$.phone": line])[2][0]
        let phone = try #require(single?.split(separator: "\"").dropFirst(3).first)
        #expect(
            texts[0]
                == #"{"{\"phone\": \"\#(phone)\", \"country\": \"DE\"}",NULL,"{\"country\": \"FR\"}"}"#
        )
        #expect(texts[1] == "{}" && texts[2] == nil && texts[5] == nil)
        #expect(texts[3]?.contains("030 2222222") == false)
        #expect(texts[4] == #"{"[null, null]"}"#)
    }

    @Test func `an element's own value decides about the element`() throws {
        let line = "transform = \"digits\", when = \"$[].country = 'DE'\""
        let texts = try masked(["docs$[].phone": line], Self.arrayRows)[3]
        #expect(texts[0]?.contains("030 1111111") == false)
        #expect(texts[0]?.contains("REDACTED") == false)
        #expect(texts[3] == #"{"{\"phone\": \"[REDACTED]\"}"}"#)
        let byRow = try masked(
            ["docs$[].phone": "transform = \"digits\", when = \"id = 4\""], Self.arrayRows)[3]
        #expect(byRow[0]?.contains("[REDACTED]") == true)
        #expect(byRow[3]?.contains("REDACTED") == false)
    }

    @Test func `verification takes arrays of documents apart`() throws {
        let plan = try plan(["docs$[].phone": "transform = \"digits\""])
        let cells = CellBatch(texts: Self.arrays)
        let gathered = DocumentLeaves(plan.columns[3]).gather(cells).map(MaskFixture.texts)
        #expect(gathered[1] == ["030 1111111", "030 2222222"])
        #expect(gathered[0] == ["DE", "FR"])
        #expect(gathered[2].contains("{broken"))
    }

    @Test func `documents in arrays come back`() throws {
        try expectReturn(plan(["docs$[].phone": "transform = \"digits\""]))
    }

    private func expectReturn(_ plan: MaskPlan) throws {
        let masked = try MaskFixture.mask(MaskFixture.masker(plan.columns), Self.knownRows).texts
        let unmasker = try MaskFixture.masker(
            plan.reversal(of: nil).columns, direction: .unmask(KeyRing(MaskFixture.key)))
        #expect(masked != Self.knownRows)
        #expect(try MaskFixture.mask(unmasker, masked).texts == Self.knownRows)
    }
}
