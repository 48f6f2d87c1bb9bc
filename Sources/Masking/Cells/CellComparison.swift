internal import Primitives

/// Compares two batches of one length cell by cell: a loop over every masked cell of every run.
///
/// Pointers stay in this file: eight bytes at a time took 4 ns a cell where spans took 15.
enum CellComparison {
    /// How many cells have bytes and the same in both, and how many are empty in both; cells that
    /// are NULL in either aren't counted.
    static func countEqual(_ left: CellBatch, _ right: CellBatch) -> (equal: Int, empty: Int) {
        var (equal, empty) = (0, 0)
        forEachEqual(left, right) { row, count in
            if count > 0 {
                equal += 1
            } else if !left.isNull(row) && !right.isNull(row) {
                empty += 1
            }
        }
        return (equal, empty)
    }

    /// Whether two batches have the same bytes in a row; NULL flags aside.
    static func isEqual(_ left: CellBatch, _ right: CellBatch, row: Int) -> Bool {
        let (mine, theirs) = (left.range(row), right.range(row))
        guard mine.count == theirs.count else { return false }
        return unsafe left.bytes.withUnsafeBytes { left in
            unsafe right.bytes.withUnsafeBytes { right in
                unsafe isEqual(left, mine.lowerBound, right, theirs.lowerBound, mine.count)
            }
        }
    }

    /// Calls `body` with the row and byte count of every cell whose bytes are the same in both.
    @inline(__always)
    static func forEachEqual(
        _ left: CellBatch, _ right: CellBatch, _ body: (Int, Int) -> Void
    ) {
        precondition(left.count == right.count)
        let (before, after) = (left.offsets, right.offsets)
        unsafe left.bytes.withUnsafeBytes { mine in
            unsafe right.bytes.withUnsafeBytes { theirs in
                for row in 0..<left.count {
                    let (start, other) = (Int(before[row]), Int(after[row]))
                    let count = Int(before[row + 1]) - start
                    guard count == Int(after[row + 1]) - other else { continue }
                    if unsafe isEqual(mine, start, theirs, other, count) { body(row, count) }
                }
            }
        }
    }

    @inline(__always)
    private static func isEqual(
        _ left: UnsafeRawBufferPointer, _ start: Int, _ right: UnsafeRawBufferPointer, _ other: Int,
        _ count: Int
    ) -> Bool {
        var index = 0
        while index &+ 8 <= count {
            let mine = unsafe left.loadUnaligned(fromByteOffset: start + index, as: UInt64.self)
            let its = unsafe right.loadUnaligned(fromByteOffset: other + index, as: UInt64.self)
            if mine != its { return false }
            index &+= 8
        }
        while index < count {
            if unsafe left[start + index] != right[other + index] { return false }
            index &+= 1
        }
        return true
    }
}
