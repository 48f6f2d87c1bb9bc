package import Catalog
internal import Primitives

/// Writes the first `mask.toml` for a catalog: a line for every column, so that it runs as it is.
///
/// The same catalog and rules give the same bytes. Doubtful columns are redacted with a comment;
/// keys of relations that hold personal labels are permuted unless `keepKeys`.
package struct PlanWriter {
    private let catalog: ClassificationCatalog
    private let labels: [String: LabelAttributes]
    private let proposals: ColumnProposals

    /// - Parameters:
    ///   - labels: what the rules say about every label, for spans in text and the guard.
    ///   - keepKeys: leave primary and foreign keys as they are.
    package init(
        catalog: ClassificationCatalog, labels: [String: LabelAttributes], keepKeys: Bool = false
    ) {
        self.catalog = catalog.sorted()
        self.labels = labels
        proposals = ColumnProposals(catalog, labels: labels, keepKeys: keepKeys)
    }

    /// The whole of `mask.toml`, ended by a newline.
    package func text() -> String {
        header + labelLines + domainLines + columnLines
    }

    private var header: String {
        var lines = [
            "# How each column is masked. Every line is a decision: read those with a comment.",
            "version = \(PlanFile.currentVersion)",
            "unknown = \"refuse\"  # a column without a line ends the run; or \"redact\"",
        ]
        if catalog.relations.contains(where: { $0.columns.contains { $0.path != nil } }) {
            lines.append("unknown-paths = \"redact\"  # a JSON path without a line; or \"refuse\"")
        }
        lines.append(
            "max-unfit = \(MaskPlan.defaultMaximumUnfitShare)"
                + "  # share of a column's cells that may not fit its transform")
        return lines.joined(separator: "\n") + "\n"
    }

    /// How spans found in text are masked, for every label that the rules know.
    private var labelLines: String {
        var text = "\n# Values of these labels inside text; a label without a line is redacted.\n"
        text += "[labels]\n"
        for (label, attributes) in labels.sorted(by: { $0.key < $1.key }) {
            guard let name = attributes.transform,
                let transform = TransformProposal.named(name, label: label, entity: nil)
            else { continue }
            let proposal = PlanProposal(transform, domain: attributes.domain ?? label)
            text += "\(PlanText.string(label)) = \(proposal.line)\n"
        }
        return text
    }

    /// E-mail addresses differ by case only on paper; a unique column that tells them apart wins.
    private var domainLines: String {
        var folded: Set<String> = []
        var exact: Set<String> = []
        forEachColumn { reference, _, proposal in
            guard let domain = proposal.domain, case .email = proposal.transform else { return }
            if proposals.isUnique(reference) { exact.insert(domain) } else { folded.insert(domain) }
        }
        let lines = folded.subtracting(exact).sorted().map {
            "\(PlanText.string($0)) = { form = \"casefold\" }\n"
        }
        guard !lines.isEmpty else { return "" }
        return "\n# Spellings that are one value.\n[domains]\n" + lines.joined()
    }

    private var columnLines: String {
        var text = "\n[columns]\n"
        var widths = DomainWidths()
        forEachColumn { _, column, proposal in widths.add(proposal, type: column.type) }
        var seen: Set<ColumnReference> = []
        for relation in catalog.relations where !relation.columns.isEmpty {
            let name = PlanText.comment("\(relation.schema).\(relation.name)")
            text += "\n# \(name)\(relation.unread == nil ? "" : " (couldn't be read)")\n"
            for column in relation.columns {
                let reference = relation.reference(to: column)
                // Why: two files of one name share their references, and a key may stand once.
                guard proposals.isPlanned(reference), seen.insert(reference).inserted
                else { continue }
                var proposal = proposals.proposal(reference, column)
                proposal.add(widths.note(on: proposal, type: column.type))
                text += "\(PlanText.string(reference.description)) = \(proposal.line)"
                text += proposal.comment.map { "  # \($0)\n" } ?? "\n"
            }
        }
        return text
    }

    private func forEachColumn(
        _ body: (ColumnReference, CatalogColumn, PlanProposal) -> Void
    ) {
        for relation in catalog.relations {
            for column in relation.columns {
                let reference = relation.reference(to: column)
                guard proposals.isPlanned(reference) else { continue }
                body(reference, column, proposals.proposal(reference, column))
            }
        }
    }
}
