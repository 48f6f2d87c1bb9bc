package import Primitives

/// Lends the bytes of every column of a batch at once, for writers that go row by row.
package struct ColumnSpans {
    /// One column's flat bytes and offsets; valid within `ColumnSpans.lend` only.
    @unsafe package struct Column {
        package let bytes: UnsafeBufferPointer<UInt8>
        package let offsets: UnsafeBufferPointer<UInt32>
        package let nullBits: UnsafeBufferPointer<UInt64>

        /// Whether the cell is NULL.
        @inline(__always) package func isNull(_ row: Int) -> Bool {
            unsafe nullBits[row >> 6] & (1 << UInt64(row & 63)) != 0
        }

        /// The bytes of the cell.
        @inline(__always) package func cell(_ row: Int) -> UnsafeBufferPointer<UInt8> {
            let start = unsafe Int(offsets[row])
            let end = unsafe Int(offsets[row + 1])
            return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
        }
    }

    /// Calls `body` with every column of `batch`, which must not outlive the call.
    package static func lend<Result>(
        _ batch: RowBatch, _ body: ([Column]) -> Result
    ) -> Result {
        var columns: [Column] = unsafe []
        unsafe columns.reserveCapacity(batch.columns.count)
        return unsafe lend(batch.columns, &columns, body)
    }

    private static func lend<Result>(
        _ batches: [CellBatch], _ columns: inout [Column], _ body: ([Column]) -> Result
    ) -> Result {
        let index = unsafe columns.count
        guard index < batches.count else { return unsafe body(columns) }
        let batch = batches[index]
        return unsafe batch.bytes.withUnsafeBufferPointer { bytes in
            unsafe batch.offsets.withUnsafeBufferPointer { offsets in
                unsafe batch.nullBits.withUnsafeBufferPointer { nullBits in
                    let column = unsafe Column(bytes: bytes, offsets: offsets, nullBits: nullBits)
                    unsafe columns.append(column)
                    return unsafe lend(batches, &columns, body)
                }
            }
        }
    }
}
