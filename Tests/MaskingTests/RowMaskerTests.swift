import Masking
import Primitives
import Testing

struct RowMaskerTests {
    @Test func `equal values of one domain meet across columns and maskers`() throws {
        let customers = try MaskFixture.masker([
            MaskFixture.column(.hash(length: 16), name: "id", domain: "customer.id"),
            MaskFixture.column(.email(.reserved), name: "email", domain: "person.email"),
        ])
        let tickets = try MaskFixture.masker([
            MaskFixture.column(.email(.reserved), name: "from", domain: "person.email"),
            MaskFixture.column(.hash(length: 16), name: "customer", domain: "customer.id"),
        ])
        let left = try MaskFixture.mask(customers, [["1", "2"], ["a@x.org", "b@x.org"]]).texts
        let right = try MaskFixture.mask(tickets, [["b@x.org", "a@x.org"], ["2", "1"]]).texts
        #expect(left[0] == right[1].reversed() && left[1] == right[0].reversed())
    }

    @Test func `an unfit cell that the plan refuses ends the run with nothing in the output`()
        throws
    {
        var email = MaskFixture.column(.email(.reserved), name: "email")
        email.unfit = .refuse
        let masker = try MaskFixture.masker([
            MaskFixture.column(.keep(unguardedReason: "ours"), name: "k"), email,
        ])
        var scratch = masker.makeScratch()
        var output = RowBatch(columnCount: 2)
        let input = RowBatch(columns: [
            CellBatch(texts: ["x", "y"]), CellBatch(texts: ["a@b.org", "secret value"]),
        ])
        let error = #expect(throws: MaskingError.self) {
            try masker.mask(input, into: &output, scratch: &scratch)
        }
        #expect(output.columns.allSatisfy { $0.isEmpty && $0.bytes.isEmpty })
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("public.t.email") && text.contains("row 2"))
        #expect(!text.contains("secret value"))
    }

    @Test func `refuses a batch of another width`() throws {
        let masker = try MaskFixture.masker([MaskFixture.column(.redact)])
        var scratch = masker.makeScratch()
        var output = RowBatch(columnCount: 1)
        #expect(throws: MaskingError.columnCount(expected: 1, found: 2)) {
            try masker.mask(RowBatch(columnCount: 2), into: &output, scratch: &scratch)
        }
    }

    @Test(arguments: [
        ("text", true, "[REDACTED]"), ("character varying(10)", false, "[REDACTED]"),
        ("character varying(9)", true, nil), ("character(3)", false, "***"),
        ("integer", true, nil), ("bigint", false, "0"), ("numeric(10,2)", false, "0"),
        ("boolean", false, "false"), ("date", false, "1970-01-01"),
        ("timestamp without time zone", false, "1970-01-01 00:00:00"),
        ("timestamp(3) with time zone", false, "1970-01-01 00:00:00"),
        ("uuid", false, "00000000-0000-0000-0000-000000000000"), ("inet", false, "0.0.0.0"),
        ("jsonb", false, "\"[REDACTED]\""), ("text[]", false, "{}"), ("mood", true, nil),
    ]) func `redacts in a form that the type takes`(
        type: String, isNullable: Bool, expected: String?
    ) throws {
        let column = MaskFixture.column(.redact, type: type, nullable: isNullable)
        #expect(try MaskFixture.mask(column, ["x"]).texts == [expected])
    }

    @Test func `refuses what can't be redacted, nulled or shifted before any row`() {
        for column in [
            MaskFixture.column(.redact, type: "mood", nullable: false),
            MaskFixture.column(.null, nullable: false),
            MaskFixture.column(.dateShift(entity: "id", days: 3)),
        ] {
            #expect(throws: MaskingError.self) { try MaskFixture.masker([column]) }
        }
    }

    @Test func `a value too long for the type is redacted and counted`() throws {
        let column = MaskFixture.column(
            .ip, type: "character varying(20)", nullable: false)
        let masked = try MaskFixture.mask(column, ["2001:db8::1", nil])
        #expect(masked.texts == ["[REDACTED]", nil])
        #expect(masked.tally.unfit(.width) == 1 && masked.tally.masked == 0)
        #expect(masked.tally.unfitShare == 1)
    }

    @Test func `a document's leaves that don't fit are no more than all of its cells`() {
        var tally = ColumnTally()
        tally.rows = 3
        tally.nulls = 1
        tally.countUnfit(.unknownPath)
        #expect(tally.unfitShare == 0.5)
        #expect(tally.unfitText == "1 of 2 cells")
        for _ in 0..<4 { tally.countUnfit(.unknownPath) }
        #expect(tally.unfitShare == 1)
        #expect(tally.unfitText == "5 values in 2 cells")
    }

    @Test func `tallies of workers add up`() throws {
        let masker = try MaskFixture.masker([MaskFixture.column(.email(.reserved))])
        let one = try MaskFixture.mask(masker, [["a@b.org", nil, "x"]]).tally
        let two = try MaskFixture.mask(masker, [["c@d.org"]]).tally
        var sum = one
        sum.add(two)
        #expect(sum == (try MaskFixture.mask(masker, [["a@b.org", nil, "x", "c@d.org"]]).tally))
        #expect(sum.columns[0].rows == 4 && sum.columns[0].unfitTotal == 1)
    }

    @Test func `a scratch and an output batch may be used again`() throws {
        let masker = try MaskFixture.masker([MaskFixture.column(.username)])
        var scratch = masker.makeScratch()
        var output = RowBatch(columnCount: 0)
        for text in ["one", "two", "one"] {
            try masker.mask(
                RowBatch(columns: [CellBatch(texts: [text])]), into: &output, scratch: &scratch)
            #expect(output.rowCount == 1)
        }
        #expect(
            MaskFixture.texts(output.columns[0])
                == [try MaskFixture.mask(MaskTransform.username, "one")])
        #expect(scratch.tally.columns[0].rows == 3)
    }
}
