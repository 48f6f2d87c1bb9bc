import Configuration
import Detection
import Testing

@Suite struct RuleFileTests {
    struct BadFile: Sendable, CustomTestStringConvertible {
        var body: String
        var message: String
        var testDescription: String { message }
    }

    private static let head = "[[rules]]\nid = \"us.ssn\"\ntitle = \"SSN\"\nkind = \"data\"\n"

    static let badFiles: [BadFile] = [
        BadFile(
            body: head + "[[rules.values]]\npattern = '\\d{3}-(\\d{2}'\n",
            message: "rules/us.toml:6: rule us.ssn: values[0].pattern: "
                + "missing closing parenthesis at byte 12"),
        BadFile(
            body: head + "sensitvity = \"low\"\n",
            message: "rules/us.toml:5: rule us.ssn: sensitvity: unknown key; expected "
                + "applies-to, category, constraints, dictionaries, id, jurisdictions, kind, mask, "
                + "names, prior, quasi-identifier, references, regulations, sensitivity, "
                + "sets, specialises, statistics, suppress, tests, title, values"),
        BadFile(
            body: "[[rules]]\nid = \"us.ssn\"\nkind = \"data\"\n",
            message: "rules/us.toml:1: rule us.ssn: missing key title"),
        BadFile(
            body: "[[rules]]\ntitle = \"SSN\"\nkind = \"data\"\n",
            message: "rules/us.toml:1: rules[0]: missing key id"),
        BadFile(
            body: head.replacing("\"data\"", with: "\"datum\""),
            message: "rules/us.toml:4: rule us.ssn: kind: unknown kind \"datum\"; "
                + "expected data, secret, negative"),
        BadFile(
            body: head + "[rules.applies-to]\ntypes = [\"string\"]\n",
            message: "rules/us.toml:6: rule us.ssn: applies-to.types: unknown type class string; "
                + "expected text, integer, number, boolean, date, timestamp, time, interval, "
                + "uuid, inet, macaddr, json, bytea, other, any"),
        BadFile(
            body: head + "[[rules.dictionaries]]\nfile = \"words.txt\"\n",
            message: "rules/us.toml:6: rule us.ssn: dictionaries[0].file: "
                + "there is no such dictionary in the rules folder: words.txt"),
        BadFile(
            body: head + "[[rules.values]]\npattern = 'a'\nbackground = 0\n",
            message: "rules/us.toml:7: rule us.ssn: values[0].background: "
                + "expected a share between 0 and 1, both excluded"),
        BadFile(
            body: head + "[[rules.values]]\npattern = 'a'\nrandomness = 1\n",
            message: "rules/us.toml:7: rule us.ssn: values[0].randomness: "
                + "expected a share between 0 and 1, both excluded"),
        BadFile(
            body: head + "[[rules.values]]\npattern = 'a'\nrandomness = nan\n",
            message: "rules/us.toml:7: rule us.ssn: values[0].randomness: "
                + "expected a share between 0 and 1, both excluded"),
        BadFile(
            body: head + "[[rules.values]]\npattern = 'a'\ncapture = 1\n",
            message: "rules/us.toml:7: rule us.ssn: values[0].capture: the pattern has 0 groups"),
        BadFile(
            body: head + head,
            message: "rules/us.toml:6: rule us.ssn: id: there is a rule of this id already"),
        BadFile(
            body: "[[rule]]\nid = \"us.ssn\"\n",
            message: "rules/us.toml: rule: unknown key; expected rules"),
    ]

    @Test(arguments: badFiles)
    func `says where a rule file is wrong`(bad: BadFile) throws {
        let file = try ConfigurationFile(name: "rules/us.toml", text: bad.body)
        let error = #expect(throws: RuleError.self) { try RuleSet(files: [file]) }
        #expect(error?.description == bad.message)
    }

    @Test func `says where the weights are wrong`() throws {
        let file = try ConfigurationFile(
            name: "rules/scoring.toml", text: "[thresholds]\ndecided = \"high\"\n")
        let error = #expect(throws: RuleError.self) { try RuleSet(files: [file]) }
        #expect(
            error?.description
                == "rules/scoring.toml:2: thresholds.decided: expected a number, found a string")
    }

    @Test func `a later file takes the place of a rule`() throws {
        let first = try ConfigurationFile(name: "rules/us.toml", text: Self.head)
        let second = try ConfigurationFile(
            name: "mine/us.toml", text: Self.head.replacing("\"SSN\"", with: "\"Mine\""))
        let rules = try RuleSet(files: [first, second])
        #expect(rules.rules.map(\.title) == ["Mine"])
        #expect(rules["us.ssn"]?.file == "mine/us.toml")
        #expect(rules["us.ein"] == nil)
    }

    @Test func `defaults come from the weights`() throws {
        let rules = try TestRules.set(scoring: "[prior]\nsecret = -7.5\n")
        #expect(rules["credential.generic"]?.prior == -7.5)
        #expect(rules["gov.us.ssn"]?.prior == -5.5)
        #expect(rules["contact.email"]?.values.first?.share.background == 0.001)
    }
}
