package import Primitives

/// One column (or JSON path) of a plan: what it is and how every cell of it is masked.
package struct PlannedColumn: Sendable, Equatable {
    /// What happens to a cell that the transform can't take.
    package enum UnfitRule: String, Sendable, CaseIterable {
        /// Redacted and counted.
        case redact
        /// Ends the run.
        case refuse
    }

    /// What becomes of a cell whose row a condition doesn't take.
    package enum OtherwiseRule: String, Sendable, CaseIterable { case redact, null, keep }

    package var reference: ColumnReference
    /// As the catalog writes it: `character varying(20)`, `integer`, `jsonb`, `text` for files, the
    /// JSON kind (`string`, `number`, `boolean`) for a path.
    package var type: String
    package var isNullable: Bool
    /// Part of a unique index or key by itself.
    package var isUnique: Bool
    /// A label id, `nil` for a column that holds none.
    package var label: String?
    /// The consistency group. The parts of a person's name agree across full, first and last
    /// columns exactly when these have the same domain.
    package var domain: String
    package var canonicalForm: CanonicalForm
    package var transform: MaskTransform
    /// Index into `MaskPlan.columns` of the entity of a date shift, or of the row's key for a
    /// secret on a unique column.
    package var entityColumn: Int?
    /// The same for a path of a document whose entity another of its paths holds.
    package var entityPath: String?
    package var unfit: UnfitRule
    /// Index of a sibling that masked values don't fall before where the source's don't.
    package var afterColumn: Int?
    /// Which rows the transform is for; `nil` for all.
    package var condition: RowCondition?
    package var otherwise = OtherwiseRule.redact
    /// Positions in `MaskPlan.columns`, by name, of the columns that condition and template read.
    package var siblings: [String: Int] = [:]
    /// `3/9/2024` is the third of September; every other form is read the same either way.
    package var dayFirst = false
    /// For a guarded `keep`: the collapsed shapes that the sample showed; `nil` for free text, of
    /// which every cell is searched.
    package var shapes: [String]?
    /// For `json`: one column for every declared leaf path, its path in `reference.path`.
    package var paths: [PlannedColumn]

    package init(
        reference: ColumnReference, type: String = "text", isNullable: Bool = true,
        isUnique: Bool = false, label: String? = nil, domain: String,
        canonicalForm: CanonicalForm = .exact, transform: MaskTransform, entityColumn: Int? = nil,
        unfit: UnfitRule = .redact, shapes: [String]? = nil, paths: [PlannedColumn] = []
    ) {
        self.reference = reference
        self.type = type
        self.isNullable = isNullable
        self.isUnique = isUnique
        self.label = label
        self.domain = domain
        self.canonicalForm = canonicalForm
        self.transform = transform
        self.entityColumn = entityColumn
        self.unfit = unfit
        self.shapes = shapes
        self.paths = paths
    }
}

extension PlannedColumn {
    /// The other paths of its document that say how a path is masked: those its condition names,
    /// and the one of its entity.
    var decidingPaths: Set<String> {
        var paths = condition?.columns.filter { $0.hasPrefix("$") } ?? Set()
        if let entityPath { paths.insert(entityPath) }
        return paths
    }
}
