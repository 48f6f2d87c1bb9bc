internal import ArgumentParser
internal import Catalog
internal import Primitives

/// `--fail-on`: a sensitivity, or `needs-review`.
enum FailureThreshold: ExpressibleByArgument {
    case sensitivity(Sensitivity)
    case needsReview

    init?(argument: String) {
        if argument == "needs-review" {
            self = .needsReview
        } else if let level = Sensitivity(rawValue: argument), level > .none {
            self = .sensitivity(level)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] {
        ["low", "moderate", "high", "critical", "needs-review"]
    }

    func isMet(by catalog: ClassificationCatalog) -> Bool {
        catalog.relations.contains { relation in
            relation.columns.contains { column in
                switch self {
                case .needsReview: column.status == .needsReview
                case .sensitivity(let level):
                    column.status != .clean && column.status != .unread
                        && column.sensitivity >= level
                }
            }
        }
    }
}
