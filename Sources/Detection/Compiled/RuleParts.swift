internal import Configuration
internal import Primitives

/// What rule files say once they are decoded: all that a `RuleSet` is made from but the words of
/// dictionaries.
struct RuleParts: Sendable {
    var scoring = Scoring()
    var vocabulary = NameVocabulary()
    var secrets = SecretDefaults()
    var cues = TextCues()
    var rules: [Rule] = []

    /// Files that hold no rules, by what they are part of: true where rules are decoded by them.
    private static let sharedFiles = [
        "scoring.toml": true, "weights.toml": false, "names.toml": true, "secrets.toml": true,
        "text.toml": false,
    ]

    /// Whether rules decoded before hold no longer once this file is added.
    static func redefinesRules(_ name: String) -> Bool { sharedFiles[name] ?? false }

    /// Adds files in order: a rule takes the place of an earlier one of the same id.
    ///
    /// - Throws: the first complaint.
    mutating func add(
        _ files: [ConfigurationFile], wordLists: [String: WordList]
    ) throws(RuleError) {
        do throws(ConfigurationError) {
            try addShared(files)
        } catch {
            throw RuleError(error, rule: nil)
        }
        let reader = RuleFile(
            scoring: scoring, vocabulary: vocabulary, secrets: secrets, wordLists: wordLists)
        var indexes: [String: Int] = [:]
        for (index, rule) in rules.enumerated() { indexes[rule.id] = index }
        for file in files where Self.sharedFiles[Self.lastPart(of: file)] == nil {
            for rule in try reader.rules(in: file) {
                if let index = indexes[rule.id] {
                    rules[index] = rule
                } else {
                    indexes[rule.id] = rules.count
                    rules.append(rule)
                }
            }
        }
    }

    private mutating func addShared(_ files: [ConfigurationFile]) throws(ConfigurationError) {
        for file in files where Self.lastPart(of: file) == "scoring.toml" {
            scoring = try Scoring(file: file)
        }
        for file in files where Self.lastPart(of: file) == "weights.toml" {
            scoring.weights = try ScoreWeights(file: file)
        }
        for file in files where Self.lastPart(of: file) == "names.toml" {
            vocabulary = try NameVocabulary(file: file)
        }
        for file in files where Self.lastPart(of: file) == "secrets.toml" {
            secrets = try SecretDefaults(file: file, vocabulary: vocabulary)
        }
        for file in files where Self.lastPart(of: file) == "text.toml" {
            cues = try TextCues(file: file)
        }
    }

    private static func lastPart(of file: ConfigurationFile) -> String {
        file.name.split(separator: "/").last.map(String.init) ?? ""
    }
}

extension RuleParts: Archived {
    static var blank: RuleParts { RuleParts() }

    mutating func pass(through archive: inout Archive) {
        archive.pass(&scoring)
        archive.pass(&vocabulary)
        archive.pass(&secrets)
        archive.pass(&cues)
        archive.pass(&rules)
    }
}
