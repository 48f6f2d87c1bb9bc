/// Two rules of which one recognises examples of the other.
package struct RuleOverlap: Sendable, Equatable {
    /// Why two rules may share values, the strongest first.
    package enum Reason: String, CaseIterable, Sendable {
        /// One of them says so, in `tests.look-alikes`.
        case declared
        /// One is harmless, and there to compete.
        case harmless
        /// Both are of one category.
        case category
        /// What takes the examples can't outweigh `none`: it needs a name.
        case weak
        /// A nameless column of what it takes isn't decided as its label.
        case outweighed
    }

    /// How many of the examples of one rule the other recognises.
    package struct Share: Sendable, Equatable, CustomStringConvertible {
        package var examples = 0
        package var total = 0

        package var description: String { "\(examples) of \(total)" }
    }

    package var rule: String
    package var other: String
    /// Of the examples of `rule`, those that `other` takes.
    package var taken = Share()
    /// Of the examples of `other`, those that `rule` takes.
    package var given = Share()
    /// `nil` when nothing explains it.
    package var reason: Reason?
    /// The categories of both, in order.
    package var categories: [String] = []
}

extension RuleOverlap: CustomStringConvertible {
    package var description: String { "\(rule) and \(other): \(taken), \(given)" }

    /// The expected overlaps as a matrix: how many pairs of rules by reason and categories.
    package static func matrix(_ overlaps: [RuleOverlap]) -> [String] {
        var counts: [String: Int] = [:]
        for overlap in overlaps {
            guard let reason = overlap.reason else { continue }
            let categories = overlap.categories.joined(separator: " and ")
            counts["\(reason.rawValue): \(categories)", default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    }
}
