/// A stretch of a text that holds a label's value; byte offsets, end exclusive.
public struct TextSpan: Sendable, Equatable {
    /// Its first byte.
    public var start: Int
    /// Behind its last byte.
    public var end: Int
    /// Index into `RuleSet.rules`.
    public var rule: Int
    /// That it is what the rule says.
    public var probability: Double

    package init(start: Int, end: Int, rule: Int, probability: Double) {
        self.start = start
        self.end = end
        self.rule = rule
        self.probability = probability
    }
}
