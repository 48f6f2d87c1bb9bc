internal import Configuration
package import Primitives

/// What all rules of kind `secret` share: `rules/secrets.toml`.
package struct SecretDefaults: Sendable {
    /// The transform of a secret whose rule names none.
    package private(set) var transform: String?
    /// The regulations of a secret whose rule names none.
    package private(set) var regulations: [String] = []
    /// Nats for a word of the issuer beside a word for a secret.
    package private(set) var issuerNats = 0.0
    /// Words for any secret, and those that make a name one of something else.
    package private(set) var names = NameWeights()
    /// Placeholders, and keys that issuers publish for tests.
    package private(set) var suppression = Suppression()

    package init() {}

    init(file: ConfigurationFile, vocabulary: NameVocabulary) throws(ConfigurationError) {
        let root = file.root
        try root.finish(known: [
            "transform", "regulations", "issuer", "words", "negative", "suppress",
        ])
        transform = try root.string("transform")
        regulations = try root.strings("regulations") ?? []
        issuerNats = try root.number("issuer") ?? 0
        for (word, nats) in try root.weights("words") {
            names.phrases.keep(nats, for: vocabulary.phrase(word))
        }
        for (word, nats) in try root.weights("negative") {
            names.negative.keep(nats, for: vocabulary.phrase(word))
        }
        if let table = try root.table("suppress") { suppression = try Suppression(table) }
    }

    /// Gives a rule what it doesn't say itself.
    func complete(_ rule: inout Rule) {
        rule.transform = rule.transform ?? transform
        if rule.regulations.isEmpty { rule.regulations = regulations }
        rule.suppression.add(suppression)
    }
}

extension SecretDefaults: Archived {
    package static var blank: SecretDefaults { SecretDefaults() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&transform)
        archive.pass(&regulations)
        archive.pass(&issuerNats)
        archive.pass(&names)
        archive.pass(&suppression)
    }
}
