internal import Primitives

/// One column with its keys derived: masks whole batches.
struct CompiledColumn: Sendable {
    let plan: PlannedColumn
    let type: ColumnType
    let redaction: Redaction
    let work: ColumnWork

    /// Masks a batch; `output` is empty before. Cells that `notes.unfit` names are redacted.
    ///
    /// - Parameter siblings: the cells of `plan.entityColumn`, row by row.
    func mask(
        _ cells: CellBatch, siblings: CellBatch?, into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        try work.mask(
            cells, in: self, siblings: siblings, into: &output, notes: &notes, scratch: &scratch)
        if let width = type.width, !plan.transform.keepsWidth, plan.transform.replacesCells {
            redactWider(than: width, &output, notes: &notes)
        }
    }

    /// Runs one transform over the cells with this column's redaction.
    func run(
        _ transform: some CellTransform, _ cells: CellBatch, into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) {
        transform.mask(
            cells, redaction: redaction, into: &output, notes: &notes,
            workspace: &scratch.workspace)
    }

    /// The same for the transforms that take whole batches; what they can't take has their format
    /// wrong.
    func run(
        _ transform: some FormatPreservingTransform, _ cells: CellBatch,
        into output: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) {
        transform.mask(cells, into: &output, scratch: &scratch.formatPreserving) { row, output in
            redaction.append(to: &output)
            notes.unfit.append(UnfitNote(row: row, reason: .format))
        }
    }

    /// What became of the cells of one batch.
    func tally(of input: CellBatch, _ output: CellBatch, notes: CellNotes) -> ColumnTally {
        var tally = ColumnTally()
        tally.rows = input.count
        tally.nulls = input.nullCount
        tally.guardHits = notes.guardHits
        tally.maskedSpans = notes.maskedSpans
        tally.redactedSpans = notes.redactedSpans
        for note in notes.unfit { tally.countUnfit(note.reason) }
        if case .keep = work { return tally }
        var unchanged = 0
        var empty = 0
        for row in 0..<input.count where !input.isNull(row) {
            if input.range(row).isEmpty && output.range(row).isEmpty && !output.isNull(row) {
                empty += 1
            } else if !output.isNull(row), input.isEqual(row, to: output) {
                unchanged += 1
            }
        }
        let present = input.count - input.nullCount - empty
        if plan.transform.replacesCells {
            tally.masked = max(0, present - notes.unfit.count)
            tally.fixedPoints = unchanged
        } else {
            tally.masked = present - unchanged
        }
        return tally
    }

    /// Redacts values of more characters than the type holds.
    private func redactWider(
        than width: Int, _ output: inout CellBatch, notes: inout CellNotes
    ) {
        var unfit = Set(notes.unfit.map(\.row))
        var wide: [Int] = []
        for row in 0..<output.count where output.range(row).count > width {
            let isWide = output.withCell(row) { $0.characterCount > width }
            if isWide, unfit.insert(row).inserted { wide.append(row) }
        }
        guard !wide.isEmpty else { return }
        redaction.replace(wide, in: &output)
        notes.unfit.append(contentsOf: wide.map { UnfitNote(row: $0, reason: .width) })
    }
}

extension CellBatch {
    /// Whether two batches have the same bytes in a row; NULL flags aside.
    func isEqual(_ row: Int, to other: CellBatch) -> Bool {
        guard range(row).count == other.range(row).count else { return false }
        return withCell(row) { mine in
            other.withCell(row) { theirs in
                for index in mine.indices where mine[index] != theirs[index] { return false }
                return true
            }
        }
    }
}

extension Span<UInt8> {
    /// Unicode scalars of UTF-8 text: bytes that aren't continuations.
    var characterCount: Int {
        var count = 0
        for index in indices where self[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
