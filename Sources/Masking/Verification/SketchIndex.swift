/// Finds a fingerprint among the sketches of all columns at once: open addressing, linear probing.
struct SketchIndex: Sendable {
    /// Where a fingerprint was found: an index into the columns the index was made from.
    typealias Hit = Int

    private var keys: [UInt64]
    private var columns: [UInt16]
    private let mask: Int
    /// Fingerprints above it are in no sketch.
    private let threshold: UInt64

    /// - Parameter neutral: fingerprints to leave out: redactions and constants are no survivors.
    /// - Precondition: fewer than 65,535 columns.
    init(_ records: [ColumnRecord], neutral: Set<UInt64>) {
        let count = records.reduce(0) { $0 + $1.sketch.fingerprints.count }
        var capacity = 64
        while capacity < count * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        columns = [UInt16](repeating: .max, count: capacity)
        mask = capacity - 1
        threshold = records.map { $0.isSketched ? $0.sketch.threshold : 0 }.max() ?? 0
        for (column, record) in records.enumerated() {
            for fingerprint in record.sketch.fingerprints where !neutral.contains(fingerprint) {
                insert(fingerprint, UInt16(column))
            }
        }
    }

    private mutating func insert(_ fingerprint: UInt64, _ column: UInt16) {
        var slot = Self.slot(fingerprint) & mask
        while columns[slot] != .max { slot = (slot + 1) & mask }
        keys[slot] = fingerprint
        columns[slot] = column
    }

    /// Calls `body` for every column whose sketch holds the fingerprint.
    @inline(__always)
    func forEachHit(_ fingerprint: UInt64, _ body: (Hit) -> Void) {
        guard fingerprint <= threshold else { return }
        var slot = Self.slot(fingerprint) & mask
        while columns[slot] != .max {
            if keys[slot] == fingerprint { body(Int(columns[slot])) }
            slot = (slot + 1) & mask
        }
    }

    /// Why: sketches hold the smallest fingerprints, so their high bits say little.
    @inline(__always)
    private static func slot(_ fingerprint: UInt64) -> Int {
        Int(truncatingIfNeeded: (fingerprint &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
}
