internal import Primitives

/// The distinct values of a batch in order of first sight, with their counts: bytes only.
///
/// NULL, empty and placeholder cells ("N/A") are left out; blanks around a value don't belong to
/// it. At most `limit` values are kept; rows with further ones are counted in `otherRows`.
struct DistinctValues {
    static let limit = 1_000

    private let cells: CellBatch
    private var texts = DistinctTexts(limit: limit)
    /// Rows that hold the value.
    private(set) var counts: [Int] = []
    /// Index of each row's value, in row order; rows without a kept value left out.
    private(set) var order: [Int32] = []
    /// Rows with a value.
    private(set) var rows = 0
    private(set) var otherRows = 0
    /// Rows of NULL, empty or placeholder cells.
    private(set) var missingRows = 0

    var count: Int { counts.count }

    init(_ cells: CellBatch, missing: MissingWords = MissingWords()) {
        self.cells = cells
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
            record(range, bytes)
        }
    }

    /// The distinct values, each once.
    var values: CellBatch {
        var values = CellBatch(cellCapacity: count)
        for index in 0..<count { withValue(index) { values.append($0) } }
        return values
    }

    /// Lends the bytes of a distinct value.
    @inline(__always)
    func withValue<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let all = cells.bytes.span
        return body(all.extracting(texts.ranges[index]))
    }

    private mutating func record(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        guard let index = texts.number(of: range, in: bytes) else {
            otherRows += 1
            return
        }
        if index == counts.count { counts.append(0) }
        counts[index] += 1
        order.append(Int32(index))
    }

    private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
