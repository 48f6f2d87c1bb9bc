import Masking
import Primitives
import Testing

/// Invented people: one a key of an entity, the same wherever it is shown.
struct PersonaTests {
    private static let lists = Result { try InstalledLists.read() }

    /// Masks the given parts of entities; the cells say how each is written.
    private func mask(
        _ parts: [(PersonaPart, String)], entities: [String?], locale: SurrogateLocale = .enUS,
        unique: Bool = false, domain: String = "people.id", type: String = "text"
    ) throws -> (texts: [[String?]], tally: MaskTally) {
        var columns = [MaskFixture.column(.permute, name: "id", type: "bigint", domain: domain)]
        for (index, part) in parts.enumerated() {
            let view = PersonaView(
                entity: "id", part: part.0, isUnique: unique && part.0 != .sex, locale: locale)
            columns.append(
                MaskFixture.column(
                    .persona(view), name: "c\(index)", type: type, domain: "other\(index)",
                    entity: 0))
        }
        let masker = try RowMasker(
            plan: MaskPlan(columns: columns), key: MaskFixture.key, rules: MaskFixture.rules(),
            surrogates: Self.lists.get())
        let cells = parts.map { part in entities.map { _ in Optional(part.1) } }
        let masked = try MaskFixture.mask(masker, [entities] + cells)
        return (Array(masked.texts.dropFirst()), masked.tally)
    }

    private let everything: [(PersonaPart, String)] = [
        (.first, "Ann"), (.last, "Lee"), (.full, "Ann Lee"), (.sex, "f"), (.birthYear, "1980"),
        (.username, "ann"), (.email, "a@b.org"), (.phone, "+1 2"), (.street, "Hill 4"),
        (.city, "Ulm"), (.state, "Hessen"), (.country, "DE"), (.postalCode, "12345"),
    ]

    @Test func `the parts of a persona agree`() throws {
        let rows = try mask(everything, entities: (1...300).map { "\($0)" }, locale: .deDE).texts
        let codes = ["Berlin": "10", "Hamburg": "20", "München": "80", "Köln": "50"]
        for row in 0..<300 {
            let cells = try rows.map { try #require($0[row]) }
            #expect(cells[2] == cells[0] + " " + cells[1])
            #expect(cells[6].hasSuffix("@mail.example") && cells[6].contains("."))
            #expect(cells[5] == cells[6].prefix { $0 != "@" })
            #expect(cells[11] == "DE" && cells[12].count == 5)
            if let code = codes[cells[9]] { #expect(cells[12].hasPrefix(code)) }
            if cells[9] == "Berlin" { #expect(cells[7].hasPrefix("+49 30 23125 ")) }
            let year = try #require(Int(cells[4]))
            #expect((1940...2000).contains(year) && year % 5 == 0)
            #expect(cells[8].last?.isNumber == true)
        }
        #expect(Set(rows[3]) == ["f", "m"])
        #expect(Set(rows[9]).count == 8)
    }

    @Test func `one entity is one person in every table, another domain somebody else`() throws {
        let here = try mask([(.full, "Ann Lee")], entities: ["7", "8", "7"]).texts[0]
        #expect(here[0] == here[2] && here[0] != here[1])
        let there = try mask([(.city, "X"), (.full, "Bo Ek")], entities: ["8"]).texts[1]
        #expect(there[0] == here[1])
        let other = try mask(
            [(.full, "Ann Lee")], entities: (1...50).map { "\($0)" }, domain: "staff.id"
        ).texts[0]
        let own = try mask([(.full, "Ann Lee")], entities: (1...50).map { "\($0)" }).texts[0]
        #expect(zip(own, other).count { $0 == $1 } <= 1)
    }

    @Test func `unique parts differ for ten thousand entities`() throws {
        let entities = (1...10_000).map { Optional("\($0)") }
        let masked = try mask(
            [(.full, "Ann Lee"), (.username, "ann"), (.email, "a@b.org")], entities: entities,
            unique: true)
        for column in masked.texts { #expect(Set(column).count == 10_000) }
        #expect(masked.tally.columns.allSatisfy { $0.unfitTotal == 0 })
    }

    @Test func `the cell says how it is written`() throws {
        let rows = try mask(
            [
                (.first, "ANN"), (.last, "lee"), (.state, "NY"), (.state, "Maine"),
                (.country, "USA"), (.country, "us"), (.sex, "MALE"), (.phone, "4155550100"),
                (.birthYear, "1980-05-06"),
            ], entities: (1...40).map { "\($0)" }
        ).texts
        #expect(rows[0].allSatisfy { $0 == $0?.uppercased() })
        #expect(rows[1].allSatisfy { $0 == $0?.lowercased() })
        #expect(rows[2].allSatisfy { $0?.count == 2 } && rows[3].allSatisfy { $0?.count ?? 0 > 3 })
        #expect(Set(rows[4]) == ["USA"] && Set(rows[5]) == ["us"])
        #expect(Set(rows[6]) == ["MALE", "FEMALE"])
        #expect(rows[7].allSatisfy { $0?.contains(" ") == false && $0?.contains("-") == false })
        #expect(rows[8].allSatisfy { $0?.hasSuffix("-01-01") == true })
    }

    @Test func `every locale has names, places and numbers of its own`() throws {
        for locale in SurrogateLocale.allCases {
            let rows = try mask(everything, entities: ["1", "2", "3"], locale: locale)
            #expect(rows.tally.columns.allSatisfy { $0.unfitTotal == 0 }, "\(locale)")
            for cell in rows.texts.flatMap(\.self) {
                #expect(cell?.contains("#") == false && cell?.contains("@@") == false)
            }
        }
    }

    @Test func `a row without an entity is redacted, an odd sex too`() throws {
        let masked = try mask([(.first, "Ann"), (.sex, "purple")], entities: [nil, "1"])
        #expect(masked.texts[0][0] == "[REDACTED]" && masked.texts[0][1] != "[REDACTED]")
        #expect(masked.texts[1] == ["[REDACTED]", "[REDACTED]"])
        #expect(masked.tally.columns[1].unfit(.missingEntity) == 1)
    }

    @Test func `narrow columns hold the parts`() throws {
        let rows = try mask(
            [(.first, "Ann"), (.full, "Ann Lee"), (.username, "ann"), (.street, "Hill 4")],
            entities: (1...300).map { "\($0)" }, type: "character varying(12)")
        for cell in rows.texts.flatMap(\.self) { #expect(cell?.count ?? 0 <= 12) }
        #expect(rows.tally.columns.allSatisfy { $0.unfitTotal == 0 })
    }

    @Test func `a persona is the same as ever`() throws {
        let cells = try mask(everything, entities: ["42"], locale: .deDE).texts.map { $0[0] }
        #expect(
            cells == [
                "Klaus", "Frank", "Klaus Frank", "m", "2000", "klaus.franktvt3",
                "klaus.franktvt3@mail.example", "+49 89 99998 489", "Lessingstraße 65", "Nürnberg",
                "Bayern", "DE", "90414",
            ])
        let japanese = try mask(
            [(.full, "山田太郎"), (.full, "Taro Yamada")], entities: ["42"], locale: .jaJP)
        #expect(japanese.texts.map { $0[0] } == ["本田三郎", "Ryuji Hirano"])
    }

    @Test func `a plan says what is wrong with a persona`() {
        for (line, words) in [
            ("transform = \"persona\", part = \"first\"", "persona needs entity"),
            ("transform = \"persona\", entity = \"id\"", "persona needs a part"),
            ("transform = \"persona\", entity = \"id\", part = \"nose\"", "expected one of"),
            ("transform = \"persona\", entity = \"id\", part = \"sex\", unique = true", "unique"),
        ] {
            let text = "version = 1\n[columns]\n\"public.t.c\" = { \(line) }\n"
            let problem = message { _ = try PlanFixture.file(text) }
            #expect(problem.contains(words) && problem.hasPrefix("mask.toml:3"), "\(problem)")
        }
    }
}
