import Masking
import Primitives
import Testing

/// Masked addresses that tell what kind of provider the real ones had.
@Suite struct MailProviderTests {
    private func mask(
        _ host: MaskTransform.EmailHost, _ texts: [String?], type: String = "text"
    ) throws -> [String] {
        let column = MaskFixture.column(.email(host), type: type, form: .casefold)
        let masker = try RowMasker(
            plan: MaskPlan(columns: [column]), key: MaskFixture.key, rules: MaskFixture.rules(),
            surrogates: InstalledLists.read())
        return try MaskFixture.mask(masker, [texts]).texts[0].map { try #require($0) }
    }

    @Test(arguments: [
        ("bob@gmail.com", ".mail.example"), ("Bob@Yahoo.Co.UK", ".mail.example"),
        ("bob@mailinator.com", ".temp.example"), ("bob@any.mailinator.com", ".temp.example"),
        ("bob@cs.stanford.edu", ".edu.example"), ("bob@ox.ac.uk", ".edu.example"),
        ("bob@uni.edu.au", ".edu.example"), ("bob@nasa.gov", ".gov.example"),
        ("bob@navy.mil", ".gov.example"), ("bob@leeds.gov.uk", ".gov.example"),
        ("bob@impots.gouv.fr", ".gov.example"),
    ])
    func `keeps the kind of provider`(address: String, ending: String) throws {
        let masked = try mask(.provider, [address])[0]
        #expect(masked.hasSuffix(ending))
        // Why: the tokens are those of the plain form, so plans of both kinds still join.
        let plain = try mask(.reserved, [address])[0]
        #expect(masked.dropLast(ending.count) == plain.dropLast(".example".count))
    }

    @Test(arguments: [
        "bob@x.org", "bob@notgmail.com", "bob@gmail.com.x.org", "bob@edu.x.org", "bob@gov.org",
        "bob@müller.de", "bob@education",
    ])
    func `takes every other domain for a company's`(address: String) throws {
        let masked = try mask(.provider, [address])
        #expect(try masked == mask(.reserved, [address]))
    }

    @Test func `ten thousand addresses of four kinds stay distinct`() throws {
        let hosts = ["gmail.com", "yopmail.com", "mit.edu", "x.org"]
        let texts = (0..<10_000).map { "user\($0 / 4)@\(hosts[$0 % 4])" }
        let masked = try mask(.provider, texts)
        #expect(Set(masked).count == texts.count)
        #expect(Set(masked.map { $0.drop { $0 != "@" } }).count == hosts.count)
    }

    @Test(arguments: 18...40) func `a narrow column gets shorter tokens`(width: Int) throws {
        let texts = ["a@gmail.com", "b@yopmail.com", "c@mit.edu", "d@nasa.gov", "e@x.org"]
        for masked in try mask(.provider, texts, type: "character varying(\(width))") {
            #expect(masked.count <= width && masked.hasSuffix(".example"))
        }
    }

    @Test func `without the list of providers the plan is refused`() {
        let column = MaskFixture.column(.email(.provider))
        var files = MaskFixture.surrogateFiles
        files["mail-providers.txt"] = nil
        #expect(throws: MaskingError.self) {
            try RowMasker(
                plan: MaskPlan(columns: [column]), key: MaskFixture.key,
                rules: MaskFixture.rules(), surrogates: SurrogateLists(files: files))
        }
    }

    @Test(arguments: ["bob.org\n[consumer]\n", "[colleagues]\nx.org\n"])
    func `a list that can't be read is refused`(text: String) {
        var files = MaskFixture.surrogateFiles
        files["mail-providers.txt"] = Array(text.utf8)
        #expect(throws: MaskingError.self) { try SurrogateLists(files: files) }
    }

    @Test(arguments: [
        ("email", "keep-domain = true, keep-provider = true"), ("card", "keep-bin = 7"),
        ("phone", "keep-area = true, reserved = true"),
    ])
    func `options that contradict each other are refused`(name: String, options: String) {
        #expect(throws: (any Error).self) {
            try PlanFixture.file(
                "version = 1\n[columns]\n\"a.b.c\" = { transform = \"\(name)\", \(options) }")
        }
    }
}
