import Configuration
import Detection
import Primitives
import Scanning
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where rules are read from: their own files, the compiled file beside them, the user's cache.
@Suite struct `Compiled rules on disk` {
    private let folder: TestFolder
    private var environment: [String: String] {
        ["BAUTA_RULES": folder.path("rules"), "XDG_CACHE_HOME": folder.path("cache")]
    }

    private static func rule(_ title: String, id: String = "toy.mail") -> String {
        """
        [[rules]]
        id = "\(id)"
        title = "\(title)"
        kind = "data"
        [[rules.values]]
        pattern = '[a-z]+@[a-z.]+'

        """
    }

    init() throws {
        folder = try TestFolder()
        try folder.write("rules/toy.toml", Self.rule("Plain"))
        try folder.write("rules/dictionaries/words.txt", "a\nb\n")
        try folder.write("rules/surrogates/2/surnames.txt", "Doe\n")
    }

    private func load(adding added: String? = nil) throws -> RuleFolder {
        try RuleFolder.load(adding: added.map(folder.path), environment: environment)
    }

    private func titles(adding added: String? = nil) throws -> [String] {
        try load(adding: added).ruleSet.rules.map(\.title)
    }

    /// The one file of the cache.
    private func cached() throws -> String {
        let files = folder.files().filter { $0.hasPrefix("cache/") }
        try #require(files.count == 1)
        return files[0]
    }

    /// Replaces what is compiled by rules of another title, so that a test sees who reads it.
    private func mark(_ file: String, as title: String = "Marked") throws {
        let bytes = try folder.bytes(file)
        let origin = try CompiledRules(SharedBytes(copying: bytes)).origin
        let rules = try RuleSet(files: [
            ConfigurationFile(name: "toy.toml", text: Self.rule(title))
        ])
        try folder.write(file, bytes: CompiledRules.encode(rules, origin: origin))
        unsafe chmod(folder.path(file), 0o600)
    }

    private func compile() throws {
        try RuleFolder(folders: [folder.path("rules")])
            .compile(to: folder.path("rules/rules.compiled"))
    }

    @Test func `a second run reads the cache and says the same digest`() throws {
        let first = try load()
        try mark(try cached())
        let second = try load()
        #expect(second.ruleSet.rules.map(\.title) == ["Marked"])
        #expect(second.digest == first.digest)
        #expect(try second.surrogates()["surnames.txt"] == Array("Doe\n".utf8))
        #expect(try RuleFolder(folders: [folder.path("rules")]).digest == first.digest)
    }

    @Test func `changed rules have a cache of their own, and four are kept`() throws {
        for number in 0..<6 {
            try folder.write("rules/toy.toml", Self.rule("Title \(number)"))
            #expect(try titles() == ["Title \(number)"])
        }
        #expect(folder.files().filter { $0.hasPrefix("cache/") }.count == 4)
    }

    @Test(arguments: [0, 10, 200]) func `a damaged cache is passed over and replaced`(
        place: Int
    ) throws {
        _ = try load()
        let file = try cached()
        try mark(file)
        var bytes = try folder.bytes(file)
        bytes[place] ^= 1
        try folder.write(file, bytes: bytes)
        #expect(try titles() == ["Plain"])
        try mark(file)
        #expect(try titles() == ["Marked"])
    }

    @Test(arguments: [0o602, 0o620, 0o666] as [mode_t])
    func `a cache that others may write is passed over`(mode: mode_t) throws {
        _ = try load()
        let file = try cached()
        try mark(file)
        unsafe chmod(folder.path(file), mode)
        #expect(try titles() == ["Plain"])
    }

    @Test func `a cache in a folder that others may write is passed over`() throws {
        _ = try load()
        try mark(try cached())
        unsafe chmod(folder.path("cache/bauta"), 0o777)
        #expect(try titles() == ["Plain"])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func `somebody else's cache is passed over`() throws {
        _ = try load()
        let file = try cached()
        try mark(file)
        unsafe chown(folder.path(file), 65_534, 65_534)
        #expect(try titles() == ["Plain"])
    }

    @Test func `a link in place of the cache is passed over`() throws {
        _ = try load()
        let file = try cached()
        try mark(file)
        unsafe rename(folder.path(file), folder.path("elsewhere"))
        unsafe symlink(folder.path("elsewhere"), folder.path(file))
        #expect(try titles() == ["Plain"])
    }

    @Test func `no cache is no trouble`() throws {
        let environment = ["BAUTA_RULES": folder.path("rules"), "XDG_CACHE_HOME": "/proc/none"]
        let rules = try RuleFolder.load(environment: environment)
        #expect(rules.ruleSet.rules.map(\.title) == ["Plain"])
        let nowhere = try RuleFolder.load(environment: ["BAUTA_RULES": folder.path("rules")])
        #expect(nowhere.digest == rules.digest)
    }

    @Test func `the file beside the rules is read until one of them changes`() throws {
        let digest = try RuleFolder(folders: [folder.path("rules")]).digest
        try compile()
        try mark("rules/rules.compiled")
        let rules = try load()
        #expect(rules.ruleSet.rules.map(\.title) == ["Marked"])
        #expect(rules.digest == digest)
        try folder.write("rules/toy.toml", Self.rule("Changed since"))
        #expect(try titles() == ["Changed since"])
    }

    @Test func `a folder that adds rules is parsed over the compiled ones`() throws {
        try compile()
        try mark("rules/rules.compiled")
        try folder.write("mine/a.toml", Self.rule("Mine", id: "toy.mine"))
        let rules = try load(adding: "mine")
        #expect(rules.ruleSet.rules.map(\.title) == ["Marked", "Mine"])
        let parsed = try RuleFolder(folders: [folder.path("rules"), folder.path("mine")])
        #expect(rules.digest == parsed.digest)
    }

    @Test func `a folder that changes the scoring has all rules parsed`() throws {
        try compile()
        try mark("rules/rules.compiled")
        try folder.write("mine/scoring.toml", "[prior]\ndata = -1\n")
        let rules = try load(adding: "mine")
        #expect(rules.ruleSet.rules.map(\.title) == ["Plain"])
        #expect(rules.ruleSet.rules.map(\.prior) == [-1])
    }

    @Test func `a compiled file serves in place of a folder`() throws {
        try folder.write("mine/a.toml", Self.rule("Mine", id: "toy.mine"))
        let both = try RuleFolder(folders: [folder.path("rules"), folder.path("mine")])
        try both.compile(to: folder.path("mine.compiled"))
        let rules = try load(adding: "mine.compiled")
        #expect(rules.ruleSet.rules.map(\.title) == ["Plain", "Mine"])
        #expect(rules.digest == both.digest)
        try folder.write("other.compiled", "[[rules]]\n")
        let error = try #require(throws: ScanError.self) { try load(adding: "other.compiled") }
        #expect("\(error)".contains("rules compile"))
    }
}
