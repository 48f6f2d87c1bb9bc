internal import Catalog
internal import Configuration
internal import Primitives

/// Finds what `mask.toml` decides about any column of the catalog, foreign keys followed.
struct PlanResolver {
    /// What a column's line comes to once labels and references have been consulted.
    struct Resolution {
        var line: PlanLine
        var label: String?
        var transform: MaskTransform
        /// Where the transform is written: the column's line, its target's or its label's.
        var transformPlace: ConfigurationTable
        var domain: String
        /// Where the domain is written; `nil` when the catalog or the column's name gives it.
        var domainPlace: ConfigurationTable?
        /// What the referenced column does, for a foreign key whose target has a line.
        var target: (reference: ColumnReference, transform: MaskTransform, domain: String)?
    }

    let file: PlanFile
    let graph: CatalogKeyGraph
    private let columns: [ColumnReference: CatalogColumn]
    /// Of relations that were read whole, by schema and name.
    private let rowCounts: [[String]: Int]

    init(catalog: ClassificationCatalog, file: PlanFile) {
        self.file = file
        graph = CatalogKeyGraph(catalog)
        var columns: [ColumnReference: CatalogColumn] = [:]
        for relation in catalog.relations {
            for column in relation.columns { columns[relation.reference(to: column)] = column }
        }
        self.columns = columns
        let whole = catalog.relations.filter { $0.sample?.method == .all }
        rowCounts = Dictionary(
            whole.map { ([$0.schema, $0.name], $0.sample?.rows ?? 0) },
            uniquingKeysWith: { max($0, $1) })
    }

    /// How many rows the relation had, where the scan read them all.
    func rowCount(beside column: ColumnReference) -> Int? {
        rowCounts[[column.schema, column.relation]]
    }

    /// The catalog's column; `nil` when the scan didn't see it.
    func column(_ reference: ColumnReference) -> CatalogColumn? { columns[reference] }

    /// Every path of a JSON column or JSONL document that the catalog or the plan names, sorted.
    func paths(of document: ColumnReference) -> [ColumnReference] {
        let known = Set(columns.keys).union(file.columns.keys)
        return known.filter {
            $0.path != nil && $0.schema == document.schema && $0.relation == document.relation
                && $0.column == document.column
        }.sorted()
    }

    /// The column that is its relation's primary key by itself.
    func rowKey(beside reference: ColumnReference) -> ColumnReference? {
        graph.primary.filter {
            $0.schema == reference.schema && $0.relation == reference.relation
                && graph.unique.contains($0)
        }.min()
    }

    /// - Returns: `nil` when the plan has no line for the column, or a line without a transform
    /// that
    ///   neither a label nor a reference completes.
    func resolve(_ reference: ColumnReference, depth: Int = 0) -> Resolution? {
        guard let line = file.columns[reference], depth < 32 else { return nil }
        let column = columns[reference]
        let label = line.label ?? column?.label
        let byLabel = label.flatMap { file.labels[$0] }
        let parent = graph.referenced[reference]
        let target = parent.flatMap { resolve($0, depth: depth + 1) }
        let transforms: [(MaskTransform, ConfigurationTable)?] = [
            line.transform.map { ($0, line.table) },
            target.map { ($0.transform, $0.transformPlace) },
            byLabel.flatMap { label in label.transform.map { ($0, label.table) } },
        ]
        guard let (transform, place) = transforms.lazy.compactMap(\.self).first else { return nil }
        let domains: [(String, ConfigurationTable?)?] = [
            line.domain.map { ($0, line.table) }, target.map { ($0.domain, $0.domainPlace) },
            byLabel.flatMap { label in label.domain.map { ($0, label.table) } },
            (column?.domain ?? label).map { ($0, nil) },
        ]
        let (domain, domainPlace) =
            domains.lazy.compactMap(\.self).first ?? (graph.root(of: reference).description, nil)
        return Resolution(
            line: line, label: label, transform: transform, transformPlace: place,
            domain: domain, domainPlace: domainPlace,
            target: parent.flatMap { parent in
                target.map { (parent, $0.transform, $0.domain) }
            })
    }
}
