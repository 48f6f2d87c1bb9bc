internal import Primitives

/// One column with its keys derived: masks whole batches.
struct CompiledColumn: Sendable {
    let plan: PlannedColumn
    let type: ColumnType
    let redaction: Redaction
    let direction: MaskDirection
    /// Judges what comes from elsewhere.
    let written: TypedText?
    let work: ColumnWork

    /// Masks a batch; `output` is empty before. Cells that `notes.unfit` names are redacted.
    ///
    /// - Parameter row: what else of the rows the transform reads.
    func mask(
        _ cells: CellBatch, row: RowContext = RowContext(), into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        let isTrimmed = type.isPadded && plan.transform.replacesCells
        try work.mask(
            isTrimmed ? cells.withoutPadding() : cells, in: self, row: row,
            into: &output, notes: &notes, scratch: &scratch)
        redactMistyped(&output, notes: &notes)
        guard let width = type.width, !plan.transform.keepsWidth else { return }
        if case .spans = work {
            output.cut(to: width)
        } else {
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

    /// The same for the transforms that draw under keys.
    func run(
        _ transform: some DrawingTransform, _ cells: CellBatch, into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) {
        transform.mask(
            cells, redaction: redaction, into: &output, notes: &notes, draws: &scratch.draws)
    }

    /// The same for the transforms that take whole batches and have an inverse; what they can't
    /// take has its format wrong.
    func run(
        _ transform: some ReversibleTransform, _ cells: CellBatch,
        into output: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) {
        var unfit: [Int] = []
        transform.transform(
            cells, direction.cipherDirection, into: &output, scratch: &scratch.formatPreserving
        ) { row, output in
            redaction.append(to: &output)
            unfit.append(row)
        }
        if direction.keepsRedactions { keepRedactions(of: cells, in: &output, &unfit) }
        notes.unfit += unfit.map { UnfitNote(row: $0, reason: .format) }
    }

    /// Cells that were redacted when they were masked have no value to bring back and stay.
    private func keepRedactions(
        of cells: CellBatch, in output: inout CellBatch, _ unfit: inout [Int]
    ) {
        guard let bytes = redaction.bytes else { return }
        let redacted = (0..<cells.count).filter { row in
            !cells.isNull(row) && cells.bytes[cells.range(row)].elementsEqual(bytes)
        }
        guard !redacted.isEmpty else { return }
        redaction.replace(redacted, in: &output)
        unfit.removeAll(where: redacted.contains)
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
        let (unchanged, empty) = CellComparison.countEqual(input, output)
        let present = input.count - input.nullCount - empty
        if plan.replacesCells {
            tally.masked = max(0, present - notes.unfit.count)
            tally.fixedPoints = unchanged
        } else {
            tally.masked = present - unchanged
        }
        return tally
    }

    /// Redacts values that the type doesn't take.
    private func redactMistyped(_ output: inout CellBatch, notes: inout CellNotes) {
        guard let written else { return }
        let unfit = Set(notes.unfit.map(\.row))
        let wrong = (0..<output.count).filter { row in
            !output.isNull(row) && !output.range(row).isEmpty && !unfit.contains(row)
                && !output.withCell(row, written.isValue)
        }
        guard !wrong.isEmpty else { return }
        redaction.replace(wrong, in: &output)
        notes.unfit.append(contentsOf: wrong.map { UnfitNote(row: $0, reason: .type) })
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
    /// The cells without the blanks at their ends.
    func withoutPadding() -> CellBatch {
        var trimmed = CellBatch(cellCapacity: count, byteCapacity: bytes.count)
        for row in 0..<count {
            if isNull(row) {
                trimmed.appendNull()
                continue
            }
            withCell(row) { cell in
                var end = cell.count
                while end > 0, cell[end - 1] == 0x20 { end -= 1 }
                trimmed.append(cell.extracting(0..<end))
            }
        }
        return trimmed
    }

    /// Cuts every cell to so many characters: text that spans made longer than its column.
    mutating func cut(to width: Int) {
        guard (0..<count).contains(where: { range($0).count > width }) else { return }
        var cut = CellBatch(cellCapacity: count, byteCapacity: bytes.count)
        for row in 0..<count {
            if isNull(row) {
                cut.appendNull()
            } else {
                withCell(row) { cut.append($0.extracting(0..<$0.end(ofCharacters: width))) }
            }
        }
        self = cut
    }
}

extension Span<UInt8> {
    /// Where the first `limit` Unicode scalars of UTF-8 text end.
    fileprivate func end(ofCharacters limit: Int) -> Int {
        var characters = 0
        for index in indices where self[index] & 0xC0 != 0x80 {
            if characters == limit { return index }
            characters += 1
        }
        return count
    }

    /// Unicode scalars of UTF-8 text: bytes that aren't continuations.
    var characterCount: Int {
        var count = 0
        for index in indices where self[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
