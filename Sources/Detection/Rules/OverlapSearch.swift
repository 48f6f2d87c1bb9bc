internal import Primitives

/// Looks for rules that recognise each other's examples.
struct OverlapSearch: Sendable {
    /// Fewer values make no column.
    private static let columnSize = 3

    /// What one rule recognises of another's examples.
    struct Taking: Sendable {
        var rule: Int
        var examples = 0
        /// Those that could speak for it without a name.
        var strong: [String] = []
        /// Whether a nameless column of these would be decided as it.
        var isWinning = false
    }

    /// All that is known of one rule's examples.
    struct Result: Sendable {
        var takings: [Taking] = []
        /// The other label as which a nameless column of the examples would be decided.
        var winner: String?
    }

    private let rules: RuleSet
    private let recognizer: ValueRecognizer
    private let classifier: ColumnClassifier

    init(_ rules: RuleSet, _ classifier: ColumnClassifier) {
        self.rules = rules
        self.classifier = classifier
        recognizer = ValueRecognizer(rules)
    }

    func search(_ index: Int, scratch: inout DetectionScratch) -> Result {
        var takings: [Int: Taking] = [:]
        var values: [String] = []
        for example in rules.rules[index].tests.match {
            let bytes = Array(example.utf8)
            for other in rules.rules.indices {
                guard
                    let nats = recognizer.potential(bytes.span, rule: other, scratch: &scratch)
                else { continue }
                if other == index {
                    values.append(example)
                } else {
                    takings[other, default: Taking(rule: other)].examples += 1
                    if nats > 0 { takings[other]?.strong.append(example) }
                }
            }
        }
        for (other, taking) in takings where !taking.strong.isEmpty {
            let label = decidedLabel(taking.strong, &scratch)
            takings[other]?.isWinning = label == rules.rules[other].id
        }
        var result = Result(takings: takings.values.sorted { $0.rule < $1.rule })
        if values.count >= Self.columnSize {
            let label = decidedLabel(values, &scratch)
            result.winner = label == rules.rules[index].id ? nil : label
        }
        return result
    }

    /// What a column of these values would be decided as if it had no name.
    private func decidedLabel(
        _ values: [String], _ scratch: inout DetectionScratch
    ) -> String? {
        let sample = ColumnSample(
            context: ColumnSample.Context(), cells: CellBatch(texts: values), ignoresNames: true)
        let best = classifier.classify(sample, scratch: &scratch).best
        return best.probability >= rules.scoring.decided && rules[best.label] != nil
            ? best.label : nil
    }

    /// One overlap for each pair, from what was found for every rule.
    func overlaps(_ results: [Result]) -> [RuleOverlap] {
        var pairs: [[Int]: RuleOverlap] = [:]
        var (strong, winning): (Set<[Int]>, Set<[Int]>) = ([], [])
        for (index, result) in results.enumerated() {
            for taking in result.takings {
                let pair = [min(index, taking.rule), max(index, taking.rule)]
                var overlap = pairs[pair] ?? empty(pair)
                if taking.rule > index {
                    overlap.taken.examples = taking.examples
                } else {
                    overlap.given.examples = taking.examples
                }
                pairs[pair] = overlap
                if !taking.strong.isEmpty { strong.insert(pair) }
                if taking.isWinning { winning.insert(pair) }
            }
        }
        return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { pair, overlap in
            var overlap = overlap
            overlap.reason =
                declaredReason(pair)
                ?? (!strong.contains(pair) ? .weak : winning.contains(pair) ? nil : .outweighed)
            return overlap
        }
    }

    private func empty(_ pair: [Int]) -> RuleOverlap {
        let (one, other) = (rules.rules[pair[0]], rules.rules[pair[1]])
        var overlap = RuleOverlap(rule: one.id, other: other.id)
        overlap.taken.total = one.tests.match.count
        overlap.given.total = other.tests.match.count
        overlap.categories = Set([one.category, other.category]).sorted()
        return overlap
    }

    /// The reason that doesn't depend on how strong the evidence is.
    private func declaredReason(_ pair: [Int]) -> RuleOverlap.Reason? {
        let (one, other) = (rules.rules[pair[0]], rules.rules[pair[1]])
        if one.tests.lookAlikes.contains(other.id) || other.tests.lookAlikes.contains(one.id) {
            return .declared
        }
        if one.kind == .negative || other.kind == .negative { return .harmless }
        return one.category == other.category ? .category : nil
    }
}
