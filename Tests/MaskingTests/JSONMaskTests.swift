import Masking
import Primitives
import Testing

struct JSONMaskTests {
    private static let paths = [
        MaskFixture.column(
            .email(.reserved), type: "string", domain: "person.email", form: .casefold,
            path: "$.user.email"),
        MaskFixture.column(.hash(length: 8), type: "string", path: "$.tags[]"),
        MaskFixture.column(.redact, type: "number", path: "$.user.age"),
        MaskFixture.column(.keep(unguardedReason: nil), type: "number", path: "$.total"),
        MaskFixture.column(.keep(unguardedReason: nil), type: "string", path: "$.kind"),
        MaskFixture.column(.constant("7"), type: "number", path: "$.score"),
        MaskFixture.column(.hash(length: 8), type: "number", path: "$.code"),
        MaskFixture.column(.keep(unguardedReason: "flags"), type: "boolean", path: "$.flags.*"),
        MaskFixture.column(.text, type: "string", path: "$.note"),
    ]

    private func masker(_ rule: MaskPlan.UnknownRule = .redact) throws -> RowMasker {
        var column = MaskFixture.column(.json, type: "jsonb", nullable: false)
        column.paths = Self.paths
        return try MaskFixture.masker([column], unknownPath: rule)
    }

    private func mask(_ document: String) throws -> (text: String?, tally: ColumnTally) {
        let result = try MaskFixture.mask(masker(), [[document]])
        return (result.texts[0][0], result.tally.columns[0])
    }

    @Test func `masks declared leaves and keeps every other byte`() throws {
        let masked = try mask(
            #"{ "total":1.50e2,"user" : {"email":"Bob@X.org", "age": 41}, "kind": "a\/b" }"#)
        let column = MaskFixture.column(
            .email(.reserved), domain: "person.email", form: .casefold)
        let address = try #require(try MaskFixture.mask(column, ["bob@x.org"]).texts[0])
        #expect(
            masked.text
                == #"{ "total":1.50e2,"user" : {"email":"\#(address)", "age": null}, "kind": "a\/b" }"#
        )
        #expect(masked.tally.unfitTotal == 0)
        #expect(masked.tally.masked == 1)
    }

    @Test func `decodes strings before and encodes them after masking`() throws {
        let plain = try mask(#"{"tags":["bob","b\"c"],"note":"x"}"#).text
        #expect(try mask(#"{"tags":["\u0062ob","b\u0022c"],"note":"x"}"#).text == plain)
        let note = try mask(#"{"note":"a\n\"\u0062ob@x.org\" \u00e9\ud83e\udd8a"}"#).text
        #expect(note?.hasPrefix(#"{"note":"a\n\""#) == true)
        #expect(note?.hasSuffix(#".example\" é🦊"}"#) == true)
    }

    @Test func `a number stays a number or is redacted`() throws {
        #expect(try mask(#"{"score": 12}"#).text == #"{"score": 7}"#)
        let code = try mask(#"{"code": 12}"#)
        #expect(code.text == #"{"code": "[REDACTED]"}"#)
        #expect(code.tally.unfit(.format) == 1)
    }

    @Test func `null stays null and empty containers stay`() throws {
        let document = #"{"user":{"email":null},"tags":[],"flags":{}}"#
        #expect(try mask(document).text == document)
    }

    @Test func `redacts undeclared paths, keys included, and counts them`() throws {
        let masked = try mask(#"{"kind":"a","bob@x.org":{"x":"secret","n":98765,"t":true}}"#)
        let text = try #require(masked.text)
        #expect(text.hasPrefix(#"{"kind":"a",""#))
        for piece in ["bob", "x.org", "secret", "98765", "true", #""x""#] {
            #expect(!text.contains(piece))
        }
        #expect(text.contains(#""[REDACTED]""#))
        #expect(masked.tally.unfit(.unknownPath) == 7)
    }

    @Test func `refuses undeclared paths without leaving output`() throws {
        let masker = try masker(.refuse)
        var scratch = masker.makeScratch()
        var output = RowBatch(columnCount: 1)
        let input = RowBatch(columns: [CellBatch(texts: [#"{"kind":"a"}"#, #"{"kin":"secret"}"#])])
        #expect(throws: MaskingError.self) {
            try masker.mask(input, into: &output, scratch: &scratch)
        }
        #expect(output.rowCount == 0 && output.columns[0].bytes.isEmpty)
    }

    @Test func `a value of another kind than declared is still masked`() throws {
        #expect(try mask(#"{"total":"bob@x.org"}"#).text?.contains("bob") == false)
        let object = try mask(#"{"kind":{"deep":"secret"}}"#)
        #expect(object.text?.contains("secret") == false)
        let list = try mask(#"{"kind":["secret"]}"#)
        #expect(list.text == #"{"kind":["[REDACTED]"]}"#)
    }

    @Test(arguments: ["{", #"{"kind":"a"} x"#, "{'a':1}", "\u{0}", "tru", #"{"kind":"\q"}"#])
    func `redacts a document that doesn't parse`(document: String) throws {
        let masked = try mask(document)
        #expect(masked.text == #""[REDACTED]""#)
        #expect(masked.tally.unfit(.malformed) == 1)
    }

    @Test func `masks both members of a repeated key`() throws {
        let text = try mask(#"{"user":{"email":"a@b.org","email":"c@d.org"}}"#).text
        #expect(text?.contains("a@b.org") == false && text?.contains("c@d.org") == false)
    }

    @Test func `what one document holds changes nothing in the next`() throws {
        let masker = try masker()
        let odd = (0..<200).map { #"{"odd\#($0)":{"deep\#($0)":1}}"# }
        let document = #"{"kind":"a","user":{"email":"a@b.org"}}"#
        let alone = try MaskFixture.mask(masker, [[document]]).texts[0][0]
        #expect(try MaskFixture.mask(masker, [odd + [document]]).texts[0].last == alone)
    }
}
