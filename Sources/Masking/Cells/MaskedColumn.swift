internal import Primitives

/// A column of a plan with its condition: which rows its transform is for and what the others get.
struct MaskedColumn: Sendable {
    /// The column as its transform masks it.
    let main: CompiledColumn
    /// Rows that the condition doesn't take; `nil` without a condition.
    private let other: CompiledColumn?
    private let isUnmasking: Bool

    init(
        _ column: PlannedColumn, _ compiler: ColumnCompiler, _ direction: MaskDirection
    ) throws(MaskingError) {
        main = try compiler.compile(column)
        isUnmasking = direction.isUnmasking
        guard column.condition != nil else {
            other = nil
            return
        }
        var rest = column
        rest.transform =
            switch column.otherwise {
            case .redact: .redact
            case .null: .null
            case .keep: .keep(unguardedReason: nil)
            }
        other = try compiler.compile(rest)
    }

    /// Positions of the columns that have to be done before: those a template takes the masked
    /// values of and, when unmasking, those whose source values decide.
    var needsResults: Set<Int> {
        let plan = main.plan
        if isUnmasking {
            return Set(plan.siblings.values).union(plan.entityColumn.map { [$0] } ?? [])
        }
        return Set(templateColumns.values)
    }

    private var templateColumns: [String: Int] {
        guard case .template(let template) = main.plan.transform else { return [:] }
        return main.plan.siblings.filter { template.columns.contains($0.key) }
    }

    /// Masks column `index` of a batch into `masked`, which is empty; see `RowMasker.mask`.
    ///
    /// - Parameter output: what has been done of the batch so far.
    func mask(
        _ index: Int, of input: borrowing RowBatch, firstRow: Int,
        beside output: borrowing RowBatch, into masked: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        var row = RowContext(first: firstRow)
        // Why: what decided when masking were source values, which unmasking writes to the output.
        row.entities = main.plan.entityColumn.map {
            isUnmasking ? output.columns[$0] : input.columns[$0]
        }
        for (name, position) in templateColumns { row.masked[name] = output.columns[position] }
        let cells = input.columns[index]
        guard let condition = main.plan.condition, let other else {
            return try main.mask(
                cells, row: row, into: &masked, notes: &notes, scratch: &scratch)
        }
        let siblings = main.plan.siblings
        let taken =
            isUnmasking
            ? condition.rows(of: output, at: siblings) : condition.rows(of: input, at: siblings)
        var parts: [CellBatch] = []
        for (column, wanted) in [(main, true), (other, false)] {
            let rows = taken.indices.filter { taken[$0] == wanted }
            var part = CellBatch(cellCapacity: rows.count)
            var partNotes = CellNotes()
            try column.mask(
                cells.gathering(rows), row: row.gathering(rows), into: &part, notes: &partNotes,
                scratch: &scratch)
            notes.add(partNotes, rows: rows)
            parts.append(part)
        }
        Self.merge(parts[0], parts[1], taken, into: &masked)
    }

    private static func merge(
        _ taken: CellBatch, _ left: CellBatch, _ isTaken: [Bool], into output: inout CellBatch
    ) {
        var (next, nextLeft) = (0, 0)
        for isTaken in isTaken {
            if isTaken {
                output.append(contentsOf: taken, rows: next..<next + 1)
                next += 1
            } else {
                output.append(contentsOf: left, rows: nextLeft..<nextLeft + 1)
                nextLeft += 1
            }
        }
    }
}

extension CellNotes {
    /// Adds the notes on some of the rows, whose numbers in the batch are given.
    mutating func add(_ part: CellNotes, rows: [Int]) {
        unfit += part.unfit.map { UnfitNote(row: rows[$0.row], reason: $0.reason) }
        guardHits += part.guardHits
        maskedSpans += part.maskedSpans
        redactedSpans += part.redactedSpans
    }
}
