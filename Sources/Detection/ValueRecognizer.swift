/// Which rules take one value as a whole, seen alone: `rules test TEXT` and the rules' own tests.
package struct ValueRecognizer: Sendable {
    private let rules: RuleSet

    package init(_ rules: RuleSet) { self.rules = rules }

    /// Positions of the rules that recognise `value`, in order.
    package func rules(
        taking value: Span<UInt8>, scratch: inout DetectionScratch
    ) -> [Int] {
        var taking: [Int] = []
        for index in rules.rules.indices where takes(value, rule: index, scratch: &scratch) {
            taking.append(index)
        }
        return taking
    }

    /// By a whole pattern with its checks, or by a dictionary; placeholders are not recognised.
    func takes(
        _ value: Span<UInt8>, rule index: Int, scratch: inout DetectionScratch
    ) -> Bool {
        let rule = rules.rules[index]
        guard rule.length?.contains(value.count) ?? true,
            rule.shapes.isEmpty || rule.shapes.contains(ValueShape(value)),
            !rule.suppression.covers(value, scratch: scratch.matching)
        else { return false }
        for test in rule.values where test.answer(value, scratch: &scratch) == .valid {
            return true
        }
        return rule.dictionaries.contains { $0.contains(value) }
    }
}
