package import Primitives

/// PostgreSQL's COPY text format to row batches and back, byte for byte as the server writes it.
///
/// Fields are separated by tabs, rows end with a line feed, NULL is `\N`, and backslash, backspace,
/// form feed, line feed, return, tab and vertical tab are escaped (PostgreSQL documentation, COPY,
/// "Text Format"; `CopyAttributeOutText` in copyto.c). Reading knows octal and hex escapes too.
package struct CopyTextCodec: Sendable {
    private let file: String
    package let columnCount: Int

    /// A codec for rows of `columnCount` fields; `file` is the name for messages.
    package init(file: String, columnCount: Int) {
        precondition(columnCount > 0)
        self.file = file
        self.columnCount = columnCount
    }

    /// Replaces the rows of `batch` by those of a chunk cut at line feeds.
    package func decode(_ chunk: InputChunk, into batch: inout RowBatch) throws(FormatError) {
        try CSVParser.checkText(chunk, file: file)
        precondition(batch.columns.count == columnCount)
        batch.removeAll()
        var reader = CopyTextReader(bytes: chunk.bytes, position: chunk.start)
        do throws(CopyTextReader.Flaw) {
            while !reader.isAtEnd { try reader.readRow(into: &batch.columns) }
        } catch {
            let line = chunk.line(at: min(reader.rowStart, chunk.bytes.count))
            throw FormatError(file: file, line: line, error.reason)
        }
    }

    /// Appends every row of the batch.
    package static func append(_ batch: RowBatch, to output: inout [UInt8]) {
        let rows = batch.rowCount
        // At worst every byte is escaped; `\N` and a separator a field.
        let bound = batch.columns.reduce(0) { $0 + 2 * $1.bytes.count + 3 * rows } + rows
        unsafe ByteSink.append(to: &output, bound: bound) { sink in
            unsafe ColumnSpans.lend(batch) { columns in
                for row in 0..<rows {
                    for index in unsafe columns.indices {
                        if index > 0 { unsafe sink.put(0x09) }
                        unsafe append(columns[index], row, to: &sink)
                    }
                    unsafe sink.put(0x0A)
                }
            }
        }
    }

    @inline(__always) private static func append(
        _ column: ColumnSpans.Column, _ row: Int, to sink: inout ByteSink
    ) {
        if unsafe column.isNull(row) {
            unsafe sink.put(0x5C)
            unsafe sink.put(0x4E)
            return
        }
        let cell = unsafe column.cell(row)
        for index in cell.indices {
            let byte = unsafe cell[index]
            let letter: UInt8? =
                switch byte {
                case 0x5C: 0x5C
                case 0x08: 0x62
                case 0x09: 0x74
                case 0x0A: 0x6E
                case 0x0B: 0x76
                case 0x0C: 0x66
                case 0x0D: 0x72
                default: nil
                }
            if letter != nil { unsafe sink.put(0x5C) }
            unsafe sink.put(letter ?? byte)
        }
    }
}
