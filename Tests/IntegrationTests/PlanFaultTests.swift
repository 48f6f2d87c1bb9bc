import TestSupport
import Testing

/// Plans, keys, rules and catalogs that don't fit.
@Suite struct PlanFaultTests {
    /// Runs the fixture's mask with a changed plan or key and expects trouble.
    private func expectRefusal(
        plan: String? = nil, key: String? = nil, mentions: [String], never: [String] = []
    ) throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let path = try plan.map { try folder.write("other.toml", $0) }
        let outcome = try runBauta(
            arguments: fixture.maskArguments(
                fixture.folder.path("people.csv"), plan: path, key: key)
                + ["--out", folder.path("masked.csv")])
        expectFault(
            outcome, mentions: mentions, never: never, absent: ["masked"], in: folder)
    }

    @Test func `a plan that names a column that isn't there is refused`() throws {
        let plan = try PeopleFixture.shared().folder.read("mask.toml")
        try expectRefusal(
            plan: plan
                + "\n[columns.\"file.\\\"people.csv\\\".nickname\"]\ntransform = \"redact\"\n",
            mentions: ["other.toml", "nickname"])
    }

    @Test func `a plan that lacks a column of the file is refused`() throws {
        try expectRefusal(
            plan: "version = 1\nunknown = \"refuse\"\n", mentions: ["email", "other.toml"])
    }

    @Test func `an unknown key in a plan is refused with its line`() throws {
        try expectRefusal(
            plan: "version = 1\nunknown = \"refuse\"\ncolour = \"red\"\n",
            mentions: ["other.toml:3", "colour"])
    }

    @Test func `a plan that isn't TOML is refused with its line`() throws {
        try expectRefusal(plan: "version = 1\nunknown = \n", mentions: ["other.toml:2"])
    }

    @Test func `a key file that others may read is refused`() throws {
        let folder = try TestFolder()
        let key = folder.path("open.key")
        let made = try runBauta(arguments: ["key", "new", "--out", key])
        #expect(made.status == 0)
        _ = try ChildProcess.run(["chmod", "644", key])
        try expectRefusal(key: "file:" + key, mentions: ["open.key", "chmod 600"])
    }

    @Test func `a key of the wrong length is refused and not printed`() throws {
        let folder = try TestFolder()
        let key = try folder.write("short.key", "bauta-key-1:canarycanary:00000000\n")
        _ = try ChildProcess.run(["chmod", "600", key])
        try expectRefusal(key: "file:" + key, mentions: ["short.key"], never: ["canarycanary"])
    }

    @Test func `a missing key says how to make one`() throws {
        try expectRefusal(key: "file:/nonexistent/mask.key", mentions: ["bauta key new"])
    }

    @Test func `key new never overwrites a key`() throws {
        let folder = try TestFolder()
        let path = try folder.write("a.key", "kept\n")
        let outcome = try runBauta(arguments: ["key", "new", "--out", path])
        expectFault(outcome, mentions: ["a.key"])
        #expect(try folder.read("a.key") == "kept\n")
    }

    @Test func `a rule file with an unknown key is refused with its place`() throws {
        let folder = try TestFolder()
        try folder.write("rules/own.toml", "[[rules]]\nid = \"own.thing\"\ncolour = \"red\"\n")
        let outcome = try runBauta(
            arguments: ["rules", "list", "--rules", folder.path("rules")])
        expectFault(outcome, mentions: ["own.toml", "colour"])
    }

    @Test func `a rules folder without rules is refused, or every column would be clean`() throws {
        let folder = try TestFolder()
        try folder.write("rules/dictionaries/words.txt", "word\n")
        try folder.write("people.csv", "email\nana@orchard.org\n")
        let outcome = try runBauta(
            arguments: ["scan", "people.csv", "--catalog", "c.json"],
            environment: ["BAUTA_RULES": folder.path("rules")], workingFolder: folder.path)
        expectFault(outcome, mentions: ["rules", "*.toml"])
        #expect(!folder.exists("c.json"))
    }

    @Test func `a rule with a bad pattern is refused with rule and byte`() throws {
        let folder = try TestFolder()
        try folder.write(
            "rules/own.toml",
            """
            [[rules]]
            id = "own.thing"
            title = "Own thing"
            kind = "data"
            category = "own"
            sensitivity = "low"
            [[rules.values]]
            mode = "whole"
            pattern = 'ab(c'

            """)
        let outcome = try runBauta(
            arguments: ["rules", "list", "--rules", folder.path("rules")])
        expectFault(outcome, mentions: ["own.toml", "own.thing", "pattern"])
    }

    @Test func `a catalog that isn't one is refused with its place`() throws {
        let folder = try TestFolder()
        let path = try folder.write("catalog.json", "{\"schemaVersion\": \"9.0\"}")
        let outcome = try runBauta(arguments: ["catalog", "show", path])
        expectFault(outcome, mentions: ["catalog.json"])
    }

    @Test(arguments: [["scan"], ["mask"], ["plan", "init", "--nope"], ["nonsense"]])
    func `a wrong command line exits 64`(arguments: [String]) throws {
        #expect(try runBauta(arguments: arguments).status == 64)
    }
}
