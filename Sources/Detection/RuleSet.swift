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
    /// By path relative to the rules folder.
    let wordLists: [String: WordList]
    /// What tells names in running text.
    let cues: TextCues
    private var indexes: [String: Int]
    private let secrets: SecretDefaults
    /// What is compiled of the rules; those with other weights share it.
    private var programs = RulePrograms()
    /// Files that hold no rules.
    private static let sharedFiles = [
        "scoring.toml", "weights.toml", "names.toml", "secrets.toml", "text.toml",
    ]

    /// - Parameters:
    ///   - files: rule files in order: a rule takes the place of an earlier file's of the same id.
    ///     `scoring.toml`, `weights.toml`, `names.toml`, `secrets.toml` and `text.toml` are known
    ///     by the last part of their name; the last of each counts.
    ///   - dictionaries: contents by path relative to the rules folder.
    /// - Throws: the first complaint.
    package init(
        files: [ConfigurationFile], dictionaries: [String: [UInt8]] = [:]
    ) throws(RuleError) {
        var scoring = Scoring()
        var vocabulary = NameVocabulary()
        var secrets = SecretDefaults()
        var cues = TextCues()
        do throws(ConfigurationError) {
            for file in files where Self.isNamed(file, "scoring.toml") {
                scoring = try Scoring(file: file)
            }
            for file in files where Self.isNamed(file, "weights.toml") {
                scoring.weights = try ScoreWeights(file: file)
            }
            for file in files where Self.isNamed(file, "names.toml") {
                vocabulary = try NameVocabulary(file: file)
            }
            for file in files where Self.isNamed(file, "secrets.toml") {
                secrets = try SecretDefaults(file: file, vocabulary: vocabulary)
            }
            for file in files where Self.isNamed(file, "text.toml") {
                cues = try TextCues(file: file)
            }
        } catch {
            throw RuleError(error, rule: nil)
        }
        let wordLists = dictionaries.mapValues { WordList(text: $0) }
        let reader = RuleFile(
            scoring: scoring, vocabulary: vocabulary, secrets: secrets, wordLists: wordLists)
        var rules: [Rule] = []
        var indexes: [String: Int] = [:]
        for file in files
        where !Self.sharedFiles.contains(where: { Self.isNamed(file, $0) }) {
            for rule in try reader.rules(in: file) {
                if let index = indexes[rule.id] {
                    rules[index] = rule
                } else {
                    indexes[rule.id] = rules.count
                    rules.append(rule)
                }
            }
        }
        dictionarySlots = Self.assignSlots(&rules)
        vocabulary.learn(rules, everyday: wordLists[NameVocabulary.everydayFile])
        self.rules = rules
        self.indexes = indexes
        isSensitive = rules.map(\.isSensitive)
        scoring.unsupported -= max(0, Numeric.log(Double(rules.count) / Scoring.unsupportedCount))
        self.scoring = scoring
        self.secrets = secrets
        self.vocabulary = vocabulary
        self.wordLists = wordLists
        self.cues = cues
        nameIndex = NameIndex(
            rules: rules, vocabulary: vocabulary, scoring: scoring, secrets: secrets)
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
        copy.nameIndex = NameIndex(
            rules: kept, vocabulary: vocabulary, scoring: scoring, secrets: secrets)
        return copy
    }

    private static func assignSlots(_ rules: inout [Rule]) -> Int {
        var slots: [String: Int] = [:]
        for rule in rules.indices {
            for test in rules[rule].dictionaries.indices {
                let dictionary = rules[rule].dictionaries[test]
                let key = dictionary.match.rawValue + " " + dictionary.file
                let slot = slots[key] ?? slots.count
                slots[key] = slot
                rules[rule].dictionaries[test].slot = slot
            }
        }
        return slots.count
    }

    private static func isNamed(_ file: ConfigurationFile, _ name: String) -> Bool {
        file.name == name || file.name.hasSuffix("/" + name)
    }
}
