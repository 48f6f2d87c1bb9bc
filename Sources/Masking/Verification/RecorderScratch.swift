internal import Primitives

/// One worker's space for `VerificationRecorder`: what the current batch adds.
package struct RecorderScratch: ~Copyable, Sendable {
    /// Only what the current batch saw.
    private(set) var records: [ColumnRecord]
    private var buffer = FoldBuffer()
    /// Fingerprints recently inserted, by column and low bits, so that repetitions cost nothing.
    private var recent: [UInt64]
    private var thresholds: [UInt64]
    private let neutral: Set<UInt64>
    private static let recentPerColumn = 256

    init(records: [ColumnRecord], neutral: Set<UInt64>) {
        self.records = records
        self.neutral = neutral
        recent = [UInt64](repeating: 0, count: records.count * Self.recentPerColumn)
        thresholds = [UInt64](repeating: .max, count: records.count)
    }

    /// Forgets the batch; the recorder's threshold rejects from now on.
    mutating func reset(_ index: Int, threshold: UInt64) {
        records[index].clear()
        thresholds[index] = threshold
    }

    mutating func observe(
        _ index: Int, source: CellBatch, output: CellBatch?, key: FingerprintKey
    ) {
        records[index].rows += source.count
        records[index].sourceNulls += source.nullCount
        if let output {
            precondition(output.count == source.count, "masking keeps the number of rows")
            records[index].outputNulls += output.nullCount
            records[index].outputDigest &+= CellDigest.sum(output, key)
        }
        guard records[index].isSketched else { return }
        sketch(index, source, key)
        if let output { countFixedPoints(index, source, output, key) }
    }

    private mutating func sketch(_ index: Int, _ source: CellBatch, _ key: FingerprintKey) {
        var candidates: [UInt64] = []
        var (digitLengths, letterLengths) = (UInt64(0), UInt64(0))
        let threshold = thresholds[index]
        let slots = index * Self.recentPerColumn
        unsafe source.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for row in 0..<source.count {
                let range = source.range(row)
                if range.isEmpty { continue }
                let folded = unsafe buffer.fold(base + range.lowerBound, range.count)
                if folded.count == 0 { continue }
                records[index].shapeCells[folded.shapeHalfBits] += 1
                let length = UInt64(1) << UInt64(min(63, folded.count))
                if folded.digits == folded.count {
                    digitLengths |= length
                } else {
                    letterLengths |= length
                }
                let fingerprint = unsafe key.fingerprint(folded.bytes, folded.count)
                let slot = slots + Int(truncatingIfNeeded: fingerprint & 255)
                if fingerprint > threshold || recent[slot] == fingerprint { continue }
                recent[slot] = fingerprint
                if neutral.contains(fingerprint) { continue }
                candidates.append(fingerprint)
            }
        }
        records[index].digitLengths |= digitLengths
        records[index].letterLengths |= letterLengths
        records[index].sketch.insert(candidates)
    }

    /// Cells that came out as they went in.
    private mutating func countFixedPoints(
        _ index: Int, _ source: CellBatch, _ output: CellBatch, _ key: FingerprintKey
    ) {
        unsafe source.bytes.withUnsafeBufferPointer { before in
            unsafe output.bytes.withUnsafeBufferPointer { after in
                for row in 0..<source.count {
                    let (old, new) = (source.range(row), output.range(row))
                    guard old.count == new.count, !old.isEmpty else { continue }
                    guard
                        unsafe Self.isEqual(
                            before, old.lowerBound, after, new.lowerBound, old.count)
                    else { continue }
                    guard let base = before.baseAddress else { continue }
                    let folded = unsafe buffer.fold(base + old.lowerBound, old.count)
                    if folded.count == 0 { continue }
                    records[index].fixedCells += 1
                    records[index].fixedPoints.insert(
                        unsafe key.fingerprint(folded.bytes, folded.count))
                }
            }
        }
    }

    @inline(__always) @unsafe
    private static func isEqual(
        _ left: UnsafeBufferPointer<UInt8>, _ leftStart: Int, _ right: UnsafeBufferPointer<UInt8>,
        _ rightStart: Int, _ count: Int
    ) -> Bool {
        for index in 0..<count
        where unsafe left[leftStart + index] != right[rightStart + index] {
            return false
        }
        return true
    }
}

/// Digests of whole batches of output cells.
enum CellDigest {
    /// The sum over all cells that aren't NULL; the order of the cells doesn't matter.
    static func sum(_ cells: CellBatch, _ key: FingerprintKey) -> UInt128 {
        var sum: UInt128 = 0
        let empty: [UInt8] = [0]
        unsafe cells.bytes.withUnsafeBufferPointer { bytes in
            unsafe empty.withUnsafeBufferPointer { nothing in
                guard let base = unsafe bytes.baseAddress ?? nothing.baseAddress else { return }
                for row in 0..<cells.count where !cells.isNull(row) {
                    let range = cells.range(row)
                    sum &+= unsafe key.digest(base + range.lowerBound, range.count)
                }
            }
        }
        return sum
    }
}
