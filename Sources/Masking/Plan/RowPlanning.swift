internal import Catalog
internal import Configuration
internal import Primitives

/// Transforms that read more of a row than their own cell: conditions, templates, shuffling.
extension PlanCompiler {
    /// Finds the columns that condition and template name, and checks the literals' types.
    mutating func takeSiblings(
        _ column: inout PlannedColumn, _ line: PlanLine, source: PlanSource
    ) {
        findSiblings(&column, column.siblingNames, line, source)
        guard let condition = column.condition else { return }
        column.condition = condition.padded(paddedWidths(column, source))
        checkCondition(column, line)
    }

    /// Finds columns of the row by name and checks what a condition compares them with.
    mutating func findSiblings(
        _ column: inout PlannedColumn, _ names: Set<String>, _ line: PlanLine,
        _ source: PlanSource
    ) {
        for name in names.sorted() {
            let position = source.columns.firstIndex { $0.name == name }
            guard let position else {
                let isAsked = column.condition?.columns.contains(name) == true
                refuse(
                    line,
                    "\(column.reference): the source has no column \(name), which"
                        + " \(isAsked ? "when" : "the template") names; write it as the source"
                        + " does, in double quotes if need be")
                continue
            }
            column.siblings[name] = position
            checkTypes(of: name, typeName(of: source.columns[position]), in: column, line)
        }
    }

    /// A condition compares a column only with what its type can be.
    mutating func checkTypes(
        of name: String, _ type: String, in column: PlannedColumn, _ line: PlanLine
    ) {
        for (compared, literal) in column.condition?.comparisons ?? [] where compared == name {
            guard let mismatch = literal.mismatch(with: ColumnTypeClass(type)) else { continue }
            refuse(line, "\(column.reference): when: \(name) \(mismatch)")
        }
    }

    private func typeName(of column: PlanSource.Column) -> String {
        column.type ?? column.reference.flatMap { resolver.column($0)?.type } ?? "text"
    }

    func paddedWidths(_ column: PlannedColumn, _ source: PlanSource) -> [String: Int] {
        column.siblings.compactMapValues { position in
            let type = ColumnType(typeName(of: source.columns[position]))
            return type.isPadded ? type.width : nil
        }
    }

    private mutating func checkCondition(_ column: PlannedColumn, _ line: PlanLine) {
        switch column.transform {
        case .shuffle, .json:
            refuse(
                line,
                "\(column.reference): \(column.transform.name) takes whole columns; remove when")
        default: break
        }
        if column.isUnique && !line.allowsDuplicates {
            refuse(
                line,
                "\(column.reference) is unique, and a masked value may meet one that when leaves"
                    + " as it is; mask every row or say allow-duplicates = true")
        }
        let graph = resolver.graph
        let isReferenced = graph.referenced.values.contains(column.reference)
        if isReferenced || graph.referenced[column.reference] != nil {
            refuse(
                line,
                "\(column.reference) is part of a foreign key, whose other side doesn't know the"
                    + " row that when asks for; mask every row")
        }
        if column.otherwise == .null && !column.isNullable {
            refuse(line, "\(column.reference) takes no NULL; use otherwise = \"redact\"")
        }
    }

    /// What people should know of a column's transform before they run the plan.
    func notes(on column: PlannedColumn) -> [String] {
        switch column.transform {
        case .hash(let length) where length < MaskTransform.fullHashLength:
            let odds = CollisionOdds(bits: length * 4, rows: expectedRows(of: column))
            return ["\(column.reference): a hash cut to \(length) digits: \(odds.text)"]
        case .template(let template) where template.bits > 0 && template.bits < 128:
            let odds = CollisionOdds(bits: template.bits, rows: expectedRows(of: column))
            return ["\(column.reference): the template's draws: \(odds.text)"]
        case .shuffle(let window):
            return [
                "\(column.reference): shuffled within \(window) rows: every value stays in the"
                    + " export, only its row is hidden"
            ]
        default: return []
        }
    }

    /// Rows to reckon with: what the plan expects, what a whole scan counted, else a million.
    private func expectedRows(of column: PlannedColumn) -> Int {
        resolver.file.expectedRows ?? resolver.rowCount(beside: column.reference) ?? 1_000_000
    }
}

extension PlannedColumn {
    /// The columns of the row that condition and template name.
    var siblingNames: Set<String> {
        var names = condition?.columns ?? []
        if case .template(let template) = transform { names.formUnion(template.columns) }
        return names
    }
}
