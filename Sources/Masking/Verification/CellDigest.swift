internal import Primitives

/// Digests of whole batches of output cells.
enum CellDigest {
    /// The sum over all cells that aren't NULL; the order of the cells doesn't matter.
    static func sum(_ cells: CellBatch, _ key: FingerprintKey) -> UInt128 {
        let offsets = cells.offsets
        let hasNulls = cells.nullCount > 0
        // Why: a batch of empty cells may have no memory, yet its cells count.
        let bytes = cells.bytes.isEmpty ? [0] : cells.bytes
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            var sum: UInt128 = 0
            guard let base = bytes.baseAddress else { return 0 }
            var start = 0
            for row in 0..<cells.count {
                let end = Int(offsets[row + 1])
                if !hasNulls || end > start || !cells.isNull(row) {
                    sum &+= unsafe key.digest(base + start, end - start)
                }
                start = end
            }
            return sum
        }
    }
}
