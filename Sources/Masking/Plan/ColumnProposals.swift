internal import Catalog
internal import Primitives

/// What `plan init` proposes for each column of a catalog, foreign keys following their target.
struct ColumnProposals {
    private let labels: [String: LabelAttributes]
    private let graph: CatalogKeyGraph
    private let keys: KeyProposals?
    private let columns: [ColumnReference: CatalogColumn]
    /// JSON that has entries for its paths.
    private let documents: Set<ColumnReference>

    init(_ catalog: ClassificationCatalog, labels: [String: LabelAttributes], keepKeys: Bool) {
        self.labels = labels
        graph = CatalogKeyGraph(catalog)
        keys = keepKeys ? nil : KeyProposals(catalog, graph: graph)
        var columns: [ColumnReference: CatalogColumn] = [:]
        for relation in catalog.relations {
            for column in relation.columns { columns[relation.reference(to: column)] = column }
        }
        self.columns = columns
        documents = Set(
            columns.keys.filter { $0.path != nil }.map(Self.document).filter {
                columns[$0].map { ColumnTypeClass($0.type).isDocument } ?? true
            })
    }

    /// Whether a plan has a line for it: keyed text is masked whole, not by its paths.
    func isPlanned(_ reference: ColumnReference) -> Bool {
        reference.path == nil || documents.contains(Self.document(reference))
    }

    private static func document(_ path: ColumnReference) -> ColumnReference {
        ColumnReference(schema: path.schema, relation: path.relation, column: path.column)
    }

    func isUnique(_ reference: ColumnReference) -> Bool { graph.unique.contains(reference) }

    /// Whether the column is a unique key or a part of one.
    private func isInKey(_ reference: ColumnReference) -> Bool {
        isUnique(reference) || graph.compound.contains { $0.contains(reference) }
    }

    /// The proposal for one column or path.
    func proposal(_ reference: ColumnReference, _ column: CatalogColumn) -> PlanProposal {
        let root = graph.root(of: reference)
        if root != reference, let target = columns[root] {
            var proposal = own(root, target)
            proposal.comment = "references \(PlanText.comment(root.description))"
            proposal.allowsDuplicates = isInKey(reference) && proposal.allowsDuplicates
            return proposal
        }
        return own(reference, column)
    }

    private func own(_ reference: ColumnReference, _ column: CatalogColumn) -> PlanProposal {
        if let computed = computed(reference, column) { return computed }
        var proposal = judged(reference, column)
        if case .keep = proposal.transform, let key = keys?.roots[reference] { proposal = key }
        let limit = ColumnTypeClass(column.type).limit
        guard isInKey(reference), proposal.transform.mayRepeat(width: limit) else {
            return proposal
        }
        if let injective = TransformProposal.injective(proposal.transform, type: column.type) {
            proposal.transform = injective
            proposal.domain = proposal.domain ?? reference.description
        } else {
            proposal.allowsDuplicates = true
        }
        return proposal
    }

    /// A generated column shows what it is computed from; the server computes it anew.
    private func computed(
        _ reference: ColumnReference, _ column: CatalogColumn
    ) -> PlanProposal? {
        let isMasked = (column.generatedFrom ?? []).contains { name in
            var source = reference
            source.column = name
            guard let column = columns[source] else { return true }
            if case .keep = proposal(source, column).transform { return false }
            return true
        }
        return isMasked ? PlanProposal(.redact, comment: "computed anew by the server") : nil
    }

    /// By verdict alone, keys aside.
    private func judged(_ reference: ColumnReference, _ column: CatalogColumn) -> PlanProposal {
        if documents.contains(reference) || ColumnTypeClass(column.type).isDocument {
            return PlanProposal(.json, comment: "path by path")
        }
        switch column.status {
        case .unread: return PlanProposal(.redact, comment: "needs review: couldn't be read")
        case .needsReview: return doubtful(reference, column)
        case .clean: return PlanProposal(.keep(unguardedReason: nil))
        case .decided, .protected: return decided(reference, column)
        }
    }

    private func doubtful(_ reference: ColumnReference, _ column: CatalogColumn) -> PlanProposal {
        let guess = column.label.map { "\($0)\(Self.chance(column))" } ?? "no label"
        let comment = "needs review: \(PlanText.comment(guess))"
        return PlanProposal(.redact, domain: domain(reference, column), comment: comment)
    }

    private func decided(_ reference: ColumnReference, _ column: CatalogColumn) -> PlanProposal {
        let isHarmless = column.sensitivity < .moderate
        let contents = column.contents.map { $0.label }
        guard let label = column.label else {
            let found = contents.isEmpty ? nil : "contains " + contents.joined(separator: ", ")
            if contents.isEmpty && isHarmless { return PlanProposal(.keep(unguardedReason: nil)) }
            return fitted(.text, reference, column, comment: found)
        }
        let name = column.transform ?? labels[label]?.transform
        let named = name.flatMap {
            TransformProposal.named($0, label: label, entity: entity(of: reference))
        }
        let fallback: MaskTransform =
            !contents.isEmpty ? .text : isHarmless ? .keep(unguardedReason: nil) : .redact
        return fitted(
            named ?? fallback, reference, column,
            comment: PlanText.comment(label + Self.chance(column)))
    }

    private func fitted(
        _ transform: MaskTransform, _ reference: ColumnReference, _ column: CatalogColumn,
        comment: String?
    ) -> PlanProposal {
        PlanProposal(
            TransformProposal.fitted(transform, to: column.type),
            domain: domain(reference, column), comment: comment)
    }

    private func domain(_ reference: ColumnReference, _ column: CatalogColumn) -> String {
        column.domain ?? column.label.flatMap { labels[$0]?.domain } ?? column.label
            ?? reference.description
    }

    /// The sibling whose dates move together: the person a row is about, else the row itself.
    private func entity(of reference: ColumnReference) -> String? {
        let siblings = columns.filter {
            $0.key.schema == reference.schema && $0.key.relation == reference.relation
                && $0.key.path == nil && !$0.key.column.isEmpty
        }
        let persons = siblings.filter { sibling in
            graph.referenced[sibling.key] != nil && !sibling.value.nullable
                && keys?.isPersonal(graph.root(of: sibling.key)) == true
        }
        if let person = persons.min(by: { ($0.value.attnum) < ($1.value.attnum) }) {
            return person.value.name
        }
        let primary = siblings.filter { graph.primary.contains($0.key) && isUnique($0.key) }
        return primary.keys.min()?.column
    }

    private static func chance(_ column: CatalogColumn) -> String {
        column.probability.map { ", p \($0.fixed(4))" } ?? ""
    }
}
