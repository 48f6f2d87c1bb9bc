internal import Primitives

/// A cell that its transform can't take; caught where the cell is redacted and counted.
struct UnfitCell: Error, Sendable {
    let reason: UnfitReason

    init(_ reason: UnfitReason) { self.reason = reason }
}

/// A transform that rewrites one cell at a time.
///
/// `mask` is called for cells that are neither NULL nor empty and may only append to `output`; what
/// it appended before throwing is dropped. `workspace` is scratch of any content.
protocol CellTransform: Sendable {
    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell)
}

extension CellTransform {
    /// Masks a whole column: NULL stays NULL, empty stays empty, an unfit cell is redacted.
    func mask(
        _ cells: CellBatch, redaction: Redaction, into output: inout CellBatch,
        notes: inout CellNotes, workspace: inout [UInt8]
    ) {
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
                continue
            }
            do throws(UnfitCell) {
                try output.appendCell { (bytes) throws(UnfitCell) in
                    try cells.withCell(row) { (cell) throws(UnfitCell) in
                        if cell.isEmpty { return }
                        try mask(cell, row: row, workspace: &workspace, into: &bytes)
                    }
                }
            } catch {
                redaction.append(to: &output)
                notes.unfit.append(UnfitNote(row: row, reason: error.reason))
            }
        }
    }
}

/// A cell that was redacted and why.
struct UnfitNote: Sendable {
    var row: Int
    var reason: UnfitReason
}

/// What happened to one batch of cells, for the caller to count or refuse.
struct CellNotes: Sendable {
    var unfit: [UnfitNote] = []
    /// Kept cells in which the guard masked something.
    var guardHits = 0
    /// Spans of text masked by their label's transform, and redacted for want of a better way.
    var maskedSpans = 0
    var redactedSpans = 0

    mutating func removeAll() {
        unfit.removeAll(keepingCapacity: true)
        guardHits = 0
        maskedSpans = 0
        redactedSpans = 0
    }
}
