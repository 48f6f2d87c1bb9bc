import Configuration
import Testing

@Suite struct ConfigurationTests {
    static let text = """
        version = 1
        share = 0.25

        [labels."contact.email"]
        transform = "email"
        keep = true

        [[rules]]
        id = "first"
        [rules.names]
        tokens = ["a", "b"]

        [[rules]]
        id = "second"
        [[rules.values]]
        pattern = 'x\\d+'
        [[rules.values]]
        patern = 'y'
        """

    private func file(_ text: String = text) throws -> ConfigurationFile {
        try ConfigurationFile(name: "mask.toml", text: text)
    }

    @Test func `reads every kind of value`() throws {
        let root = try file().root
        #expect(try root.integer("version") == 1)
        #expect(try root.number("share") == 0.25)
        #expect(try root.number("version") == 1)
        let email = try #require(try root.table("labels")?.table("contact.email"))
        #expect(try email.string("transform") == "email")
        #expect(try email.boolean("keep") == true)
        let rules = try #require(try root.tables("rules"))
        #expect(try rules.map { try $0.string("id") } == ["first", "second"])
        #expect(try rules[0].table("names")?.strings("tokens") == ["a", "b"])
        #expect(try rules[1].tables("values")?.first?.string("pattern") == "x\\d+")
        #expect(try root.string("absent") == nil)
    }

    @Test func `an unknown key names file, line, path and what was expected`() throws {
        let rules = try #require(try file().root.tables("rules"))
        let values = try #require(try rules[1].tables("values"))
        #expect {
            try values[1].finish(known: ["pattern", "mode"])
        } throws: {
            "\($0)"
                == "mask.toml:18: rules[1].values[1].patern: unknown key; expected mode, pattern"
        }
    }

    @Test func `a wrong type names the line and both types`() throws {
        let email = try #require(try file().root.table("labels")?.table("contact.email"))
        #expect {
            _ = try email.boolean("transform")
        } throws: {
            "\($0)"
                == "mask.toml:5: labels.\"contact.email\".transform: expected true or false, found a string"
        }
    }

    @Test func `a missing key names the table`() throws {
        let email = try #require(try file().root.table("labels")?.table("contact.email"))
        #expect {
            _ = try email.requiredString("domain")
        } throws: {
            "\($0)" == "mask.toml:4: labels.\"contact.email\": missing key domain"
        }
    }

    @Test func `a syntax error names its line`() {
        #expect {
            _ = try file("a = 1\nb = = 2\n")
        } throws: {
            ($0 as? ConfigurationError)?.line == 2
        }
    }
}
