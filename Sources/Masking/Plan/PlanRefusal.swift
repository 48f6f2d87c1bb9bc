/// Why a plan doesn't fit its catalog and source: every reason at once, before a byte is written.
package struct PlanRefusal: Error, Equatable, CustomStringConvertible {
    /// Sorted by line and text; never empty.
    package let problems: [PlanProblem]

    package init(_ problems: [PlanProblem]) {
        self.problems = problems.sorted {
            ($0.line ?? Int.max, $0.message) < ($1.line ?? Int.max, $1.message)
        }
    }

    /// One line a problem.
    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
