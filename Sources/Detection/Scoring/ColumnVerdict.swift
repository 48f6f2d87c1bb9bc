package import Primitives

/// Label, confidence and the evidence for them; counts only, never a value.
package struct ColumnVerdict: Sendable, Equatable {
    /// How sure the verdict is.
    package enum Status: String, Sendable {
        case decided
        case needsReview = "needs-review"
        case clean, protected
    }

    /// A label and its probability.
    package struct Judgement: Sendable, Equatable {
        /// A label id; `none` when nothing fits.
        package var label: String
        package var probability: Double

        package init(label: String, probability: Double) {
            self.label = label
            self.probability = probability
        }
    }

    /// A label contained in part of the cells, with a 95 % Wilson interval.
    package struct Content: Sendable, Equatable {
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

    /// One term of the additive score.
    package struct Evidence: Sendable, Equatable {
        /// Where a contribution comes from.
        package enum Kind: String, Sendable {
            case prior, name, values, checksum, dictionary, statistics, siblings, constraints
            case contradiction
            /// Labels that mean the same.
            case family
        }

        package var kind: Kind
        package var label: String
        package var nats: Double
        package var counts: [String: Int]
        package var detail: String?

        package init(
            kind: Kind, label: String, nats: Double, counts: [String: Int] = [:],
            detail: String? = nil
        ) {
            self.kind = kind
            self.label = label
            self.nats = nats
            self.counts = counts
            self.detail = detail
        }
    }

    package var status: Status
    /// The winner, which may be a negative class or `none`.
    package var best: Judgement
    package var runnerUp: Judgement?
    /// Sum over all sensitive labels.
    package var sensitiveProbability: Double
    package var byValues: Judgement
    package var byName: Judgement
    /// Name and values each say something, and not the same: one of them lies.
    package var hasDisagreement: Bool
    package var contents: [Content]
    /// Collapsed shapes of the sample, sorted; `nil` when there were too many: free text.
    package var shapes: [String]?
    /// Terms for the winner and the runner-up, largest first.
    package var evidence: [Evidence]
    package var sensitivity: Sensitivity
    package var isQuasiIdentifier: Bool
    package var regulations: [String]
    /// The default transform of the label's rule.
    package var transform: String?
    package var domain: String?

    package init(status: Status, best: Judgement, byValues: Judgement, byName: Judgement) {
        self.status = status
        self.best = best
        self.byValues = byValues
        self.byName = byName
        sensitiveProbability = 0
        hasDisagreement = false
        contents = []
        shapes = []
        evidence = []
        sensitivity = .none
        isQuasiIdentifier = false
        regulations = []
    }
}
