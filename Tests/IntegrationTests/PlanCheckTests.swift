import TestSupport
import Testing

/// Plans against a server that has every kind of constraint.
@Suite(.serialized) struct PlanCheckTests {
    @Test func `a plan that every constraint survives passes and can be loaded`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan("good.toml")
        let outcome = try fixture.check("good.toml")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("2 relations checked: 0 refusals"))
        #expect(outcome.output.contains("public.people_remark_check") == false)
        try mask(fixture, plan: "good.toml", table: "public.visits")
        try fixture.database.run("CREATE TABLE loaded (LIKE visits INCLUDING ALL)")
        try fixture.database.run(
            "\\copy loaded FROM '\(fixture.folder.path("out.csv"))' (FORMAT csv, HEADER)")
        #expect(try fixture.database.run("SELECT count(*) FROM loaded") == "400")
    }

    @Test func `a fresh plan knows partial keys and generated columns, and passes`() throws {
        let fixture = try ConstraintFixture.shared()
        let written = try runBauta(
            arguments: [
                "plan", "init", "--catalog", "catalog.json", "--out", "fresh.toml", "--force",
            ], workingFolder: fixture.folder.path)
        #expect(written.status == 0, "\(written.errors)")
        let lines = try fixture.folder.read("fresh.toml").split(separator: "\n")
        func line(_ column: String) -> Substring? {
            lines.first { $0.hasPrefix("\"public.people.\(column)\"") }
        }
        #expect(line("full_name")?.contains("unique = true") == true, "\(lines)")
        let computed = try #require(line("email_key"))
        #expect(computed.contains("\"redact\"") && computed.contains("computed anew"))
        #expect(!computed.contains("allow-duplicates"))
        let outcome = try fixture.check("fresh.toml")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    private func mask(_ fixture: ConstraintFixture, plan: String, table: String) throws {
        let outcome = try runBauta(
            arguments: [
                "mask", fixture.database.url, "--table", table, "--catalog", "catalog.json",
                "--plan", plan, "--key", "ephemeral", "--out", "out.csv",
            ], workingFolder: fixture.folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// A plan that breaks one constraint, and the words that say so.
    struct Breach: Sendable, CustomTestStringConvertible {
        var column: String
        var line: String
        var words: [String]

        var testDescription: String { column + " " + line }
    }

    static let breaches = [
        Breach(
            column: "people.email_key", line: "transform = \"keep\"",
            words: ["generated from public.people.email"]),
        Breach(
            column: "people.nick", line: "transform = \"redact\"",
            words: ["people_nick", "may repeat"]),
        Breach(
            column: "people.phone", line: "transform = \"digits\"",
            words: ["people_phone_check", "of 400 masked rows"]),
        Breach(
            column: "people.region", line: "transform = \"city\"",
            words: ["people_region_number_key", "may repeat"]),
        Breach(
            column: "people.zip", line: "transform = \"constant\", value = \"none\"",
            words: ["doesn't take", "23514"]),
        Breach(
            column: "people.mood", line: "transform = \"constant\", value = \"glad\"",
            words: ["doesn't take", "22P02"]),
        Breach(
            column: "people.born", line: "transform = \"constant\", value = \"2020-01-01\"",
            words: ["life", "check"]),
        Breach(
            column: "people.stay", line: "transform = \"constant\", value = \"[1,5)\"",
            words: ["no_overlap", "exclusion constraint"]),
    ]

    @Test func `each broken constraint is named with the line that breaks it`() throws {
        let fixture = try ConstraintFixture.shared()
        // Why: one run for the promises, one for what the server is asked.
        let changes = Dictionary(
            uniqueKeysWithValues: Self.breaches.map { ($0.column, $0.line) })
        try fixture.plan("bad.toml", changes)
        let outcome = try fixture.check("bad.toml")
        #expect(outcome.status == 1)
        for breach in Self.breaches {
            let place = "bad.toml:\(ConstraintFixture.line(breach.column)): public.\(breach.column)"
            let line = outcome.output.split(separator: "\n").first {
                $0.contains("refused") && $0.contains(place)
            }
            for word in breach.words {
                #expect(line?.contains(word) == true, "\(breach.column): \(outcome.output)")
            }
        }
    }

    @Test func `mask refuses what the check refuses, and writes nothing`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan("broken.toml", ["people.phone": "transform = \"digits\""])
        let outcome = try runBauta(
            arguments: [
                "mask", fixture.database.url, "--table", "public.people", "--catalog",
                "catalog.json", "--plan", "broken.toml", "--key", "ephemeral", "--out", "no.csv",
            ], workingFolder: fixture.folder.path)
        expectFault(
            outcome, mentions: ["people_phone_check", "ignore-constraints"], never: ["+49"],
            absent: ["no.csv"], in: fixture.folder)
        try fixture.plan(
            "ignoring.toml", ["people.phone": "transform = \"digits\""],
            head: "\nignore-constraints = [\"public.people.people_phone_check\"]")
        #expect(try fixture.check("ignoring.toml").status == 0)
    }

    @Test func `a key masked otherwise than what it references is refused`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan(
            "keys.toml",
            ["visits.code": "transform = \"alphanumeric\", domain = \"another\""])
        let outcome = try fixture.check("keys.toml", "--table", "public.visits")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("public.visits.code references public.people.code"))
    }

    @Test func `functions that aren't the server's are called only when asked for`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan(
            "functions.toml", ["people.remark": "transform = \"constant\", value = \"\""])
        let careful = try fixture.check("functions.toml", "--table", "public.people")
        #expect(careful.status == 0)
        #expect(careful.output.contains("public.looks_fine"))
        let trusting = try fixture.check(
            "functions.toml", "--table", "public.people", "--run-functions")
        #expect(trusting.status == 1)
        #expect(trusting.output.contains("people_remark_check"))
    }

    @Test func `small columns are warned of, collisions counted`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan("hash.toml", ["visits.note": "transform = \"hash\", length = 8"])
        let outcome = try fixture.check("hash.toml", "--table", "public.visits", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\"promise\" : \"injective, 32 bits\""))
        #expect(outcome.output.contains("1 distinct values keep their frequencies"))
        #expect(outcome.output.contains("a hash cut to 8 digits: a chance of 1 in 53822"))
    }

    @Test func `an explanation says which rows a transform is for`() throws {
        let fixture = try ConstraintFixture.shared()
        let line = #"transform = "redact", when = "nick is null", otherwise = "keep""#
        try fixture.plan("rows.toml", ["people.remark": line])
        let outcome = try runBauta(
            arguments: [
                "plan", "explain", "--catalog", "catalog.json", "--plan", "rows.toml",
                "public.people.remark",
            ], workingFolder: fixture.folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("  when       nick is null  (rows.toml:"))
        #expect(outcome.output.contains("  otherwise  keep\n"))
    }

    @Test func `environments and imports lie over the plan`() throws {
        let fixture = try ConstraintFixture.shared()
        try fixture.plan("base.toml")
        try fixture.folder.write(
            "top.toml",
            """
            version = 1
            imports = ["base.toml"]
            [environments.staging.columns]
            "public.people.nick" = { transform = "redact" }
            """)
        let arguments = [
            "plan", "explain", "--catalog", "catalog.json", "--plan", "top.toml",
            "public.people.nick",
        ]
        let plain = try runBauta(arguments: arguments, workingFolder: fixture.folder.path)
        #expect(plain.output.contains("\"username\""), "\(plain.errors)")
        #expect(plain.output.contains("(base.toml:6)"), "\(plain.output)")
        let staging = try runBauta(
            arguments: arguments + ["--environment", "staging"],
            workingFolder: fixture.folder.path)
        #expect(staging.output.contains("(top.toml:4)"), "\(staging.output)\(staging.errors)")
        #expect(try fixture.check("top.toml", "--environment", "staging").status == 1)
        let unknown = try fixture.check("top.toml", "--environment", "nope")
        expectFault(unknown, mentions: ["environments.nope", "it has staging"])
        try fixture.folder.write("loop.toml", "version = 1\nimports = [\"loop.toml\"]\n")
        expectFault(try fixture.check("loop.toml"), mentions: ["loop.toml", "imports"])
    }
}
