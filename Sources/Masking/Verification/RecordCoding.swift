/// Writes column records as little-endian numbers, counts before what they count.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    /// Forgets what was written and keeps the storage.
    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func append(_ column: ColumnRecord) {
        append(UInt32(column.reference.utf8.count))
        bytes.append(contentsOf: column.reference.utf8)
        append(UInt8(column.isSketched ? 1 : 0))
        let counts = [
            column.rows, column.sourceNulls, column.outputNulls, column.fixedCells,
            column.sourceFormed, column.outputFormed,
        ]
        for count in counts { append(UInt64(count)) }
        append(column.outputDigest)
        append(column.outputTemplates)
        append(column.digitLengths)
        append(column.letterLengths)
        for count in column.shapeCells { append(UInt64(count)) }
        append(column.fixedPoints)
        append(column.sketch)
    }

    private mutating func append(_ sketch: ColumnSketch) {
        append(UInt32(sketch.capacity))
        append(sketch.threshold)
        append(UInt32(sketch.fingerprints.count))
        for fingerprint in sketch.fingerprints { append(fingerprint) }
    }
}

/// Reads what `RecordWriter` wrote; every count is held against the bytes that are left.
struct RecordReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func next<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard bytes.count - position >= size else { return nil }
        var number: Number = 0
        for index in (0..<size).reversed() {
            number = size == 1 ? 0 : number << 8
            number |= Number(truncatingIfNeeded: bytes[position + index])
        }
        position += size
        return number
    }

    /// A count that fits the rest of the bytes, each thing taking `size` of them.
    private mutating func nextCount(of size: Int) -> Int? {
        guard let count = next(UInt32.self), Int(count) <= (bytes.count - position) / size else {
            return nil
        }
        return Int(count)
    }

    private mutating func nextInteger() -> Int? { next(UInt64.self).flatMap { Int(exactly: $0) } }

    mutating func nextColumn() -> ColumnRecord? {
        guard let length = nextCount(of: 1) else { return nil }
        let reference = String(decoding: bytes[position..<position + length], as: UTF8.self)
        position += length
        guard let flag = next(UInt8.self), flag <= 1, let rows = nextInteger(),
            let sourceNulls = nextInteger(), let outputNulls = nextInteger(),
            let fixedCells = nextInteger(), let sourceFormed = nextInteger(),
            let outputFormed = nextInteger(), let digest = next(UInt128.self),
            let templates = next(UInt128.self),
            let digitLengths = next(UInt64.self), let letterLengths = next(UInt64.self)
        else { return nil }
        var column = ColumnRecord(
            reference: reference, isSketched: flag == 1, sketchCapacity: 2)
        (column.rows, column.fixedCells) = (rows, fixedCells)
        (column.sourceNulls, column.outputNulls) = (sourceNulls, outputNulls)
        (column.sourceFormed, column.outputFormed) = (sourceFormed, outputFormed)
        (column.outputDigest, column.outputTemplates) = (digest, templates)
        (column.digitLengths, column.letterLengths) = (digitLengths, letterLengths)
        for index in column.shapeCells.indices {
            guard let count = nextInteger() else { return nil }
            column.shapeCells[index] = count
        }
        guard let fixedPoints = nextSketch(), let sketch = nextSketch() else { return nil }
        column.fixedPoints = fixedPoints
        column.sketch = sketch
        return column
    }

    private mutating func nextSketch() -> ColumnSketch? {
        guard let capacity = next(UInt32.self),
            capacity <= VerificationRecorder.maximumSketchCapacity,
            let threshold = next(UInt64.self), let count = nextCount(of: 8)
        else { return nil }
        var fingerprints: [UInt64] = []
        fingerprints.reserveCapacity(count)
        for _ in 0..<count {
            guard let fingerprint = next(UInt64.self) else { return nil }
            fingerprints.append(fingerprint)
        }
        return ColumnSketch(capacity: Int(capacity), sorted: fingerprints, threshold: threshold)
    }
}
