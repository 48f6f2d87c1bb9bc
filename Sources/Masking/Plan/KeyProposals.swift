internal import Catalog
internal import Primitives

/// Which key columns `plan init` masks: those of relations that hold personal labels.
///
/// A kept primary key would link every masked row back to production. Columns that reference a
/// masked key follow it in their own proposals, so that joins survive.
struct KeyProposals {
    /// Relations with at least one sensitive or doubtful column, as `schema.relation` pairs.
    let personal: Set<[String]>
    /// Masked keys that reference nothing themselves.
    private(set) var roots: [ColumnReference: PlanProposal] = [:]

    init(_ catalog: ClassificationCatalog, graph: CatalogKeyGraph) {
        let holding = catalog.relations.filter { relation in
            relation.columns.contains { $0.sensitivity >= .moderate || $0.status == .unread }
        }
        personal = Set(holding.map { [$0.schema, $0.name] })
        for relation in holding { add(relation, graph) }
    }

    /// Whether the column belongs to a relation about persons.
    func isPersonal(_ reference: ColumnReference) -> Bool {
        personal.contains([reference.schema, reference.relation])
    }

    private mutating func add(_ relation: CatalogRelation, _ graph: CatalogKeyGraph) {
        let referenced = Set(graph.referenced.values)
        let primary = relation.keys?.primary ?? []
        // Why: the own part of a compound key, a line number say, links back to nothing by itself.
        let isPart = primary.count > 1 && primary.contains { graph.isReferencing(relation, $0) }
        for column in relation.columns where column.path == nil {
            let reference = relation.reference(to: column)
            let isKey = primary.contains(column.name) && !isPart
            guard isKey || referenced.contains(reference) else { continue }
            guard graph.referenced[reference] == nil else { continue }
            guard let transform = Self.transform(for: column.type) else { continue }
            roots[reference] = PlanProposal(
                transform, domain: Self.domain(reference), comment: "key of personal rows")
        }
    }

    private static func transform(for type: String) -> MaskTransform? {
        switch ColumnTypeClass(type) {
        case .integer: .permute
        case .uuid: .uuid
        case .text: .alphanumeric
        default: nil
        }
    }

    /// `public.customers.id` → `customers.id`; other schemas stay in the name.
    private static func domain(_ reference: ColumnReference) -> String {
        let parts = [reference.schema, reference.relation, reference.column]
        return (reference.schema == "public" ? Array(parts.dropFirst()) : parts)
            .map(ColumnReference.quoted).joined(separator: ".")
    }
}

extension CatalogKeyGraph {
    fileprivate func isReferencing(_ relation: CatalogRelation, _ column: String) -> Bool {
        referenced[
            ColumnReference(schema: relation.schema, relation: relation.name, column: column)]
            != nil
    }
}
