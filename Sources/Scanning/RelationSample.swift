internal import Postgres
internal import Primitives

/// The cells read from one relation.
struct RelationSample: Sendable {
    var relation: RelationSchema
    var plan: SamplePlan
    var pageCount: Int
    /// The plan's columns, row-aligned.
    var rows: RowBatch
    var byteCount: Int
    var milliseconds: Int
    /// What the server's statistics hold of plain columns, by name.
    var statistics: [String: CellBatch] = [:]
    /// Why no row could be read, of a sample that holds statistics alone.
    var failure: PostgresError?
}
