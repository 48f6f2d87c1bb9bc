import Detection
import Primitives

/// What was said of one column.
struct EvaluationPrediction: Sendable {
    let column: EvaluationColumn
    /// A label, or `none` for clean columns and harmless classes.
    let label: String
    /// Of the best label, said or not.
    let probability: Double
    /// Sum over all sensitive labels.
    let sensitiveProbability: Double
    let isCritical: Bool
    /// A checksum speaks for the label.
    let hasChecksum: Bool
    /// The strongest terms for the best label, in nats.
    let evidence: String
    /// What name and values say each, for those who look for a miss.
    let judgements: String

    init(_ column: EvaluationColumn, _ verdict: ColumnVerdict, _ rules: RuleSet) {
        self.column = column
        let rule = rules[verdict.best.label]
        let isSaid = verdict.status == .decided || verdict.status == .needsReview
        let isLabel = isSaid && rule.map { $0.kind != .negative } == true
        label = isLabel ? verdict.best.label : "none"
        probability = verdict.best.probability
        sensitiveProbability = verdict.sensitiveProbability
        isCritical = isLabel && rule?.sensitivity == .critical
        let terms = verdict.evidence.filter { $0.label == verdict.best.label }
        hasChecksum = isLabel && terms.contains { $0.kind == .checksum && $0.nats > 0 }
        evidence = terms.map { "\($0.kind.rawValue) \(decimal($0.nats, 1))" }
            .joined(separator: ", ")
        func said(_ judgement: ColumnVerdict.Judgement?) -> String {
            judgement.map { "\($0.label) \(decimal($0.probability, 2))" } ?? "-"
        }
        judgements =
            "\(said(verdict.best)), then \(said(verdict.runnerUp)), "
            + "by name \(said(verdict.byName)), by values \(said(verdict.byValues)), "
            + "sensitive \(decimal(sensitiveProbability, 2))"
    }

    /// What another tool said.
    init(_ column: EvaluationColumn, label: String, probability: Double) {
        self.column = column
        self.label = label
        self.probability = probability
        sensitiveProbability = label == "none" ? 0 : probability
        (isCritical, hasChecksum, evidence, judgements) = (false, false, "", "")
    }

    /// As `score.py` of the shared folder reads it.
    var line: String {
        [column.source, column.table, column.name, label, decimal(probability, 4)]
            .joined(separator: "\t")
    }
}
