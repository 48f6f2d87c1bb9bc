internal import Primitives

/// What a column's transform reads of its rows beside its own cells.
struct RowContext: Sendable {
    /// The number of the batch's first row in the source, from 0.
    var first = 0
    /// The cells of `PlannedColumn.entityColumn`.
    var entities: CellBatch?
    /// What the columns that a template names were masked to, by name.
    var masked: [String: CellBatch] = [:]
    /// The source cells of the columns that a document's paths read, by position in the plan.
    var siblings: [Int: CellBatch] = [:]

    /// The same for some of the rows.
    func gathering(_ rows: [Int]) -> RowContext {
        RowContext(
            first: first, entities: entities?.gathering(rows),
            masked: masked.mapValues { $0.gathering(rows) },
            siblings: siblings.mapValues { $0.gathering(rows) })
    }
}
