internal import Catalog
internal import Configuration
package import Primitives

/// What a plan decides of single columns, for checks that know more than the catalog does.
extension PlanCompiler {
    /// How a column of any table would be masked; `nil` when the plan has no line for it.
    package func decision(on reference: ColumnReference) -> PlannedColumn? {
        guard let resolution = resolver.resolve(reference) else { return nil }
        var column = PlannedColumn(
            reference: reference, type: resolver.column(reference)?.type ?? "text",
            domain: resolution.domain, transform: resolution.transform)
        column.take(resolution, form: form(of: resolution.domain))
        return column
    }

    /// A complaint about a column, at the line that decides about it.
    package func problem(_ reference: ColumnReference, _ message: String) -> PlanProblem {
        let file = resolver.file
        let place = file.columns[reference]?.table.error("")
        return PlanProblem(
            file: place?.file ?? file.name, line: place?.line, message: message)
    }

    /// Whether the column's line says that its unique index need not hold.
    package func allowsDuplicates(_ reference: ColumnReference) -> Bool {
        resolver.file.columns[reference]?.allowsDuplicates ?? false
    }

    /// Whether the plan says that the masked rows need not satisfy a constraint or index, named
    /// `schema.table.constraint`.
    package func ignores(constraint: ColumnReference) -> Bool {
        resolver.file.ignoredConstraints.contains(constraint)
    }
}

extension PlannedColumn {
    /// Whether two values of the column may mask alike; a unique secret takes the row's key in.
    package var mayRepeat: Bool {
        transform.mayRepeat(width: ColumnTypeClass(type).limit)
    }

    /// Why a value masks otherwise here than in the column that this one references; `nil` when the
    /// plan says the same of both.
    package func difference(from parent: PlannedColumn) -> String? {
        if transform != parent.transform {
            let isSame = transform.name == parent.transform.name
            return isSame
                ? "\(transform.name) has other options there"
                : "it is masked with \(transform.name) and that with \(parent.transform.name)"
        }
        if domain != parent.domain && transform.readsDomain {
            return "its domain is \(domain) and the other's \(parent.domain)"
        }
        return nil
    }
}

extension MaskTransform {
    /// Whether cells are left as they are.
    package var isKeep: Bool { if case .keep = self { true } else { false } }

    /// Whether every cell becomes NULL.
    package var isNull: Bool { self == .null }
}
