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
}
