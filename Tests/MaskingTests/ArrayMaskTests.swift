import Cryptography
import Masking
import Primitives
import Testing

/// Columns of PostgreSQL arrays, and texts from elsewhere in columns that hold no text.
@Suite struct ArrayMaskTests {
    private func mask(
        _ column: PlannedColumn, _ texts: [String?], direction: MaskDirection = .mask,
        lookups: [String: LookupTable] = [:]
    ) throws -> (texts: [String?], tally: ColumnTally) {
        let masker = try MaskFixture.masker([column], direction: direction, lookups: lookups)
        let result = try MaskFixture.mask(masker, [texts])
        return (result.texts[0], result.tally.columns[0])
    }

    @Test func `each element gets what a cell of its own would get`() throws {
        let column = MaskFixture.column(.email(.reserved), type: "text[]")
        let texts: [String?] = [
            "{bob@x.org,NULL,\"a \\\"b\\\"\",ann@x.org}", "{}", nil, "{{bob@x.org},{ann@x.org}}",
            "[0:0]={bob@x.org}", "{NULL}",
        ]
        let masked = try mask(column, texts)
        let single = try MaskFixture.mask(
            MaskFixture.column(.email(.reserved)), ["bob@x.org", "ann@x.org"]
        ).texts.map { try #require($0) }
        let expected: [String?] = [
            "{\(single[0]),NULL,[REDACTED],\(single[1])}", "{}", nil,
            "{{\(single[0])},{\(single[1])}}", "[0:0]={\(single[0])}", "{NULL}",
        ]
        #expect(masked.texts == expected)
        #expect(masked.tally.unfit(.format) == 1)
    }

    @Test func `a cell that is no array is redacted`() throws {
        let column = MaskFixture.column(.digits, type: "text[]", nullable: false)
        let masked = try mask(column, ["{1234567", "1234567", "{1234567}x"])
        #expect(masked.texts == ["{}", "{}", "{}"])
        #expect(masked.tally.unfit(.malformed) == 3)
    }

    @Test(arguments: [MaskTransform.token, .digits, .alphanumeric, .permute, .ip, .uuid])
    func `elements come back`(transform: MaskTransform) throws {
        let values = [
            "{1234567,89123}", "{\"AB-12 x\",NULL}", "{10.1.2.3}",
            "{550e8400-e29b-41d4-a716-446655440000}",
        ]
        let column = MaskFixture.column(transform, type: "text[]")
        let masked = try mask(column, values)
        let back = try mask(column, masked.texts, direction: .unmask(KeyRing(MaskFixture.key)))
        for (index, value) in values.enumerated()
        where masked.texts[index]?.contains("REDACTED") == false {
            #expect(back.texts[index] == value && masked.texts[index] != value)
        }
        #expect(masked.texts.contains { $0?.contains("REDACTED") == false })
    }

    @Test func `spans inside elements are masked and quoted`() throws {
        let column = MaskFixture.column(.text, type: "text[]")
        let masked = try mask(column, ["{\"write to bob@x.org, please\",plain}"]).texts[0]
        #expect(masked?.hasPrefix("{\"write to ") == true)
        #expect(masked?.hasSuffix(".example, please\",plain}") == true)
        #expect(masked?.contains("bob") == false)
    }

    @Test func `dates in arrays move with the entity of their row`() throws {
        let columns = [
            MaskFixture.column(.dateShift(entity: "id", days: 9), type: "date[]", entity: 1),
            MaskFixture.column(.keep(unguardedReason: "key"), name: "id"),
        ]
        let masked = try MaskFixture.mask(
            MaskFixture.masker(columns),
            [["{2024-01-10,2024-01-12}", "{2024-01-10}"], ["1", "1"]]
        ).texts[0].map { try #require($0) }
        let first = masked[0].dropFirst().prefix(10)
        #expect(masked[1] == "{\(first)}" && first != "2024-01-10")
    }

    @Test(arguments: [
        ("text[]", "email", true), ("character varying(10)[]", "email", false),
        ("integer[]", "permute", true), ("integer[]", "email", false), ("jsonb[]", "json", true),
        ("inet[]", "ip", true), ("uuid[]", "uuid", true), ("date[]", "date-truncate", true),
        ("jsonb", "external\", command = \"cat", false), ("bytea", "lookup\", file = \"x", false),
        ("integer", "lookup\", file = \"x", true), ("date", "external\", command = \"cat", true),
        ("uuid", "template\", template = \"{hash:8}", true),
    ])
    func `a plan knows what a type can hold`(type: String, line: String, fits: Bool) {
        #expect(PlanFixture.accepts("transform = \"\(line)\"", type: type) == fits)
    }

    @Test(arguments: [
        ("integer", "70000", "x"), ("smallint", "7", "70000"), ("numeric(5,2)", "123.45", "1234"),
        ("boolean", "t", "perhaps"), ("date", "2024-02-29", "2024-02-30"),
        ("timestamp without time zone", "2024-02-29 10:00:00", "29.2.2024 10:00"),
        ("uuid", "550e8400-e29b-41d4-a716-446655440000", "550e8400"),
        ("inet", "10.1.2.3", "10.1.2"), ("macaddr", "00:1b:44:11:3a:b7", "00:1b"),
    ])
    func `what a file says has to be a value of the type`(
        type: String, right: String, wrong: String
    ) throws {
        let entries = [Array("1".utf8): Array(right.utf8), Array("2".utf8): Array(wrong.utf8)]
        let table = LookupTable(file: "map.csv", digest: "sha256:00", entries: entries)
        let column = MaskFixture.column(.lookup(file: "map.csv"), type: type)
        let masked = try mask(column, ["1", "2", "3"], lookups: ["map.csv": table])
        #expect(masked.texts == [right, nil, nil])
        #expect(masked.tally.unfit(.type) == 1 && masked.tally.unfit(.noEntry) == 1)
    }
}
