import Detection
import Testing

@Suite struct RuleCheckTests {
    private func findings(_ more: String) throws -> [String] {
        RuleCheck(try TestRules.set(more)).run().findings.filter { $0.rule == "test.tag" }
            .map(\.message)
    }

    private static let head = """
        [[rules]]
        id = "test.tag"
        title = "Tag"
        kind = "data"
        sensitivity = "low"

        """
    private static let tests = """

        [rules.tests]
        match = ["TAG-1", "TAG-22"]
        no-match = ["TAG", "tag-1"]
        match-names = ["tag"]
        no-match-names = ["tag_count"]
        columns = [{ name = "x", values = ["TAG-1", "TAG-2", "TAG-3", "TAG-4", "TAG-5", "TAG-6"], expected = "test.tag" }]
        """
    private static let body = """
        [[rules.values]]
        pattern = 'TAG-[0-9]+'
        mode = "find"
        literals = ["TAG-"]
        background = 0.0001
        [rules.names]
        tokens = { tag = 6.0 }
        """

    @Test func `a good rule passes`() throws {
        let tests = Self.tests.replacing("\"tag-1\"]", with: "\"tag-1\", \"XTAG\"]")
        #expect(try findings(Self.head + Self.body + tests) == [])
    }

    @Test func `too few tests are refused`() throws {
        #expect(
            try findings(Self.head + Self.body) == [
                "tests: 0 positive and 0 negative; at least 3 of each are needed"
            ])
    }

    @Test func `wrong examples are named by their place`() throws {
        let tests = Self.tests.replacing("\"TAG-22\"", with: "\"TUG-22\"")
            .replacing("\"tag-1\"", with: "\"TAG-7\"").replacing("[\"tag\"]", with: "[\"tug\"]")
        #expect(
            try findings(Self.head + Self.body + tests) == [
                "tests.match[1] isn't recognised", "tests.no-match[1] is recognised",
                "tests.match-names[0] says nothing",
            ])
    }

    @Test func `a column case tells what was found instead`() throws {
        let tests = Self.tests.replacing("expected = \"test.tag\"", with: "expected = \"none\"")
        let messages = try findings(Self.head + Self.body + tests)
        #expect(messages.count == 1)
        #expect(
            messages.first?.hasPrefix("tests.columns[0]: expected none, found test.tag") == true)
    }

    @Test func `a rule without anchor or with unknown siblings is refused`() throws {
        let body =
            Self.body.replacing("literals = [\"TAG-\"]\n", with: "")
            .replacing("TAG-[0-9]+", with: "[A-Z0-9-]*")
            + "\nsiblings = { \"no.such\" = 1.0, \"person.*\" = 1.0 }"
        #expect(
            try findings(Self.head + body + Self.tests).prefix(2) == [
                "values[0].pattern: no anchor for text: a match may be empty; rewrite it, or give "
                    + "literals or issuers",
                "names.siblings: there is no rule no.such",
            ])
    }

    @Test func `a pattern whose steps multiply is found out`() throws {
        let body = Self.body.replacing("TAG-[0-9]+", with: "TAG-[0-9]+|(?:a+a+)+[bc]")
        #expect(
            try findings(Self.head + body + Self.tests) == [
                "values[0].pattern: hits the match limit on repeated input"
            ])
    }

    @Test func `what comes before the steps that multiply is taken from an example`() throws {
        let body = Self.body.replacing("TAG-[0-9]+", with: "TAG-[0-9]+|TAG-(?:2+2+)+[bc]")
        let tests = Self.tests.replacing("\"TAG-22\"", with: "\"TAG-22b\", \"TAG-22\"")
        #expect(
            try findings(Self.head + body + tests) == [
                "values[0].pattern: hits the match limit on repeated input"
            ])
    }

    @Test func `overlaps and chance rates are measured`() throws {
        let tests = Self.tests.replacing("\"TAG-22\"", with: "\"TAG-22\", \"219-09-9998\"")
        let body = Self.body.replacing("TAG-[0-9]+", with: "TAG-[0-9]+|\\d{3}-\\d{2}-\\d{4}")
        let report = RuleCheck(try TestRules.set(Self.head + body + tests)).run()
        #expect(
            report.overlaps.map(\.description) == ["gov.us.ssn and test.tag: 0 of 0, 1 of 3"])
        let luhn = report.chanceRates.first { $0.validator == "luhn" }
        #expect(abs((luhn?.measured ?? 0) - 0.1) < 0.02)
    }

    @Test func `evidence that no test notices is named`() throws {
        let unseen = """
            negative = { price = -6.0 }
            [[rules.values]]
            pattern = 'LABEL [0-9]+'
            background = 0.0001
            [[rules.values]]
            pattern = '[0-9]{13,19}'
            validators = ["luhn"]
            [[rules.statistics]]
            measure = "length"
            range = [100, 200]
            inside = 3.0
            """
        let tests = Self.tests.replacing("\"tag-1\"]", with: "\"tag-1\", \"XTAG\"]")
        #expect(try findings(Self.head + Self.body + tests) == [])
        #expect(
            try findings(Self.head + Self.body + "\n" + unseen + tests) == [
                "values[1]: no test notices when it is switched off",
                "values[2]: no test notices when it is switched off",
                "values[2].validators[0]: no test notices when it is switched off",
                "statistics[0]: no test notices when it is switched off",
                "names.negative: no test notices when it is switched off",
            ])
    }

    @Test func `tests that fail without a piece notice it`() throws {
        let seen = """
            negative = { price = -6.0 }
            [[rules.values]]
            pattern = '[0-9]{13}'
            validators = ["luhn"]
            """
        let tests = Self.tests.replacing("\"TAG-22\"", with: "\"TAG-22\", \"4539578763628\"")
            .replacing("\"tag-1\"]", with: "\"tag-1\", \"4539578763627\"]")
            .replacing("[\"tag_count\"]", with: "[\"tag_count\", \"tag_price\"]")
        #expect(try findings(Self.head + Self.body + "\n" + seen + tests) == [])
    }

    @Test func `examples that another rule would decide are a defect`() throws {
        let tests = Self.tests.replacing(
            "[\"TAG-1\", \"TAG-22\"]",
            with: "[\"a@mail.org\", \"b@mail.org\", \"c@mail.org\", \"d@mail.org\"]")
        let body = Self.body.replacing("TAG-[0-9]+", with: "TAG-[0-9]+|[a-z]@[a-z.]+")
            .replacing("background = 0.0001", with: "background = 0.3")
            .replacing("literals = [\"TAG-\"]", with: "literals = [\"TAG-\", \"@\"]")
        let messages = try findings(Self.head + body + tests)
        #expect(
            messages.contains(
                "tests.match: as a column without a name they would be decided as contact.email; "
                    + "tell them apart, or name it in tests.look-alikes"),
            "\(messages)")
        let declared = tests + "\nlook-alikes = [\"contact.email\", \"no.such\"]"
        #expect(
            try findings(Self.head + body + declared)
                == messages.filter { !$0.contains("contact.email") }
                + ["tests.look-alikes: there is no rule no.such"])
    }

    @Test func `a rule explains itself`() throws {
        let rules = try TestRules.set()
        let lines = RuleExplanation(id: "contact.email", in: rules)?.lines ?? []
        #expect(lines.first?.text == "contact.email: E-mail address")
        #expect(lines.contains { $0.heading == "name" && $0.text == "email +8.0, mail +5.0" })
        #expect(RuleExplanation(id: "no.such", in: rules) == nil)
    }
}
