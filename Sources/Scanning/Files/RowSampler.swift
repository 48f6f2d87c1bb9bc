internal import Primitives

/// Keeps a uniform sample of the rows of a stream, in stream order.
///
/// Every row gets a hash of seed and position; the rows with the smallest hashes are the sample
/// (bottom-k sampling). So the result depends on seed and rows alone, never on how the stream was
/// cut, and at most twice the wanted rows are in memory.
struct RowSampler {
    private let rowLimit: Int
    private let seed: UInt64
    private let cellByteLimit: Int
    private var rows: RowBatch
    private var hashes: [UInt64] = []
    private var threshold = UInt64.max
    /// Rows offered so far.
    private(set) var rowCount = 0

    /// - Parameter rowLimit: rows to keep; `nil` keeps all of them.
    init(columnCount: Int, rowLimit: Int?, seed: Int, cellByteLimit: Int = 8192) {
        self.rowLimit = rowLimit ?? Int.max / 4
        self.seed = UInt64(bitPattern: Int64(seed))
        self.cellByteLimit = cellByteLimit
        rows = RowBatch(columnCount: columnCount)
    }

    /// Offers the rows of a batch, which follow those offered before.
    mutating func offer(_ batch: RowBatch) {
        for row in 0..<batch.rowCount {
            let hash = SeededGenerator.mixed(seed &+ UInt64(rowCount) &* 0x9E37_79B9_7F4A_7C15)
            rowCount += 1
            guard hash <= threshold else { continue }
            hashes.append(hash)
            for column in batch.columns.indices {
                Self.append(batch.columns[column], row, to: &rows.columns[column], cellByteLimit)
            }
            if hashes.count >= rowLimit * 2 { thin() }
        }
    }

    /// Offers one row of a single column.
    mutating func offer(_ cell: Span<UInt8>) {
        let hash = SeededGenerator.mixed(seed &+ UInt64(rowCount) &* 0x9E37_79B9_7F4A_7C15)
        rowCount += 1
        guard hash <= threshold else { return }
        hashes.append(hash)
        rows.columns[0].append(cell.extracting(0..<min(cell.count, cellByteLimit)))
        if hashes.count >= rowLimit * 2 { thin() }
    }

    /// The sample, exactly `rowLimit` rows of a longer stream.
    mutating func finish() -> RowBatch {
        if hashes.count > rowLimit { thin() }
        return rows
    }

    /// Drops all rows but the `rowLimit` of the smallest hashes.
    private mutating func thin() {
        threshold = hashes.sorted()[rowLimit - 1]
        var kept = RowBatch(columnCount: rows.columns.count)
        for column in rows.columns.indices {
            for row in hashes.indices where hashes[row] <= threshold {
                Self.append(rows.columns[column], row, to: &kept.columns[column], Int.max)
            }
        }
        rows = kept
        hashes.removeAll { $0 > threshold }
    }

    private static func append(
        _ cells: CellBatch, _ row: Int, to kept: inout CellBatch, _ byteLimit: Int
    ) {
        if cells.isNull(row) {
            kept.appendNull()
            return
        }
        cells.withCell(row) { cell in
            var end = min(cell.count, byteLimit)
            // A cut never splits a UTF-8 character.
            while end < cell.count, end > 0, cell[end] & 0xC0 == 0x80 { end -= 1 }
            kept.append(cell.extracting(0..<end))
        }
    }
}
