package import Primitives

/// The verdict on one column, or on one JSON path of it.
package struct CatalogColumn: Codable, Equatable, Sendable {
    /// What is known of the column; `unread` when nothing of it was seen.
    package enum Status: String, Codable, Sendable, CaseIterable {
        case decided
        case needsReview = "needs-review"
        case clean, protected, unread
    }

    /// The column's name; for a JSONL file the top-level key of the path.
    package var name: String
    /// Position: pg_attribute.attnum, or 1-based in a file.
    package var attnum: Int
    package var path: String?
    /// The type as `format_type` writes it; `text` for files, the JSON kind for paths.
    package var type: String
    package var nullable: Bool
    /// The columns that the server computes a generated one from; left out for others.
    package var generatedFrom: [String]?
    package var status: Status
    package var label: String?
    package var probability: Double?
    package var runnerUp: CatalogJudgement?
    package var byValues: CatalogJudgement?
    package var byName: CatalogJudgement?
    /// True when name and values say different things; left out otherwise.
    package var disagreement: Bool?
    /// What free text, JSON or mixed values contain.
    package var contents: [CatalogContent]
    /// Which shapes the sample showed, for the keep guard.
    package var shapes: CatalogShapes?
    package var evidence: [CatalogEvidence]
    package var sensitivity: Sensitivity
    package var quasiIdentifier: Bool
    package var regulations: [String]
    /// Copied from `reviews.toml`; the file leads, the catalog only quotes it.
    package var review: CatalogReview?
    /// The transform `plan init` proposes.
    package var transform: String?
    package var domain: String?

    package init(
        name: String, attnum: Int, path: String? = nil, type: String, nullable: Bool,
        status: Status
    ) {
        self.name = name
        self.attnum = attnum
        self.path = path
        self.type = type
        self.nullable = nullable
        self.status = status
        contents = []
        evidence = []
        sensitivity = .none
        quasiIdentifier = false
        regulations = []
    }
}

/// A label and how probable it is, 0 to 1 with four decimals.
package struct CatalogJudgement: Codable, Equatable, Sendable {
    package var label: String
    package var probability: Double

    package init(label: String, probability: Double) {
        self.label = label
        self.probability = probability
    }
}

/// A label that part of the values contain, with its estimated prevalence and Wilson interval.
package struct CatalogContent: Codable, Equatable, Sendable {
    package var label: String
    package var prevalence: Double
    package var low: Double
    package var high: Double

    package init(label: String, prevalence: Double, low: Double, high: Double) {
        self.label = label
        self.prevalence = prevalence
        self.low = low
        self.high = high
    }
}

/// Shapes seen in the sample: `9-9` for `12-345`; never more than a few, `free` when there were.
package struct CatalogShapes: Codable, Equatable, Sendable {
    /// True when the values have no common shape: free text.
    package var free: Bool
    package var seen: [String]

    package init(free: Bool, seen: [String]) {
        self.free = free
        self.seen = seen
    }
}

/// One contribution to the verdict's score, in nats.
package struct CatalogEvidence: Codable, Equatable, Sendable {
    /// `prior`, `name`, `values`, `checksum`, `dictionary`, `statistics`, `siblings`,
    /// `constraints`, `contradiction`, `family` (labels that mean the same).
    package var kind: String
    package var label: String
    package var nats: Double
    /// What was counted: `distinct`, `matched`, `valid` …
    package var counts: [String: Int]?
    /// What was seen, without any value: `token "email"`, `validator luhn`.
    package var detail: String?

    package init(
        kind: String, label: String, nats: Double, counts: [String: Int]? = nil,
        detail: String? = nil
    ) {
        self.kind = kind
        self.label = label
        self.nats = nats
        self.counts = counts
        self.detail = detail
    }
}

/// A person's decision on a column, as `reviews.toml` holds it.
package struct CatalogReview: Codable, Equatable, Sendable {
    /// What a person decided.
    package enum Decision: String, Codable, Sendable { case confirm, reject, relabel }

    package var decision: Decision
    /// The new label of a relabel.
    package var label: String?
    package var by: String?
    package var reason: String?
    /// ISO date after which the review no longer counts.
    package var until: String?

    package init(
        decision: Decision, label: String? = nil, by: String? = nil, reason: String? = nil,
        until: String? = nil
    ) {
        self.decision = decision
        self.label = label
        self.by = by
        self.reason = reason
        self.until = until
    }
}
