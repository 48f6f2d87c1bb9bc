import Cryptography
import Masking
import Primitives
import Testing

@Suite struct TokenMaskTests {
    private func unmask(
        _ texts: [String?], key: MaskingKey = MaskFixture.key, ring: KeyRing
    ) throws -> (texts: [String?], tally: ColumnTally) {
        let masker = try MaskFixture.masker(
            [MaskFixture.column(.token)], key: key, direction: .unmask(ring))
        let result = try MaskFixture.mask(masker, [texts])
        return (result.texts[0], result.tally.columns[0])
    }

    @Test func `equal values of a domain have one token, which opens`() throws {
        let values: [String?] = ["bob", "Bob", "bob", nil, "", "a\u{0}b", "🦊"]
        let column = MaskFixture.column(.token)
        let tokens = try MaskFixture.mask(column, values).texts
        #expect(tokens[0] == tokens[2] && tokens[0] != tokens[1])
        #expect(tokens[3] == nil && tokens[4] == "")
        #expect(tokens.allSatisfy { $0?.isEmpty != false || $0?.hasPrefix("bt1_A") == true })
        let opened = try unmask(tokens, ring: KeyRing(MaskFixture.key))
        #expect(opened.texts == values && opened.tally.unfitTotal == 0)
    }

    @Test func `tokens name their key, so that a retired one still opens them`() throws {
        let first = MaskFixture.key
        let ring = try KeyRing(first).rotated()
        let old = try MaskFixture.mask(.token, "bob", key: first)
        let new = try MaskFixture.mask(.token, "bob", key: ring.active)
        #expect(old != new)
        let opened = try unmask([old, new], key: ring.active, ring: ring)
        #expect(opened.texts == ["bob", "bob"])
        let without = try unmask([old, new], key: first, ring: KeyRing(first))
        #expect(without.texts == ["bob", "[REDACTED]"])
        #expect(without.tally.unfit(.format) == 1)
    }

    @Test func `a token that was changed, cut or moved to another domain is refused`() throws {
        let token = try #require(try MaskFixture.mask(.token, "bob@x.org"))
        var other = MaskFixture.column(.token)
        other.domain = "elsewhere"
        let moved = try MaskFixture.mask(other, ["bob@x.org"]).texts[0]
        let broken: [String?] = [
            String(token.dropLast()), token + "A", "bt2_" + token.dropFirst(4), "bt1_", "bt1_AQ",
            "bob", token.replacing("bt1_A", with: "bt1_C"), moved,
        ]
        let opened = try unmask(broken, ring: KeyRing(MaskFixture.key))
        #expect(opened.texts.allSatisfy { $0 == "[REDACTED]" })
        #expect(opened.tally.unfit(.format) == broken.count)
    }

    @Test func `a token too wide for its column is redacted and counted`() throws {
        let column = MaskFixture.column(.token, type: "character varying(40)")
        let masked = try MaskFixture.mask(column, ["short", String(repeating: "x", count: 20)])
        #expect(masked.texts[0]?.hasPrefix("bt1_") == true)
        #expect(masked.texts[1] == "[REDACTED]" && masked.tally.unfit(.width) == 1)
    }
}
