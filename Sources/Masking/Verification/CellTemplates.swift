internal import Primitives

/// The templates of cells: digits as 9, letters as A or a, bytes beyond ASCII all as one,
/// everything else itself.
struct CellTemplates: Sendable {
    private let table: [UInt8]
    private var buffer: [UInt8] = []

    init() {
        table = (UInt8.min...UInt8.max).map { byte in
            if byte.isDigit { return UInt8(ascii: "9") }
            guard byte.isLetter else { return min(byte, 0x80) }
            return byte.isUpper ? UInt8(ascii: "A") : UInt8(ascii: "a")
        }
    }

    /// The sum of the templates' digests; the order of the cells doesn't matter.
    mutating func sum(_ cells: CellBatch, _ key: FingerprintKey) -> UInt128 {
        var sum: UInt128 = 0
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            buffer.removeAll(keepingCapacity: true)
            for byte in cells.bytes[cells.range(row)] { buffer.append(table[Int(byte)]) }
            unsafe buffer.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                unsafe sum &+= key.digest(base, bytes.count)
            }
        }
        return sum
    }

    /// In how many rows both batches have a cell of one template.
    func countEqual(_ left: CellBatch, _ right: CellBatch) -> Int {
        var count = 0
        for row in 0..<min(left.count, right.count) where !left.range(row).isEmpty {
            guard left.range(row).count == right.range(row).count else { continue }
            let isEqual = left.withCell(row) { mine in
                right.withCell(row) { theirs in
                    for index in mine.indices
                    where table[Int(mine[index])] != table[Int(theirs[index])] { return false }
                    return true
                }
            }
            if isEqual { count += 1 }
        }
        return count
    }
}
