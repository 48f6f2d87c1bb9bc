/// What `rules check` found.
package struct RuleReport: Sendable, Equatable {
    /// Something to mend; examples are named by their place in the file, never quoted.
    package struct Finding: Sendable, Equatable, CustomStringConvertible {
        package var file: String
        package var rule: String
        package var message: String

        package var description: String { "\(file): rule \(rule): \(message)" }
    }

    /// An example of one rule that another recognises as well: worth knowing, an error when that
    /// other decides.
    package struct Confusion: Sendable, Equatable, CustomStringConvertible {
        package var rule: String
        package var other: String
        /// How many of the rule's examples.
        package var examples: Int
        package var total: Int
        /// A nameless column of the examples would be decided as the other: a defect.
        package var isDecided: Bool

        package var description: String {
            "\(rule) is also \(other): \(examples) of \(total)"
                + (isDecided ? ", which decides them" : "")
        }
    }

    /// How often random strings of a validator's shape pass it.
    package struct ChanceRate: Sendable, Equatable {
        package var validator: String
        package var declared: Double
        package var measured: Double
    }

    package var findings: [Finding] = []
    package var confusions: [Confusion] = []
    package var chanceRates: [ChanceRate] = []
    package var ruleCount = 0
    package var testCount = 0

    package var isClean: Bool { findings.isEmpty }
}
