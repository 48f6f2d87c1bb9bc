package import Primitives

/// Why a masked export can't be brought back as asked.
package enum ReversalRefusal: Error, Sendable, Equatable {
    /// Columns whose transforms are one-way, with the transforms' names; date shifts whose entity
    /// doesn't come back too.
    case oneWay([String])
    /// Asked for, but no column or JSON path of the plan.
    case unknown([ColumnReference])
    /// Nothing of the export is masked reversibly.
    case nothing
    /// Columns that depend on the old key and are one-way.
    case oneWayUnderOldKey([String])
}

extension ReversalRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .oneWay(let columns):
            "masked one-way, so that nothing brings them back: \(columns.joined(separator: ", "));"
                + " name the columns you want with --column, the others stay as they are"
        case .unknown(let columns):
            "--column \(columns.map(\.description).joined(separator: ", ")):"
                + " no such column in the export; write it as its plan does"
        case .nothing: "no column of the export is masked reversibly"
        case .oneWayUnderOldKey(let columns):
            "masked one-way under the old key: \(columns.joined(separator: ", "));"
                + " mask the source again under the new key, or say --keep-one-way to leave them"
        }
    }
}

extension MaskPlan {
    /// The plan that brings back values of an export made by this one; its other columns are kept.
    ///
    /// - Parameter selected: columns and JSON paths to bring back; `nil` for all, which then must
    ///   be reversible, kept ones aside.
    package func reversal(
        of selected: Set<ColumnReference>?
    ) throws(ReversalRefusal) -> MaskPlan {
        if let selected {
            let known = Set(slots.map(\.reference)).union(columns.map(\.reference))
            let unknown = selected.subtracting(known)
            if !unknown.isEmpty { throw .unknown(unknown.sorted()) }
        }
        let wanted = slots.filter { $0.isWanted(selected) }
        let oneWay = wanted.filter { !$0.isReversible || !hasDeciding($0, selected) }
        if !oneWay.isEmpty { throw .oneWay(oneWay.map(\.withTransform)) }
        if !wanted.contains(where: \.isMasked) { throw .nothing }
        var plan = self
        plan.columns = columns.map { column in
            guard column.transform == .json else { return column.kept(unless: selected) }
            var document = column
            document.paths = column.paths.map { $0.kept(unless: selected) }
            return document
        }
        return plan
    }

    /// The plan that brings what is reversible from one key to another; other columns are kept.
    ///
    /// - Parameter keepsOneWay: leave one-way columns that depend on the old key as they are.
    package func remasking(keepsOneWay: Bool) throws(ReversalRefusal) -> MaskPlan {
        let reversible = slots.filter { $0.isReversible && hasDeciding($0, nil) }
        let references = Set(reversible.map(\.reference))
        let oneWay = slots.filter {
            !references.contains($0.reference) && $0.transform.readsDomain
        }
        if !keepsOneWay && !oneWay.isEmpty {
            throw .oneWayUnderOldKey(oneWay.map(\.withTransform))
        }
        return try reversal(of: references)
    }

    /// Columns, and the paths of documents in their place.
    private var slots: [PlannedColumn] {
        columns.flatMap { $0.transform == .json ? $0.paths : [$0] }
    }

    /// Whether the columns that decide how one was masked, its entity and those of its condition,
    /// come back with it.
    private func hasDeciding(_ column: PlannedColumn, _ selected: Set<ColumnReference>?) -> Bool {
        guard column.decidingPaths.isEmpty || column.reference.path == nil else {
            return hasKept(column.decidingPaths, beside: column)
        }
        var deciding = Array(column.siblings.values)
        if case .dateShift = column.transform {
            guard let entity = column.entityColumn else { return false }
            deciding.append(entity)
        }
        return deciding.map { columns[$0] }.allSatisfy { other in
            other.isReversible && other.entityColumn == nil && other.condition == nil
                && (other.isWanted(selected) || !other.isMasked)
        }
    }

    /// Whether paths of the same document were kept, so that the masked one still has their values.
    private func hasKept(_ paths: Set<String>, beside column: PlannedColumn) -> Bool {
        paths.allSatisfy { path in
            var reference = column.reference
            reference.path = path
            return slots.contains { $0.reference == reference && !$0.isMasked }
        }
    }

    /// The columns and JSON paths that a `reversal` brings back.
    package var reversedColumns: [ColumnReference] {
        slots.filter(\.isMasked).map(\.reference)
    }
}

extension PlannedColumn {
    /// Whether a key holder can compute every source value from the masked one.
    var isReversible: Bool {
        if afterColumn != nil { return transform.isKeep }
        if case .json = transform { return paths.allSatisfy(\.isReversible) }
        if condition != nil && otherwise != .keep { return false }
        if afterColumn != nil { return false }
        return transform.isReversible
    }

    fileprivate var withTransform: String { "\(reference) (\(transform.name))" }

    fileprivate var isMasked: Bool { if case .keep = transform { false } else { true } }

    /// Whether the column, the path or the document it is in was asked for.
    fileprivate func isWanted(_ selected: Set<ColumnReference>?) -> Bool {
        guard let selected else { return true }
        var whole = reference
        whole.path = nil
        return selected.contains(reference) || selected.contains(whole)
    }

    fileprivate func kept(unless selected: Set<ColumnReference>?) -> PlannedColumn {
        // Why: what is kept was guarded when it was masked.
        guard !isWanted(selected) || !isMasked else { return self }
        var column = self
        column.transform = .keep(unguardedReason: "masked, and to stay so")
        column.entityColumn = nil
        column.entityPath = nil
        column.afterColumn = nil
        column.condition = nil
        column.siblings = [:]
        return column
    }
}
