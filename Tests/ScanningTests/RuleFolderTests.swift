import Configuration
import Detection
import Scanning
import TestSupport
import Testing

@Suite struct `A folder of rules` {
    private let folder: TestFolder
    private let rule = """
        [[rules]]
        id = "toy.mail"
        title = "Toy"
        kind = "data"
        category = "toy"
        sensitivity = "moderate"
        [[rules.values]]
        pattern = '[a-z]+@[a-z.]+'
        mode = "find"
        literals = ["@"]
        """

    init() throws {
        folder = try TestFolder()
        try folder.write("rules/toy.toml", rule)
        try folder.write("rules/dictionaries/words.txt", "a\n")
        try folder.write("rules/surrogates/2/surnames.txt", "Doe\n")
    }

    @Test func `loads rules, dictionaries and surrogates`() throws {
        let rules = try RuleFolder(folders: [folder.path("rules")])
        #expect(rules.ruleSet.rules.map(\.id) == ["toy.mail"])
        #expect(try rules.surrogates()["surnames.txt"] == Array("Doe\n".utf8))
        #expect(rules.digest.hasPrefix("sha256:"))
        #expect(rules.digest.count == 7 + 64)
        #expect(rules.recogniser(Array("ann@x.org".utf8)))
        #expect(!rules.recogniser(Array("e_mail".utf8)))
    }

    @Test func `changes its digest with any byte of a rule or dictionary`() throws {
        let first = try RuleFolder(folders: [folder.path("rules")]).digest
        #expect(try RuleFolder(folders: [folder.path("rules")]).digest == first)
        try folder.write("rules/dictionaries/words.txt", "b\n")
        let second = try RuleFolder(folders: [folder.path("rules")]).digest
        #expect(second != first)
        try folder.write("rules/toy.toml", rule + "\n")
        #expect(try RuleFolder(folders: [folder.path("rules")]).digest != second)
    }

    @Test func `lets a second folder add and replace rules`() throws {
        try folder.write("mine/a.toml", rule.replacing("Toy", with: "Mine"))
        let rules = try RuleFolder(folders: [folder.path("rules"), folder.path("mine")])
        #expect(rules.ruleSet.rules.map(\.title) == ["Mine"])
    }

    @Test func `names the file and line of a broken rule`() throws {
        try folder.write("rules/toy.toml", rule + "\nunknown-key = 1\n")
        let error = try #require(throws: RuleError.self) {
            try RuleFolder(folders: [folder.path("rules")])
        }
        #expect("\(error)".contains("toy.toml:11"))
    }

    @Test func `says that a folder isn't there`() throws {
        let error = try #require(throws: ScanError.self) {
            try RuleFolder(folders: [folder.path("nowhere")])
        }
        #expect(error.description.contains("nowhere"))
    }
}
