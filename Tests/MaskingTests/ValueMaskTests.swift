import Masking
import Primitives
import Testing

/// E-mail, user names, URLs, secrets, places: what each promises beyond the common properties.
struct ValueMaskTests {
    @Test func `spellings of one address are one person in a folding domain`() throws {
        let folding = MaskFixture.column(.email(.reserved), form: .casefold)
        let folded = try MaskFixture.mask(folding, ["Bob@X.org", "bob@x.org", " BOB@X.ORG "]).texts
        #expect(Set(folded).count == 1)
        let exact = MaskFixture.column(.email(.reserved))
        #expect(Set(try MaskFixture.mask(exact, ["Bob@X.org", "bob@x.org"]).texts).count == 2)
    }

    @Test func `addresses of one host keep a common host that is nobody's`() throws {
        let column = MaskFixture.column(.email(.reserved))
        let masked = try MaskFixture.mask(column, ["a@x.org", "b@x.org", "c@y.org"]).texts
        let hosts = masked.map { $0?.split(separator: "@").last }
        #expect(hosts[0] == hosts[1] && hosts[0] != hosts[2])
        #expect(masked.allSatisfy { $0?.hasSuffix(".example") == true })
    }

    @Test(arguments: [
        "bob", "bob@", "@x.org", "a@b@c.org", "Bob <bob@x.org>", "a b@x.org", "a@x..", "a@-x.org",
        "a@x.org,b@x.org", "a@x_y.org", "\u{0}@x.org",
    ]) func `redacts what is no address`(text: String) throws {
        let masked = try MaskFixture.mask(
            MaskFixture.column(.email(.reserved)), [text])
        #expect(masked.texts == ["[REDACTED]"])
        #expect(masked.tally.unfit(.format) == 1)
    }

    @Test(arguments: [
        "javascript:alert(1)", "mailto:bob@x.org", "not a url", "word", "https://a b.org",
    ]) func `redacts what is no web address`(text: String) throws {
        #expect(try MaskFixture.mask(.url, text) == "[REDACTED]")
    }

    @Test func `a site's tree stays a tree`() throws {
        let masked = try ["https://x.org/a/b", "https://x.org/a/c", "http://X.org/a"].map {
            try #require(try MaskFixture.mask(.url, $0))
        }
        let parts = masked.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
        #expect(parts[0][2] == parts[1][2] && parts[1][2] == parts[2][2])
        #expect(parts[0][3] == parts[1][3] && parts[0][4] != parts[1][4])
        #expect(parts[2].count == 4)
    }

    @Test func `secrets of one shape are one secret, of the same shape`() throws {
        let column = MaskFixture.column(.secret)
        let masked = try MaskFixture.mask(column, ["ghp_Ab1", "gho_Zz9", "ghp-Ab12"]).texts
        #expect(masked[0] == masked[1])
        #expect(masked[0]?.utf8.count == 7 && masked[2]?.utf8.count == 8)
        #expect(masked[0]?.hasPrefix("xxx-X") == true)
    }

    @Test func `a unique secret differs by its row's key`() throws {
        let secret = MaskFixture.column(.secret, unique: true, entity: 1)
        let id = MaskFixture.column(.hash(length: 8), name: "id", domain: "id")
        let masked = try MaskFixture.mask(
            MaskFixture.masker([secret, id]),
            [["ghp_Abcdefghijkl", "ghp_Abcdefghijkl", "gho_Zbcdefghijkl"], ["1", "2", "1"]]
        ).texts[0]
        #expect(masked[0] != masked[1])
        #expect(masked[0] == masked[2])
    }

    @Test func `a unique secret without a key column differs by its value`() throws {
        let secret = MaskFixture.column(.secret, unique: true)
        let values = (0..<1000).map { "token-\(TransformSample.words($0))-abcdefgh" }
        #expect(Set(try MaskFixture.mask(secret, values).texts).count == 1000)
    }

    @Test func `a house number keeps its place and its digits`() throws {
        for (text, isFirst) in [("12 Main St", true), ("Hauptstr. 12", false)] {
            let words = try #require(try MaskFixture.mask(.street(), text)).split(separator: " ")
            let number = isFirst ? words.first : words.last
            #expect(number?.count == 2 && Int(number ?? "") != nil)
        }
    }

    @Test func `the installed surrogate lists load, and a broken one says what is wrong`() throws {
        let lists = try SurrogateLists(files: MaskFixture.surrogateFiles)
        #expect(lists.digest.hasPrefix("sha256:") && lists.digest.count == 71)
        var files = MaskFixture.surrogateFiles
        files["cities.txt"] = Array("# nothing\n".utf8)
        #expect(throws: MaskingError.badSurrogates("cities.txt", "holds no value")) {
            try SurrogateLists(files: files)
        }
        files["cities.txt"] = [0xFF]
        #expect(throws: MaskingError.badSurrogates("cities.txt", "isn't UTF-8")) {
            try SurrogateLists(files: files)
        }
        files["cities.txt"] = Array("Rome\n".utf8)
        #expect(try SurrogateLists(files: files).digest != lists.digest)
        files["streets.txt"] = nil
        #expect(throws: MaskingError.self) { try SurrogateLists(files: files) }
    }
}
