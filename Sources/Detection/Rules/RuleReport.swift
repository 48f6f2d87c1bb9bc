/// What `rules check` found.
package struct RuleReport: Sendable, Equatable {
    /// Something to mend; examples are named by their place in the file, never quoted.
    package struct Finding: Sendable, Equatable, CustomStringConvertible {
        package var file: String
        package var rule: String
        package var message: String

        package var description: String { "\(file): rule \(rule): \(message)" }
    }

    /// How often random strings of a validator's shape pass it.
    package struct ChanceRate: Sendable, Equatable {
        package var validator: String
        package var declared: Double
        package var measured: Double
    }

    package var findings: [Finding] = []
    package var overlaps: [RuleOverlap] = []
    package var chanceRates: [ChanceRate] = []
    package var ruleCount = 0
    package var testCount = 0

    package var isClean: Bool { findings.isEmpty }
}
