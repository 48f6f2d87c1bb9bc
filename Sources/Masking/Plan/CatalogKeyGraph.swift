internal import Catalog
internal import Primitives

/// Which column is unique and which column references which, over a whole catalog.
struct CatalogKeyGraph {
    /// Foreign key column → the column it references; the first by name where there are several.
    private(set) var referenced: [ColumnReference: ColumnReference] = [:]
    /// Columns that are unique by themselves.
    private(set) var unique: Set<ColumnReference> = []
    /// Sets of columns that are unique together, or over some rows, or through an expression.
    private(set) var compound: [[ColumnReference]] = []
    /// Columns of primary keys.
    private(set) var primary: Set<ColumnReference> = []

    init(_ catalog: ClassificationCatalog) {
        for relation in catalog.relations {
            guard let keys = relation.keys else { continue }
            let reference: (String) -> ColumnReference = {
                ColumnReference(schema: relation.schema, relation: relation.name, column: $0)
            }
            primary.formUnion((keys.primary ?? []).map(reference))
            for set in [keys.primary ?? []] + keys.unique where !set.isEmpty {
                let stored = Self.stored(set, of: relation)
                if set.count == 1, stored == set {
                    unique.insert(reference(set[0]))
                } else {
                    compound.append(stored.map(reference))
                }
            }
            for set in keys.partlyUnique ?? [] {
                compound.append(Self.stored(set, of: relation).map(reference))
            }
            for foreign in keys.foreign { add(foreign, reference) }
        }
    }

    /// The columns with those that the server computes replaced by what they are computed from:
    /// masked rows are unique there when they are here.
    private static func stored(_ names: [String], of relation: CatalogRelation) -> [String] {
        names.flatMap { name in relation.column(named: name)?.generatedFrom ?? [name] }
    }

    private mutating func add(
        _ foreign: CatalogKeys.Foreign, _ reference: (String) -> ColumnReference
    ) {
        for (column, target) in zip(foreign.columns, foreign.references) {
            let child = reference(column)
            let parent = ColumnReference(
                schema: foreign.schema, relation: foreign.relation, column: target)
            guard child != parent else { continue }
            referenced[child] = min(referenced[child] ?? parent, parent)
        }
    }

    /// The column at the end of the chain of references; the column itself when it has none.
    func root(of column: ColumnReference) -> ColumnReference {
        var current = column
        var seen: Set<ColumnReference> = []
        while let parent = referenced[current], seen.insert(current).inserted { current = parent }
        return current
    }
}
