import Detection
import Primitives

/// One labelled column as the fit sees it: the terms of every rule, and which rules are right.
struct FitExample: Sendable {
    let source: String
    let terms: ColumnTerms
    /// For each rule that takes part, whether saying it is no mistake.
    let isAccepted: [Bool]
    let isNoneAccepted: Bool

    /// Every labelled column, in the order of the tables.
    static func all(
        _ tables: [EvaluationTable], _ labels: EvaluationLabels, _ rules: RuleSet
    ) -> [FitExample] {
        let plain = rules.weighed(by: ScoreWeights())
        let classifier = ColumnClassifier(plain)
        let terms = concurrentMap(
            count: tables.count, workers: [EvaluationTable].workers,
            makeContext: { DetectionScratch() }
        ) { index, scratch in
            classifier.terms(relation: tables[index].samples, scratch: &scratch)
        }
        let types = rules.rules.map { rule in
            rule.kind == .negative ? "none" : labels.type(of: rule.id)
        }
        let known = Dictionary(labels.columns.map { ($0.column, $0) }) { first, _ in first }
        var examples: [FitExample] = []
        for (table, columns) in zip(tables, terms) {
            for (place, terms) in columns.enumerated() {
                guard let label = known[table.column(place)] else { continue }
                examples.append(FitExample(table.source, terms, label, types))
            }
        }
        return examples
    }

    private init(
        _ source: String, _ terms: ColumnTerms, _ label: EvaluationLabels.Column,
        _ types: [String]
    ) {
        self.source = source
        self.terms = terms
        isAccepted = terms.rules.map { TypeFamilies.accepts(types[$0], for: label) }
        isNoneAccepted = TypeFamilies.accepts("none", for: label)
    }
}
