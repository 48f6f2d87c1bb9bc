internal import Primitives

/// One worker's space for `VerificationRecorder`: what the current batch adds.
package struct RecorderScratch: ~Copyable, Sendable {
    /// Only what the current batch saw.
    private(set) var records: [ColumnRecord]
    private var buffer = FoldBuffer()
    /// Fingerprints recently inserted, by column and low bits, so that repetitions cost nothing.
    private var recent: [UInt64]
    private var thresholds: [UInt64]
    private let forms: [CellForm?]
    private var templates = CellTemplates()
    /// Fingerprints of the batch's source values by column, repetitions mostly left out.
    private(set) var candidates: [[UInt64]]
    private static let recentPerColumn = 256

    init(records: [ColumnRecord], forms: [CellForm?]) {
        self.records = records
        self.forms = forms
        candidates = [[UInt64]](repeating: [], count: records.count)
        recent = [UInt64](repeating: 0, count: records.count * Self.recentPerColumn)
        thresholds = [UInt64](repeating: .max, count: records.count)
    }

    /// Forgets the batch; the recorder's threshold rejects from now on.
    mutating func reset(_ index: Int, threshold: UInt64) {
        records[index].clear()
        candidates[index].removeAll(keepingCapacity: true)
        thresholds[index] = threshold
    }

    /// Takes note of a column, or of a document's leaves of one path.
    mutating func observe(
        _ index: Int, source: CellBatch, output: CellBatch?, key: FingerprintKey
    ) {
        records[index].rows += source.count
        records[index].sourceNulls += source.nullCount
        if let output {
            precondition(output.count == source.count, "masking keeps the number of cells")
            records[index].outputNulls += output.nullCount
            records[index].outputDigest &+= CellDigest.sum(output, key)
        }
        guard records[index].isSketched else { return }
        sketch(index, source, key)
        if let output { countFixedPoints(index, source, output, key) }
        if let form = forms[index] { countForms(index, form, source, output, key) }
    }

    private mutating func countForms(
        _ index: Int, _ form: CellForm, _ source: CellBatch, _ output: CellBatch?,
        _ key: FingerprintKey
    ) {
        records[index].sourceFormed += form.count(in: source)
        guard let output else { return }
        if form == .template {
            records[index].outputFormed += templates.countEqual(source, output)
            records[index].outputTemplates &+= templates.sum(output, key)
        } else {
            records[index].outputFormed += form.count(in: output)
        }
    }

    /// Fingerprints of the source values. A measured loop: about 30 ns a 15-byte cell.
    private mutating func sketch(_ index: Int, _ source: CellBatch, _ key: FingerprintKey) {
        var found: [UInt64] = []
        var shapes: [Int] = []
        swap(&found, &candidates[index])
        swap(&shapes, &records[index].shapeCells)
        var (digitLengths, letterLengths) = (UInt64(0), UInt64(0))
        let threshold = thresholds[index]
        let slots = index * Self.recentPerColumn
        let offsets = source.offsets
        unsafe source.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var start = 0
            for row in 0..<source.count {
                let end = Int(offsets[row + 1])
                defer { start = end }
                if start == end { continue }
                let folded = unsafe buffer.fold(base + start, end - start)
                if folded.count == 0 { continue }
                shapes[folded.shapeHalfBits] += 1
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
                found.append(fingerprint)
            }
        }
        swap(&found, &candidates[index])
        swap(&shapes, &records[index].shapeCells)
        records[index].digitLengths |= digitLengths
        records[index].letterLengths |= letterLengths
    }

    /// Cells that came out as they went in.
    private mutating func countFixedPoints(
        _ index: Int, _ source: CellBatch, _ output: CellBatch, _ key: FingerprintKey
    ) {
        let offsets = source.offsets
        unsafe source.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            CellComparison.forEachEqual(source, output) { row, count in
                if count == 0 { return }
                let folded = unsafe buffer.fold(base + Int(offsets[row]), count)
                if folded.count == 0 { return }
                records[index].fixedCells += 1
                records[index].fixedPoints.insert(
                    unsafe key.fingerprint(folded.bytes, folded.count))
            }
        }
    }
}
