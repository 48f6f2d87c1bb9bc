package import Configuration

/// All rules, compiled, with the weights and words they share; read-only and shared by workers.
package struct RuleSet: Sendable {
    package private(set) var rules: [Rule]
    package private(set) var scoring: Scoring
    package let vocabulary: NameVocabulary
    private(set) var nameIndex: NameIndex
    /// How many different lookups the rules' dictionaries need.
    let dictionarySlots: Int
    /// Whether each rule's label is sensitive: asked for every rule and column.
    private(set) var isSensitive: [Bool]
    /// Positions of rules whose labels mean the same to a reader: a wider one and what
    /// specialises it.
    private(set) var families: [[Int]]
    /// By path relative to the rules folder.
    let wordLists: [String: WordList]
    /// What tells names in running text.
    let cues: TextCues
    private var indexes: [String: Int]
    private let secrets: SecretDefaults
    /// `scoring.unsupported` as written, for any number of rules.
    private let declaredUnsupported: Double
    /// What is compiled of the rules; those with other weights share it.
    private var programs: RulePrograms

    /// - Parameters:
    ///   - files: rule files in order: a rule takes the place of an earlier file's of the same id.
    ///     `scoring.toml`, `weights.toml`, `names.toml`, `secrets.toml` and `text.toml` are known
    ///     by the last part of their name; the last of each counts.
    ///   - dictionaries: contents by path relative to the rules folder.
    /// - Throws: the first complaint.
    package init(
        files: [ConfigurationFile], dictionaries: [String: [UInt8]] = [:]
    ) throws(RuleError) {
        let wordLists = dictionaries.mapValues { WordList(text: $0) }
        var parts = RuleParts()
        try parts.add(files, wordLists: wordLists)
        self.init(parts, wordLists: wordLists)
    }

    /// The same rules with those of files added, as if all had been read together; no file may be
    /// one that `redefinesRules`.
    package func adding(
        files: [ConfigurationFile], dictionaries: [String: [UInt8]]
    ) throws(RuleError) -> RuleSet {
        let added = dictionaries.mapValues { WordList(text: $0) }
        let wordLists = wordLists.merging(added) { $1 }
        var parts = parts
        try parts.add(files, wordLists: wordLists)
        return RuleSet(parts, wordLists: wordLists)
    }

    /// Whether the rules of other files hold no longer once a file of this name is added.
    package static func redefinesRules(_ name: String) -> Bool { RuleParts.redefinesRules(name) }

    init(_ parts: RuleParts, wordLists: [String: WordList], derived: DerivedParts? = nil) {
        programs = RulePrograms(derived)
        var rules = parts.rules
        dictionarySlots = Self.bind(&rules, wordLists)
        vocabulary = parts.vocabulary.taught(
            rules, wordLists[NameVocabulary.everydayFile], derived?.words)
        self.rules = rules
        indexes = [:]
        for (index, rule) in rules.enumerated() { indexes[rule.id] = index }
        isSensitive = rules.map(\.isSensitive)
        families = Self.families(rules)
        scoring = parts.scoring
        declaredUnsupported = scoring.unsupported
        scoring.unsupported -= max(0, Numeric.log(Double(rules.count) / Scoring.unsupportedCount))
        secrets = parts.secrets
        self.wordLists = wordLists
        cues = parts.cues
        nameIndex = NameIndex(
            rules: rules, vocabulary: vocabulary, scoring: scoring, secrets: secrets,
            tables: derived?.names)
    }

    /// What the rules are made from.
    var parts: RuleParts {
        var scoring = scoring
        scoring.unsupported = declaredUnsupported
        return RuleParts(
            scoring: scoring, vocabulary: vocabulary.untaught, secrets: secrets, cues: cues,
            rules: rules)
    }

    /// Position of a rule; `nil` for `none` and what isn't there.
    package func index(of id: String) -> Int? { indexes[id] }

    package subscript(id: String) -> Rule? { indexes[id].map { rules[$0] } }

    /// The tests for spans, compiled once.
    var spanProgram: SpanProgram { programs.spans(of: self) }

    /// The tests for whole values, compiled once.
    var valueTests: ValueTests { programs.values(of: self) }

    /// The same rules with other weights.
    package func weighed(by weights: ScoreWeights) -> RuleSet {
        var copy = self
        copy.scoring.weights = weights
        return copy
    }

    /// One rule with what all share, as if there were no other.
    func alone(_ rule: Rule) -> RuleSet { keeping([rule]) }

    /// About `count` of the rules, evenly taken, to see what their number costs.
    package func thinned(to count: Int) -> RuleSet {
        let step = Double(rules.count) / Double(min(max(count, 1), rules.count))
        return keeping(
            stride(from: 0, to: Double(rules.count), by: step).map { rules[Int($0)] })
    }

    private func keeping(_ kept: [Rule]) -> RuleSet {
        var copy = self
        copy.programs = RulePrograms()
        copy.rules = kept
        copy.indexes = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1.id, $0) })
        copy.isSensitive = kept.map(\.isSensitive)
        copy.families = Self.families(kept)
        copy.nameIndex = NameIndex(
            rules: kept, vocabulary: vocabulary, scoring: scoring, secrets: secrets)
        return copy
    }

    private static func families(_ rules: [Rule]) -> [[Int]] {
        var members: [String: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            if let wider = rule.specialises { members[wider, default: []].append(index) }
        }
        return rules.indices.compactMap { index in
            members[rules[index].id].map { [index] + $0 }
        }
    }

    /// Gives dictionary tests their words; returns how many different lookups they need.
    private static func bind(_ rules: inout [Rule], _ wordLists: [String: WordList]) -> Int {
        var slots: [String: Int] = [:]
        for rule in rules.indices {
            for test in rules[rule].dictionaries.indices {
                let dictionary = rules[rule].dictionaries[test]
                let key = dictionary.match.rawValue + " " + dictionary.file
                let slot = slots[key] ?? slots.count
                slots[key] = slot
                rules[rule].dictionaries[test].slot = slot
                rules[rule].dictionaries[test].words = wordLists[dictionary.file] ?? .empty
            }
        }
        return slots.count
    }
}
