package import Detection
internal import Primitives

/// What one worker needs to mask batches, and the counts it has made; not shared between threads.
package struct MaskScratch: ~Copyable {
    /// Counts since the scratch was made or `tally` was last reset.
    package var tally: MaskTally
    /// For the span finder, which other stages of the same worker may use too.
    package var detection = DetectionScratch()
    var formatPreserving = FormatPreservingScratch()
    var draws = KeyedDraws()
    /// The running external commands of this worker, by column.
    var externals: [ColumnReference: any ExternalFilter] = [:]
    /// Bytes of one cell in canonical form; any content between cells.
    var workspace: [UInt8] = []

    init(columnCount: Int) {
        tally = MaskTally(columnCount: columnCount)
        workspace.reserveCapacity(512)
    }
}
