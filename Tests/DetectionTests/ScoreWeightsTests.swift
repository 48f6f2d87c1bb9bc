import Configuration
import Detection
import Testing

@Suite struct ScoreWeightsTests {
    private func set(_ weights: String) throws -> RuleSet {
        let files = [
            try ConfigurationFile(name: "rules/test.toml", text: TestRules.text),
            try ConfigurationFile(name: "rules/weights.toml", text: weights),
        ]
        return try RuleSet(
            files: files,
            dictionaries: ["dictionaries/given.txt": Array(TestRules.givenNames.utf8)])
    }

    private func evidence(_ rules: RuleSet) -> [ColumnVerdict.Evidence.Kind: Double] {
        let sample = TestRules.sample("mail", ["a@mail.org", "b@mail.org", "c@mail.org"])
        var scratch = DetectionScratch()
        let verdict = ColumnClassifier(rules).classify(sample, scratch: &scratch)
        let terms = verdict.evidence.filter { $0.label == "contact.email" }
        return Dictionary(terms.map { ($0.kind, $0.nats) }) { first, _ in first }
    }

    @Test func `factors multiply evidence, offsets move priors`() throws {
        let plain = evidence(try set(""))
        let weighed = evidence(
            try set("[factors]\nname = 0.5\nvalues = 2.0\n[offsets]\ndata = -1.0"))
        #expect(weighed[.name] == 2.5 && plain[.name] == 5)
        let values = try #require(plain[.values])
        #expect(abs((weighed[.values] ?? 0) - 2 * values) < 0.002)
        #expect(weighed[.prior] == -5.5)
    }

    @Test(arguments: [
        ("[factors]\nname = -1.0", "expected a number of at least 0"),
        ("[factors]\nnoun = 1.0", "noun"),
        ("[offsets]\nname = 1.0", "name"),
    ])
    func `refuses weights that mean nothing`(text: String, reason: String) throws {
        let error = #expect(throws: RuleError.self) { try set(text) }
        #expect("\(try #require(error))".contains(reason))
    }

    @Test func `the repository's weights keep every kind of evidence`() throws {
        let weights = try RepositoryRules.set().scoring.weights
        for term in ScoreWeights.Term.allCases {
            #expect(term.isOffset || (0.3...3).contains(weights[term]), "\(term)")
            #expect(!term.isOffset || (-2...2).contains(weights[term]), "\(term)")
        }
    }

    @Test func `terms add up to the evidence`() throws {
        let rules = try set("")
        let sample = TestRules.sample("mail", ["a@mail.org", "b@mail.org", "c@mail.org"])
        var scratch = DetectionScratch()
        let terms = try #require(
            ColumnClassifier(rules).terms(relation: [sample], scratch: &scratch).first)
        let email = try #require(rules.index(of: "contact.email"))
        let place = try #require(terms.rules.firstIndex(of: email))
        let width = ScoreWeights.Term.allCases.count
        let nats = terms.nats[place * width..<(place + 1) * width]
        let sum = evidence(rules).values.reduce(0, +)
        // Offsets are counted, not nats: this rule's kind has one.
        #expect(abs(Double(nats.reduce(0, +)) - 1 - sum) < 0.001)
    }

    @Test func `several labels of people outweigh one harmless class together`() throws {
        let more = """
            [[rules]]
            id = "neg.word"
            title = "Word"
            kind = "negative"
            [rules.names]
            tokens = { person = 7.5 }
            """
        let names = ["first", "last", "full"].map { part in
            """

            [[rules]]
            id = "test.name.\(part)"
            title = "Name"
            kind = "data"
            sensitivity = "moderate"
            [rules.names]
            tokens = { person = 8.5 }
            """
        }.joined()
        var scratch = DetectionScratch()
        let verdict = ColumnClassifier(try TestRules.set(more + names))
            .classify(TestRules.sample("person", []), scratch: &scratch)
        #expect(verdict.best.label.hasPrefix("test.name"))
        #expect(verdict.best.probability < 0.5 && verdict.sensitiveProbability > 0.5)
        #expect(verdict.status == .needsReview)
    }

    @Test func `a name in words nobody taught us says nothing against a label`() throws {
        let rules = try RepositoryRules.set()
        let dates = (0..<40).map { "19\(40 + $0)-0\(1 + $0 % 9)-1\($0 % 10)" }
        func probability(_ name: String) -> Double {
            var scratch = DetectionScratch()
            return ColumnClassifier(rules)
                .classify(TestRules.sample(name, dates, type: "date"), scratch: &scratch)
                .sensitiveProbability
        }
        #expect(probability("qwrz_tkl") > probability("delivered_on") + 0.2)
    }
}
