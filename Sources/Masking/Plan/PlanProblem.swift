/// One complaint about a plan with the place that decided it; never holds a value.
package struct PlanProblem: Error, Sendable, Equatable, Encodable, CustomStringConvertible {
    /// The plan, as the user named it.
    package let file: String
    /// 1-based; `nil` when no line decided.
    package let line: Int?
    /// What is wrong and what to do, as a sentence without a full stop.
    package let message: String

    init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
}
