package import Primitives

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a column has its verdict, as text: the score's terms are the explanation.
package struct CatalogExplanation: Sendable {
    private let column: CatalogColumn
    private let relation: CatalogRelation
    private let decidedProbability: Double

    /// - Parameter decidedProbability: the probability from which a verdict counts as decided, as
    ///   the rules set it.
    /// - Returns: `nil` when the catalog has no such column.
    package init?(
        of reference: ColumnReference, in catalog: ClassificationCatalog,
        decidedProbability: Double = 0.95
    ) {
        guard
            let relation = catalog.relation(schema: reference.schema, name: reference.relation),
            let column = relation.columns.first(where: { relation.reference(to: $0) == reference })
        else { return nil }
        self.column = column
        self.relation = relation
        self.decidedProbability = decidedProbability
    }

    /// The whole explanation, at most 80 columns wide, ended by a newline.
    package func text() -> String {
        [heading, judgements, contributions, contents, sample, changes]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var heading: String {
        let reference = TextTable.printable(relation.reference(to: column).description)
        var text = "\(reference) (\(TextTable.printable(column.type))"
        text += column.nullable ? ", nullable)\n" : ")\n"
        text += "  status       \(column.status.rawValue)\n"
        text += "  label        \(column.label ?? "none")\(chance(column.probability))\n"
        text += "  sensitivity  \(column.sensitivity.rawValue)"
        text += column.quasiIdentifier ? ", quasi-identifier\n" : "\n"
        if !column.regulations.isEmpty {
            text += "  regulations  \(column.regulations.joined(separator: ", "))\n"
        }
        if let transform = column.transform {
            text += "  mask with    \(transform)"
            text += column.domain.map { " in domain \($0)\n" } ?? "\n"
        }
        return text
    }

    private var judgements: String {
        var text = ""
        for (title, judgement) in [
            ("by values", column.byValues), ("by name", column.byName),
            ("runner-up", column.runnerUp),
        ] {
            guard let judgement else { continue }
            let pad = String(repeating: " ", count: 13 - title.count)
            text += "  \(title)\(pad)\(judgement.label)\(chance(judgement.probability))\n"
        }
        if column.disagreement == true {
            text += "  beware       name and values disagree: one of them lies\n"
        }
        return text
    }

    private var contributions: String {
        guard !column.evidence.isEmpty else { return "" }
        var table = TextTable([
            .init("nats", limit: 8, isNumber: true), .init("for", limit: 22),
            .init("from", limit: 13), .init("because", limit: 31),
        ])
        for term in column.evidence {
            let sign = term.nats > 0 ? "+" : ""
            table.append([sign + term.nats.fixed(2), term.label, term.kind, reason(term)])
        }
        return table.text()
    }

    private func reason(_ term: CatalogEvidence) -> String {
        let counts = (term.counts ?? [:]).sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }
        return ([term.detail].compactMap { $0 } + counts).joined(separator: ", ")
    }

    private var contents: String {
        guard !column.contents.isEmpty else { return "" }
        let lines = column.contents.map { content in
            "  \(content.label) in \(percent(content.prevalence)) of the values "
                + "(\(percent(content.low)) to \(percent(content.high)))\n"
        }
        return "What the values contain:\n" + lines.joined()
    }

    private var sample: String {
        if let reason = relation.unread { return "Not read: \(TextTable.printable(reason)).\n" }
        guard let sample = relation.sample else {
            return "No row was read; the verdict rests on names and types.\n"
        }
        if sample.method == .inherited { return "Taken over from the columns the view shows.\n" }
        if sample.method == .statistics {
            return "No row could be read in time; judged by the server's statistics.\n"
        }
        if sample.method == .all { return "All \(sample.rows) rows were read.\n" }
        let missed = percent(sample.detectablePrevalence)
        return "\(sample.rows) rows were read (\(sample.method.rawValue), seed \(sample.seed)).\n"
            + "What fewer than \(missed) of the rows hold may have been missed (95 % sure).\n"
    }

    /// What would move the verdict: the margin to the threshold, and what the verdict hangs on.
    private var changes: String {
        var lines: [String] = []
        if let review = column.review {
            lines.append(
                "  its review (\(review.decision.rawValue)) in reviews.toml, if it ends or changes"
            )
        }
        if let label = column.label, let probability = column.probability {
            let margin = logit(probability) - logit(decidedProbability)
            if margin < 0 {
                lines.append("  \((-margin).fixed(2)) more nats for \(label) would decide it")
            } else {
                lines.append(
                    "  \(margin.fixed(2)) nats against \(label) would make it needs-review")
            }
            for term in column.evidence where term.label == label && margin >= 0 {
                guard term.nats > margin else { continue }
                lines.append("  without the \(term.kind) evidence it would be needs-review")
            }
        }
        if column.review == nil {
            lines.append(
                "  a review in reviews.toml: decision = \"confirm\", \"reject\" or \"relabel\"")
        }
        return "What would change the verdict:\n" + lines.joined(separator: "\n") + "\n"
    }

    private func chance(_ probability: Double?) -> String {
        probability.map { ", p \($0.fixed(4))" } ?? ""
    }

    private func percent(_ share: Double) -> String { (share * 100).fixed(2) + " %" }

    /// Log-odds in nats; the catalog's four decimals bound it to ±9.2.
    private func logit(_ probability: Double) -> Double {
        let bounded = min(max(probability, 0.0001), 0.9999)
        return log(bounded / (1 - bounded))
    }
}
