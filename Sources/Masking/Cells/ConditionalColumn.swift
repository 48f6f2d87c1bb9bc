internal import Primitives

/// A column, or a path of a document, and what becomes of the rows that its condition doesn't take.
struct ConditionalColumn: Sendable {
    /// As the transform masks it.
    let main: CompiledColumn
    /// Rows that the condition doesn't take; `nil` without a condition.
    private let other: CompiledColumn?

    /// One without a condition.
    init(_ main: CompiledColumn) { (self.main, other) = (main, nil) }

    init(
        _ column: PlannedColumn, _ compiler: ColumnCompiler,
        at place: ColumnCompiler.Place = .column
    ) throws(MaskingError) {
        main = try compiler.compile(column, at: place)
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
        other = try compiler.compile(rest, at: place)
    }

    /// Masks a batch into `masked`, which is empty; see `CompiledColumn.mask`.
    ///
    /// - Parameter taken: which cells the condition takes; read only where there is one.
    func mask(
        _ cells: CellBatch, taken: @autoclosure () -> [Bool], row: RowContext,
        into masked: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        guard let other else {
            return try main.mask(
                cells, row: row, into: &masked, notes: &notes, scratch: &scratch)
        }
        let taken = taken()
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
