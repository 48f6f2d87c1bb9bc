/// Cuts chunks again, so that each begins with a row whose number is a multiple of a window and
/// holds whole windows; the last one may end within one.
///
/// Together the chunks are the same bytes. Holds one chunk and at most one window more.
package struct WindowCutter {
    private let window: Int
    /// Of CSV; `nil` where every line is a row.
    private let delimiter: UInt8?
    private var pending = InputChunk(bytes: [])
    /// Where the next row of `pending` begins, and how many are before.
    private var position = 0
    private var rows = 0
    /// The end of the last whole window, and the rows up to there.
    private var cut: (end: Int, rows: Int) = (0, 0)
    private var firstRow = 0
    private var isAtEnd = false

    /// A cutter for rows that end as `rule` says.
    package init(window: Int, rule: RecordCutter.Rule) {
        precondition(window > 0)
        self.window = window
        switch rule {
        case .csv(let delimiter): self.delimiter = delimiter
        case .lines: delimiter = nil
        }
    }

    /// The next chunk, its `firstRow` and, but for the last, its `rowCount` set.
    ///
    /// - Parameter read: the next chunk of whole records, or `nil` at the end.
    package mutating func next(_ read: () throws -> InputChunk?) throws -> InputChunk? {
        while cut.rows == 0 && !isAtEnd {
            if let chunk = try read() { add(chunk) } else { isAtEnd = true }
        }
        guard !pending.bytes.isEmpty else { return nil }
        return isAtEnd ? takeRest() : takeWindows()
    }

    private mutating func add(_ chunk: InputChunk) {
        if pending.bytes.isEmpty {
            pending = chunk
            position = chunk.start
        } else {
            pending.bytes += chunk.bytes
        }
        while position < pending.bytes.count {
            position = rowEnd()
            rows += 1
            if rows.isMultiple(of: window) { cut = (position, rows) }
        }
    }

    private func rowEnd() -> Int {
        if let delimiter {
            return CSVRecords.end(
                ofRecordAt: position, in: pending.bytes, delimiter: delimiter)
        }
        var index = position
        while index < pending.bytes.count, pending.bytes[index] != 0x0A { index += 1 }
        return min(index + 1, pending.bytes.count)
    }

    private mutating func takeWindows() -> InputChunk {
        var chunk = pending
        chunk.firstRow = firstRow
        chunk.rowCount = cut.rows
        pending = InputChunk(
            bytes: Array(pending.bytes[cut.end...]), firstLine: pending.line(at: cut.end))
        chunk.bytes.removeLast(chunk.bytes.count - cut.end)
        firstRow += cut.rows
        rows -= cut.rows
        position -= cut.end
        cut = (0, 0)
        return chunk
    }

    private mutating func takeRest() -> InputChunk {
        var chunk = pending
        chunk.firstRow = firstRow
        pending = InputChunk(bytes: [])
        return chunk
    }
}
