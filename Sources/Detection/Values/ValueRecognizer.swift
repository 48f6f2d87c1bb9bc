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
        potential(value, rule: index, scratch: &scratch) != nil
    }

    /// The most nats with which a rule could stand against `none` in a column of such values that
    /// has no name; `nil` when it doesn't recognise the value.
    func potential(
        _ value: Span<UInt8>, rule index: Int, scratch: inout DetectionScratch
    ) -> Double? {
        let rule = rules.rules[index]
        guard rule.length?.contains(value.count) ?? true,
            rule.shapes.isEmpty || rule.shapes.contains(ValueShape(value)),
            !rule.suppression.covers(value, scratch: scratch.matching)
        else { return nil }
        var nats: Double?
        var letters: ByteLetters?
        for test in rule.values
        where WholeTest(test).answer(value, &letters, scratch: &scratch) == .valid {
            nats = test.context == .assignment ? 0 : ceiling(test)
            break
        }
        for dictionary in rule.dictionaries where dictionary.contains(value) {
            nats = (nats ?? 0) + dictionary.share.ceiling
        }
        return nats.map { $0 + rule.prior }
    }

    private func ceiling(_ test: ValueTest) -> Double {
        test.share.ceiling + (test.needsValidation ? rules.scoring.checksum.ceiling : 0)
    }
}
