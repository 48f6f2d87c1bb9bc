internal import Configuration
internal import Patterns
internal import Primitives

/// Decodes the `[[rules]]` of one file; every complaint names file, line, rule and key.
struct RuleFile {
    private let scoring: Scoring
    private let vocabulary: NameVocabulary
    private let secrets: SecretDefaults
    private let wordLists: [String: WordList]

    init(
        scoring: Scoring, vocabulary: NameVocabulary, secrets: SecretDefaults,
        wordLists: [String: WordList]
    ) {
        self.scoring = scoring
        self.vocabulary = vocabulary
        self.secrets = secrets
        self.wordLists = wordLists
    }

    func rules(in file: ConfigurationFile) throws(RuleError) -> [Rule] {
        let tables: [ConfigurationTable]
        do throws(ConfigurationError) {
            try file.root.finish(known: ["rules"])
            tables = try file.root.tables("rules") ?? []
        } catch {
            throw RuleError(error, rule: nil)
        }
        var rules: [Rule] = []
        for table in tables {
            let id = (try? table.requiredString("id")) ?? nil
            do throws(ConfigurationError) {
                let rule = try rule(table)
                guard !rules.contains(where: { $0.id == rule.id }) else {
                    throw table.error("there is a rule of this id already", key: "id")
                }
                rules.append(rule)
            } catch {
                throw RuleError(error, rule: id)
            }
        }
        return rules
    }

    private func rule(_ table: ConfigurationTable) throws(ConfigurationError) -> Rule {
        try table.finish(known: [
            "id", "title", "kind", "category", "sensitivity", "quasi-identifier", "regulations",
            "jurisdictions", "references", "specialises", "prior", "applies-to", "values",
            "dictionaries", "names", "statistics", "sets", "constraints", "suppress", "mask",
            "tests",
        ])
        let kind: Rule.Kind = try table.required("kind")
        var rule = Rule(
            id: try table.requiredString("id"), title: try table.requiredString("title"),
            kind: kind, prior: try table.number("prior") ?? scoring.priors[kind] ?? 0)
        rule.file = table.source.file
        rule.category = try table.string("category") ?? ""
        rule.sensitivity = try table.choice("sensitivity") ?? .none
        rule.quasiIdentifier = try table.boolean("quasi-identifier") ?? false
        rule.regulations = try table.strings("regulations") ?? []
        rule.jurisdictions = try table.strings("jurisdictions") ?? []
        rule.references = try table.strings("references") ?? []
        rule.specialises = try table.string("specialises")
        try applicability(table, &rule)
        for inner in try table.tables("values") ?? [] {
            rule.values.append(try valueTest(inner))
        }
        for inner in try table.tables("dictionaries") ?? [] {
            rule.dictionaries.append(try dictionaryTest(inner))
        }
        for inner in try table.tables("statistics") ?? [] {
            rule.statistics.append(try statisticTest(inner))
        }
        for (words, nats) in try table.weights("sets") {
            rule.sets[WordSet.key(words.split(separator: " ").map(String.init))] = nats
        }
        rule.names = try names(table)
        rule.constraints = scoring.constraints[kind] ?? Scoring.Constraints()
        if let inner = try table.table("constraints") {
            rule.constraints = try Scoring.constraints(inner, rule.constraints)
        }
        if let inner = try table.table("suppress") { rule.suppression = try Suppression(inner) }
        if let inner = try table.table("mask") {
            try inner.finish(known: ["transform", "domain"])
            rule.transform = try inner.string("transform")
            rule.domain = try inner.string("domain")
        }
        if let inner = try table.table("tests") { rule.tests = try RuleTests(inner) }
        if kind == .secret { secrets.complete(&rule) }
        return rule
    }

    private func applicability(
        _ table: ConfigurationTable, _ rule: inout Rule
    ) throws(ConfigurationError) {
        guard let inner = try table.table("applies-to") else { return }
        try inner.finish(known: ["types", "weights", "length", "shapes"])
        if let names = try inner.strings("types") {
            rule.types = []
            for name in names {
                if name == "any" {
                    rule.types = .any
                } else if let single = TypeClass(rawValue: name) {
                    rule.types.insert(TypeClassSet(single))
                } else {
                    let known = TypeClass.allCases.map(\.rawValue) + ["any"]
                    throw inner.error(
                        "unknown type class \(name); expected \(known.joined(separator: ", "))",
                        key: "types")
                }
            }
        }
        for (name, nats) in try inner.weights("weights") {
            guard let single = TypeClass(rawValue: name) else {
                throw inner.error("unknown type class \(name)", key: "weights")
            }
            rule.typeWeights[single] = nats
        }
        if let range = try inner.range("length") {
            rule.length = Int(range.lowerBound)...Int(range.upperBound)
        }
        rule.shapes = Set(try inner.strings("shapes")?.map(ValueShape.init(text:)) ?? [])
    }

    private func valueTest(_ table: ConfigurationTable) throws(ConfigurationError) -> ValueTest {
        try table.finish(known: [
            "pattern", "mode", "ignore-case", "literals", "minimum-digits", "capture", "normalise",
            "validators",
            "randomness", "expected", "background", "ceiling", "floor", "probability", "context",
        ])
        let text = try table.requiredString("pattern")
        let ignoresCase = try table.boolean("ignore-case") ?? false
        let mode = try table.choice("mode") ?? ValueTest.Mode.whole
        let search: Pattern? =
            mode == .find ? try pattern(text, .anywhere, ignoresCase, table) : nil
        var test = ValueTest(
            whole: try pattern(text, .whole, ignoresCase, table), search: search,
            share: try share(table, scoring.values),
            probability: try table.number("probability") ?? scoring.spanProbability)
        test.mode = mode
        test.ignoresCase = ignoresCase
        test.literals = (try table.strings("literals") ?? []).map {
            Array((ignoresCase ? $0.lowercased() : $0).utf8)
        }
        test.minimumDigits = try table.integer("minimum-digits") ?? 0
        test.capture = try table.integer("capture") ?? 0
        guard (0...test.whole.groupCount).contains(test.capture) else {
            throw table.error("the pattern has \(test.whole.groupCount) groups", key: "capture")
        }
        test.normalisations = try table.choices("normalise")
        test.validators = try table.choices("validators")
        test.randomness = try table.number("randomness")
        if let randomness = test.randomness { try check(randomness, "randomness", table) }
        test.context = try table.choice("context") ?? .none
        return test
    }

    private func pattern(
        _ text: String, _ anchoring: Pattern.Anchoring, _ ignoresCase: Bool,
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> Pattern {
        do throws(PatternError) {
            return try Pattern(text, anchoring: anchoring, ignoresCase: ignoresCase)
        } catch {
            throw table.error(error.description, key: "pattern")
        }
    }

    private func share(
        _ table: ConfigurationTable, _ defaults: Scoring.Share
    ) throws(ConfigurationError) -> Scoring.Share {
        var share = defaults
        try table.read("expected", into: &share.expected)
        try table.read("background", into: &share.background)
        try table.read("ceiling", into: &share.ceiling)
        try table.read("floor", into: &share.floor)
        try check(share.expected, "expected", table)
        try check(share.background, "background", table)
        return share
    }

    private func check(
        _ share: Double, _ key: String, _ table: ConfigurationTable
    ) throws(ConfigurationError) {
        // Why not the other way round: what is no number isn't less than anything.
        guard share > 0, share < 1 else {
            throw table.error("expected a share between 0 and 1, both excluded", key: key)
        }
    }

    private func dictionaryTest(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> DictionaryTest {
        try table.finish(known: [
            "file", "match", "expected", "background", "ceiling", "floor",
        ])
        let file = try table.requiredString("file")
        guard let words = wordLists[file] else {
            throw table.error(
                "there is no such dictionary in the rules folder: \(file)", key: "file")
        }
        return DictionaryTest(
            file: file, words: words, match: try table.choice("match") ?? .whole,
            share: try share(table, scoring.dictionary))
    }

    private func statisticTest(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> StatisticTest {
        try table.finish(known: ["measure", "range", "share", "inside", "outside"])
        guard let range = try table.range("range") else { throw table.error("missing key range") }
        var test = StatisticTest(measure: try table.required("measure"), range: range)
        try table.read("share", into: &test.share)
        try table.read("inside", into: &test.inside)
        try table.read("outside", into: &test.outside)
        return test
    }

    private func names(_ table: ConfigurationTable) throws(ConfigurationError) -> NameWeights {
        var names = NameWeights()
        guard let inner = try table.table("names") else { return names }
        try inner.finish(known: [
            "tokens", "phrases", "negative", "tables", "siblings", "issuers", "absent",
        ])
        for (word, nats) in try inner.weights("tokens") {
            names.phrases.keep(nats, for: vocabulary.phrase(word))
        }
        for (word, nats) in try inner.weights("phrases") {
            names.phrases.keep(nats, for: vocabulary.phrase(word))
        }
        for (word, nats) in try inner.weights("negative") {
            names.negative.keep(nats, for: vocabulary.phrase(word))
        }
        for (word, nats) in try inner.weights("tables") {
            names.tables.keep(nats, for: vocabulary.phrase(word))
        }
        names.siblings = try inner.weights("siblings")
        names.issuers = try inner.strings("issuers") ?? []
        try inner.read("absent", into: &names.absent)
        return names
    }
}

extension RuleTests {
    fileprivate init(_ table: ConfigurationTable) throws(ConfigurationError) {
        try table.finish(known: [
            "match", "no-match", "match-names", "no-match-names", "columns", "look-alikes",
        ])
        match = Self.joined(try table.strings("match"))
        noMatch = Self.joined(try table.strings("no-match"))
        matchNames = try table.strings("match-names") ?? []
        noMatchNames = try table.strings("no-match-names") ?? []
        lookAlikes = try table.strings("look-alikes") ?? []
        for inner in try table.tables("columns") ?? [] {
            try inner.finish(known: ["name", "table", "type", "values", "siblings", "expected"])
            columns.append(
                Column(
                    name: try inner.requiredString("name"), table: try inner.string("table") ?? "",
                    type: try inner.string("type") ?? "text",
                    values: Self.joined(try inner.strings("values")),
                    siblings: try inner.strings("siblings") ?? [],
                    expected: try inner.requiredString("expected")))
        }
    }

    /// Examples of keys are written in two pieces, `ghp_<>a1B2…`, so that no file holds one whole.
    private static func joined(_ examples: [String]?) -> [String] {
        (examples ?? []).map { $0.replacing("<>", with: "") }
    }
}

extension ConfigurationTable {
    /// One of the raw values of an enum.
    fileprivate func choice<Choice>(_ key: String) throws(ConfigurationError) -> Choice?
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        guard let text = try string(key) else { return nil }
        return try choice(text, key)
    }

    fileprivate func choices<Choice>(_ key: String) throws(ConfigurationError) -> [Choice]
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        var result: [Choice] = []
        for text in try strings(key) ?? [] { result.append(try choice(text, key)) }
        return result
    }

    fileprivate func required<Choice>(_ key: String) throws(ConfigurationError) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        try choice(try requiredString(key), key)
    }

    private func choice<Choice>(
        _ text: String, _ key: String
    ) throws(ConfigurationError) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("unknown \(key) \"\(text)\"; expected \(known)", key: key)
        }
        return choice
    }
}
