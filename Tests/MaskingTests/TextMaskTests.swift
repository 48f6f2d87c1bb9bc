import Masking
import Testing

struct TextMaskTests {
    private func mask(_ texts: [String?]) throws -> (texts: [String?], tally: ColumnTally) {
        try MaskFixture.mask(MaskFixture.column(.text), texts)
    }

    @Test func `XML keeps every tag and attribute around its spans`() throws {
        let xml = "<p id=\"7\"><mail to='bob@x.org'/>call bob@x.org &amp; ann@x.org</p>"
        let column = MaskFixture.column(.text, type: "xml")
        let masked = try #require(try MaskFixture.mask(column, [xml]).texts[0])
        let parts = masked.split(separator: /[a-z2-7]{16}@[a-z2-7]{8}\.example/)
        #expect(parts == ["<p id=\"7\"><mail to='", "'/>call ", " &amp; ", "</p>"])
    }

    @Test func `masks a span as the column of its label`() throws {
        let column = MaskFixture.column(
            .email(.reserved), domain: "person.email", form: .casefold)
        let address = try #require(try MaskFixture.mask(column, ["bob@x.org"]).texts[0])
        let masked = try mask(["ask Bob@X.org, or bob@x.org!"])
        #expect(masked.texts == ["ask \(address), or \(address)!"])
        #expect(masked.tally.maskedSpans == 2)
    }

    @Test func `redacts a label that the plan has no transform for`() throws {
        let masked = try mask(["ssn 123-45-6789."])
        #expect(masked.texts == ["ssn [REDACTED]."])
        #expect(masked.tally.redactedSpans == 1)
        #expect(masked.tally.unfitTotal == 0)
    }

    @Test func `cuts a date in text to its year, for it has no entity`() throws {
        #expect(try mask(["born 1980-05-06"]).texts == ["born 1980-01-01"])
    }

    @Test func `leaves NULL, empty, emoji, right-to-left text and NUL as they are`() throws {
        let texts: [String?] = [nil, "", "🦊 שלום", "a\u{0}b", "no find here"]
        let masked = try mask(texts)
        #expect(masked.texts == texts)
        #expect(masked.tally.masked == 0)
    }

    @Test func `finds a value at every place of a cell of a megabyte`() throws {
        let filler = String(repeating: "lorem ipsum ", count: 45_000)
        let masked = try mask(["a@b.org " + filler + "a@b.org " + filler + "a@b.org"])
        let text = try #require(masked.texts[0])
        #expect(!text.contains("a@b.org"))
        #expect(masked.tally.maskedSpans == 3)
        #expect(text.contains(filler))
    }

    @Test func `cutting rows into batches changes nothing`() throws {
        let texts: [String?] = (0..<60).map { number in
            number % 7 == 0
                ? nil : "row \(number) of u\(number % 5)@x.org on 2001-02-0\(number % 9 + 1)"
        }
        let whole = try mask(texts).texts
        for size in [1, 7, 59] {
            let parts = try stride(from: 0, to: texts.count, by: size).flatMap { start in
                try mask(Array(texts[start..<min(start + size, texts.count)])).texts
            }
            #expect(parts == whole)
        }
    }
}

struct KeepGuardTests {
    private func keep(
        _ texts: [String?], shapes: [String]?, type: String = "text", reason: String? = nil
    ) throws -> (texts: [String?], tally: ColumnTally) {
        var column = MaskFixture.column(.keep(unguardedReason: reason), type: type)
        column.shapes = shapes
        return try MaskFixture.mask(column, texts)
    }

    @Test func `masks a planted address and number in a kept column and counts them`() throws {
        let kept = try keep(["gold", "bob@x.org", nil, "123-45-6789", "silver"], shapes: ["a"])
        #expect(kept.texts[0] == "gold" && kept.texts[2] == nil && kept.texts[4] == "silver")
        #expect(kept.texts[1]?.hasSuffix(".example") == true)
        #expect(kept.texts[3] == "[REDACTED]")
        #expect(kept.tally.guardHits == 2)
        #expect(kept.tally.fixedPoints == 0)
    }

    @Test func `searches free text in every cell`() throws {
        let kept = try keep(["call me at bob@x.org"], shapes: nil)
        #expect(kept.texts[0]?.contains("bob") == false)
        #expect(kept.tally.guardHits == 1)
    }

    @Test func `passes shapes that the sample showed and finds of low sensitivity`() throws {
        let kept = try keep(["bob@x.org", "1980-05-06"], shapes: ["a@a.a"])
        #expect(kept.texts == ["bob@x.org", "1980-05-06"])
        #expect(kept.tally.guardHits == 0)
    }

    @Test func `takes a shape that was cut at its limit for unknown`() throws {
        let long = String(repeating: "a-", count: 24)
        let kept = try keep([String(repeating: "x-", count: 30) + "bob@x.org"], shapes: [long])
        #expect(kept.tally.guardHits == 1)
    }

    @Test func `leaves unguarded columns, numbers and dates alone`() throws {
        #expect(try keep(["bob@x.org"], shapes: nil, reason: "ours").texts == ["bob@x.org"])
        #expect(try keep(["1234567890"], shapes: nil, type: "bigint").texts == ["1234567890"])
    }

    @Test func `guards arrays and every leaf and key of kept JSON`() throws {
        let array = try keep(["{bob@x.org,gold}"], shapes: nil, type: "text[]")
        #expect(array.texts[0]?.hasSuffix(".example,gold}") == true)
        let document = #"{ "n" : 1.50, "a":["gold", "\u0062ob@x.org"], "123-45-6789": null}"#
        let kept = try keep([document], shapes: nil, type: "jsonb")
        let text = try #require(kept.texts[0])
        #expect(text.hasPrefix(#"{ "n" : 1.50, "a":["gold", ""#))
        #expect(text.hasSuffix(#".example"], "[REDACTED]": null}"#))
        #expect(kept.tally.guardHits == 2)
    }

    @Test func `a plan of keep gives the same bytes back`() throws {
        let texts: [String?] = [
            nil, "", "plain", "🦊", "a\tb\\n", String(repeating: "x", count: 9_000),
        ]
        #expect(try keep(texts, shapes: nil).texts == texts)
        let documents: [String?] = [
            #" {"a": [1e3, -0.0, "\u00e9\/"], "b": {}} "#, nil, "[]", "null",
        ]
        #expect(try keep(documents, shapes: nil, type: "json").texts == documents)
    }
}
