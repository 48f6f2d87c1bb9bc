internal import Primitives

/// The distinct values of a batch in order of first sight, with their counts: bytes only.
///
/// NULL, empty and placeholder cells ("N/A") are left out; blanks around a value don't belong to
/// it. At most `limit` values are kept; rows with further ones are counted in `otherRows`.
struct DistinctValues {
    static let limit = 1_000

    private let cells: CellBatch
    private(set) var ranges: [Range<Int>] = []
    /// Rows that hold the value.
    private(set) var counts: [Int] = []
    /// Index of each row's value in `ranges`, in row order; rows without a kept value left out.
    private(set) var order: [Int32] = []
    /// Rows with a value.
    private(set) var rows = 0
    private(set) var otherRows = 0
    /// Rows of NULL, empty or placeholder cells.
    private(set) var missingRows = 0

    var count: Int { ranges.count }

    init(_ cells: CellBatch, missing: MissingWords = MissingWords()) {
        self.cells = cells
        var slots = [Int32](repeating: -1, count: 2_048)
        let bytes = cells.bytes.span
        order.reserveCapacity(cells.count)
        for row in 0..<cells.count {
            let range = Self.trimmed(cells.range(row), in: bytes)
            let value = bytes.extracting(range)
            if value.isEmpty || missing.contains(value) {
                missingRows += 1
                continue
            }
            rows += 1
            record(range, bytes, &slots)
        }
    }

    /// Lends the bytes of a distinct value.
    @inline(__always)
    func withValue<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let all = cells.bytes.span
        return body(all.extracting(ranges[index]))
    }

    private mutating func record(
        _ range: Range<Int>, _ bytes: Span<UInt8>, _ slots: inout [Int32]
    ) {
        let value = bytes.extracting(range)
        let hash = Self.hash(value)
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & 2_047
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if Self.isEqual(bytes.extracting(ranges[index]), value) {
                counts[index] += 1
                order.append(Int32(index))
                return
            }
            slot = (slot + 1) & 2_047
        }
        guard ranges.count < Self.limit else {
            otherRows += 1
            return
        }
        slots[slot] = Int32(ranges.count)
        order.append(Int32(ranges.count))
        ranges.append(range)
        counts.append(1)
    }

    private static func hash(_ value: Span<UInt8>) -> UInt64 {
        var hash = UInt64(value.count)
        func add(_ bytes: UInt64) {
            hash = (hash ^ bytes) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        var index = 0
        while index + 8 <= value.count {
            // SAFETY: any eight bytes are a number, and these lie within the value.
            add(unsafe value.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < value.count {
            rest = rest << 8 | UInt64(value[index])
            index += 1
        }
        add(rest)
        return hash
    }

    private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
