/// Cells of one column as flat UTF-8 bytes, offsets and a null bitmap.
///
/// This is what samplers produce, detectors read, transforms rewrite and writers emit: no `String`
/// exists per value anywhere between socket and file. A batch holds 1,000 to 4,000 cells as a rule
/// and at most 4 GiB of bytes.
@usableFromInline package struct CellBatch: Sendable {
    /// The bytes of all cells, one after another, without separators.
    @usableFromInline package private(set) var bytes: [UInt8]
    /// `count + 1` offsets into `bytes`; cell `i` is `bytes[offsets[i] ..< offsets[i + 1]]`.
    @usableFromInline package private(set) var offsets: [UInt32]
    /// One bit a cell, least significant first: set when the cell is NULL.
    @usableFromInline package private(set) var nullBits: [UInt64]
    /// How many cells are NULL.
    @usableFromInline package private(set) var nullCount: Int

    package init(cellCapacity: Int = 0, byteCapacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(byteCapacity)
        offsets = []
        offsets.reserveCapacity(cellCapacity + 1)
        offsets.append(0)
        nullBits = []
        nullBits.reserveCapacity((cellCapacity + 63) >> 6)
        nullCount = 0
    }

    /// The number of cells, NULL ones included.
    @inlinable @inline(__always)
    package var count: Int { offsets.count - 1 }

    @inlinable @inline(__always)
    package var isEmpty: Bool { count == 0 }

    /// Whether the cell is NULL.
    @inlinable @inline(__always)
    package func isNull(_ index: Int) -> Bool {
        nullBits[index >> 6] & (1 << UInt64(index & 63)) != 0
    }

    /// Where the bytes of a cell lie in `bytes`; empty for NULL.
    @inlinable @inline(__always)
    package func range(_ index: Int) -> Range<Int> {
        Int(offsets[index])..<Int(offsets[index + 1])
    }

    /// Lends the bytes of one cell. A NULL cell has no bytes: ask `isNull` first.
    ///
    /// Always inlined: called through the generic form, a cell costs 20 ns more.
    @inlinable @inline(__always)
    package func withCell<Result, Failure: Error>(
        _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = Int(offsets[index])
        let end = Int(offsets[index + 1])
        let all = bytes.span
        let cell = all.extracting(start..<end)
        return try body(cell)
    }

    /// A copy of one cell's bytes, for tests and messages that name no value; NULL is `nil`.
    package subscript(copy index: Int) -> [UInt8]? {
        isNull(index) ? nil : Array(bytes[range(index)])
    }

    /// Appends a cell of these bytes.
    package mutating func append(_ cell: some Collection<UInt8>) {
        bytes.append(contentsOf: cell)
        closeCell()
    }

    /// Appends a cell of these bytes.
    @inlinable @inline(__always)
    package mutating func append(_ cell: borrowing Span<UInt8>) {
        unsafe cell.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        closeCell()
    }

    /// Appends a cell of the text's UTF-8.
    package mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        closeCell()
    }

    /// Appends a NULL.
    @inlinable
    package mutating func appendNull() {
        closeCell()
        let last = count - 1
        nullBits[last >> 6] |= 1 << UInt64(last & 63)
        nullCount += 1
    }

    /// Lets `body` write the next cell's bytes at the end of the flat buffer.
    ///
    /// `body` may only append. The cell ends where the buffer ends when it returns.
    @inlinable @inline(__always)
    package mutating func appendCell<Failure: Error>(
        _ body: (inout [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let start = bytes.count
        do throws(Failure) {
            try body(&bytes)
        } catch {
            bytes.removeLast(bytes.count - start)
            throw error
        }
        closeCell()
    }

    /// Appends a run of another batch's cells, NULL ones included, by one copy of their bytes.
    package mutating func append(contentsOf other: CellBatch, rows: Range<Int>) {
        let start = Int(other.offsets[rows.lowerBound])
        let end = Int(other.offsets[rows.upperBound])
        let first = count
        let delta = bytes.count - start
        precondition(delta + end <= Int(UInt32.max), "a CellBatch holds at most 4 GiB")
        bytes.append(contentsOf: other.bytes[start..<end])
        for offset in other.offsets[rows.lowerBound + 1..<rows.upperBound + 1] {
            offsets.append(UInt32(truncatingIfNeeded: Int(offset) + delta))
        }
        while nullBits.count < (count + 63) >> 6 { nullBits.append(0) }
        guard other.nullCount > 0 else { return }
        for row in rows where other.isNull(row) {
            let cell = first + row - rows.lowerBound
            nullBits[cell >> 6] |= 1 << UInt64(cell & 63)
            nullCount += 1
        }
    }

    /// Lends all bytes for rewriting in place; the widths of the cells stay as they are.
    package mutating func withMutableBytes<Result>(
        _ body: (inout MutableSpan<UInt8>) -> Result
    ) -> Result {
        var span = bytes.mutableSpan
        return body(&span)
    }

    /// Empties the batch and keeps its storage, so that a worker can fill it again.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
        nullBits.removeAll(keepingCapacity: true)
        nullCount = 0
    }

    /// Ends the current cell at the end of `bytes`.
    @inlinable @inline(__always)
    package mutating func closeCell() {
        precondition(bytes.count <= Int(UInt32.max), "a CellBatch holds at most 4 GiB")
        let index = offsets.count - 1
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        if index & 63 == 0 { nullBits.append(0) }
    }
}

extension CellBatch: Equatable {}

extension CellBatch {
    /// A batch of the given texts, `nil` for NULL.
    package init(texts: [String?]) {
        self.init(cellCapacity: texts.count)
        for text in texts {
            if let text { append(text) } else { appendNull() }
        }
    }
}
