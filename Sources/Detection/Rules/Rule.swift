package import Primitives

/// One label with every kind of evidence for it, as written in `rules/` and compiled.
package struct Rule: Sendable {
    /// What a recognised value is: personal data, a secret, or something harmless that competes.
    package enum Kind: String, CaseIterable, Sendable { case data, secret, negative }

    package var id: String
    package var title: String
    package var kind: Kind
    package var category = ""
    package var sensitivity = Sensitivity.none
    package var quasiIdentifier = false
    package var regulations: [String] = []
    package var jurisdictions: [String] = []
    package var references: [String] = []
    /// A wider label that means the same to a reader: the probabilities of both add up.
    package var specialises: String?
    /// Where it is written, for messages.
    package var file = ""

    /// Nats against `none`, whose score is 0.
    package var prior: Double
    package var types = TypeClassSet(.text)
    package var typeWeights: [TypeClass: Double] = [:]
    /// Bytes of a value.
    package var length: ClosedRange<Int>?
    /// Collapsed shapes a value must have; empty for any.
    package var shapes: Set<ValueShape> = []

    package var values: [ValueTest] = []
    package var dictionaries: [DictionaryTest] = []
    package var names = NameWeights()
    package var statistics: [StatisticTest] = []
    /// Nats when the distinct values of a column are exactly these words, as
    /// `ColumnStatistics.wordSet` writes them.
    package var sets: [String: Double] = [:]
    package var constraints = Scoring.Constraints()
    package var suppression = Suppression()

    /// The default transform and domain of the label.
    package var transform: String?
    package var domain: String?
    package var tests = RuleTests()

    init(id: String, title: String, kind: Kind, prior: Double) {
        self.id = id
        self.title = title
        self.kind = kind
        self.prior = prior
    }

    /// Whether a column of this label counts as sensitive.
    package var isSensitive: Bool { kind != .negative && sensitivity > .none }
}

/// What the names around a column say about a label; words are normalised as `NameTokens` does.
package struct NameWeights: Sendable {
    /// Tokens and phrases (tokens joined by blanks), each with its nats.
    package var phrases: [String: Double] = [:]
    package var negative: [String: Double] = [:]
    package var tables: [String: Double] = [:]
    /// Label of another column → nats.
    package var siblings: [String: Double] = [:]
    /// Words of who issues a secret, without blanks: with one of them in a column's or table's
    /// name, the words for any secret (`rules/secrets.toml`) speak for this one.
    package var issuers: [String] = []
    /// Nats when the name says something, but nothing of this label.
    package var absent = 0.0
}

/// The examples a rule brings along.
package struct RuleTests: Sendable {
    /// A column and what it must be classified as.
    package struct Column: Sendable {
        package var name: String
        package var table: String
        package var type: String
        package var values: [String]
        package var siblings: [String]
        /// A label, `none`, `not:LABEL` or `review:LABEL`.
        package var expected: String
    }

    package var match: [String] = []
    package var noMatch: [String] = []
    package var matchNames: [String] = []
    package var noMatchNames: [String] = []
    package var columns: [Column] = []
    /// Labels whose values look the same: only a name tells a column of them from this one's.
    package var lookAlikes: [String] = []
}
