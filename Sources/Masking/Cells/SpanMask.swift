internal import Detection
internal import Primitives

/// Masks what the span finder recognises inside cells, and leaves the rest as it is.
///
/// Serves free text (`text`) and the keep guard, which passes cells of shapes that the sample
/// showed unsearched. Spans of one label are gathered over the whole batch, masked as a column of
/// that label would be and put back in place, so a value has one surrogate in columns, in texts and
/// within one document.
struct SpanMask: Sendable {
    /// How finds of each rule are masked; by `TextSpan.rule`.
    enum Policy: Sendable {
        case leave
        case redact
        case mask(CompiledColumn)
    }

    struct Guard: Sendable {
        /// `ValueShape` hashes of cells that needn't be searched; `nil` searches every cell.
        var knownShapes: Set<UInt64>?
    }

    let finder: SpanFinder
    let policies: [Policy]
    /// Set for a kept column.
    let guarding: Guard?

    private struct Find {
        var row: Int
        var span: TextSpan
        /// Where the masked span lies in its rule's batch.
        var cell: Int
    }

    /// See `CompiledColumn.mask`. A cell whose search hit a limit is redacted whole.
    func mask(
        _ cells: CellBatch, in column: CompiledColumn, into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        var batches = [CellBatch?](repeating: nil, count: policies.count)
        var finds: [Find] = []
        for row in 0..<cells.count where !cells.isNull(row) {
            cells.withCell(row) { cell in
                search(cell, row: row, &finds, &batches, &notes, &scratch)
            }
        }
        if finds.isEmpty && notes.unfit.isEmpty {
            output = cells
            return
        }
        for rule in batches.indices {
            guard case .mask(let label) = policies[rule], let spans = batches[rule] else {
                continue
            }
            var masked = CellBatch(cellCapacity: spans.count)
            var spanNotes = CellNotes()
            try label.mask(spans, into: &masked, notes: &spanNotes, scratch: &scratch)
            notes.maskedSpans += spans.count - spanNotes.unfit.count
            notes.redactedSpans += spanNotes.unfit.count
            batches[rule] = masked
        }
        assemble(cells, finds, batches, column.redaction, into: &output, notes: &notes)
    }

    private func search(
        _ cell: Span<UInt8>, row: Int, _ finds: inout [Find], _ batches: inout [CellBatch?],
        _ notes: inout CellNotes, _ scratch: inout MaskScratch
    ) {
        if cell.isEmpty { return }
        if let known = guarding?.knownShapes, known.contains(ValueShape.hash(cell)) { return }
        let finding = finder.find(in: cell, scratch: &scratch.detection)
        if finding.isUndecided {
            notes.unfit.append(UnfitNote(row: row, reason: .undecided))
            return
        }
        let before = finds.count
        for span in finding.spans {
            switch policies[span.rule] {
            case .leave: continue
            case .redact:
                finds.append(Find(row: row, span: span, cell: 0))
                notes.redactedSpans += 1
            case .mask:
                var batch = batches[span.rule] ?? CellBatch()
                batches[span.rule] = nil
                finds.append(Find(row: row, span: span, cell: batch.count))
                batch.append(cell.extracting(span.start..<span.end))
                batches[span.rule] = batch
            }
        }
        if guarding != nil, finds.count > before { notes.guardHits += 1 }
    }

    private func assemble(
        _ cells: CellBatch, _ finds: [Find], _ masked: [CellBatch?], _ redaction: Redaction,
        into output: inout CellBatch, notes: inout CellNotes
    ) {
        let undecided = Set(notes.unfit.map(\.row))
        var next = 0
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
                continue
            }
            if undecided.contains(row) {
                redaction.append(to: &output)
                continue
            }
            output.appendCell { bytes in
                cells.withCell(row) { cell in
                    var position = 0
                    while next < finds.count, finds[next].row == row {
                        let find = finds[next]
                        bytes.append(cell.extracting(position..<find.span.start))
                        Self.append(find, masked[find.span.rule], to: &bytes)
                        position = find.span.end
                        next += 1
                    }
                    bytes.append(cell.extracting(position..<cell.count))
                }
            }
        }
    }

    /// The masked span; `[REDACTED]` where its transform has none or gave NULL.
    private static func append(_ find: Find, _ masked: CellBatch?, to bytes: inout [UInt8]) {
        if let masked, !masked.isNull(find.cell) {
            masked.withCell(find.cell) { bytes.append($0) }
        } else {
            bytes.append(contentsOf: Redaction.text.utf8)
        }
    }
}
