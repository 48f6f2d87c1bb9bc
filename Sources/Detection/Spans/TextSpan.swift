/// A stretch of a text that holds a label's value; byte offsets, end exclusive.
package struct TextSpan: Sendable, Equatable {
    package var start: Int
    package var end: Int
    /// Index into `RuleSet.rules`.
    package var rule: Int
    package var probability: Double

    package init(start: Int, end: Int, rule: Int, probability: Double) {
        self.start = start
        self.end = end
        self.rule = rule
        self.probability = probability
    }
}
