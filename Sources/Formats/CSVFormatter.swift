package import Primitives

/// Writes row batches as CSV (RFC 4180), quoting only where a reader needs it.
///
/// NULL is an empty field, the empty string `""`, as `CSVParser` and PostgreSQL read them. A field
/// is quoted when it holds the delimiter, a quote, CR or LF, or begins or ends with a blank, which
/// many readers would strip; a lone `\.` is quoted because PostgreSQL takes it for the end.
package struct CSVFormatter: Sendable {
    package let delimiter: UInt8
    package let lineEnding: CSVHeader.LineEnding

    package init(lineEnding: CSVHeader.LineEnding = .lf, delimiter: UInt8 = 0x2C) {
        self.lineEnding = lineEnding
        self.delimiter = delimiter
    }

    /// The header record for the given names.
    package func header(_ names: [String]) -> [UInt8] {
        var output: [UInt8] = []
        append(RowBatch(columns: names.map { CellBatch(texts: [$0]) }), to: &output)
        return output
    }

    /// Appends every row of the batch.
    package func append(_ batch: RowBatch, to output: inout [UInt8]) {
        let rows = batch.rowCount
        // At worst every byte is a quote; then two quotes, a delimiter and CRLF a field.
        let bound = batch.columns.reduce(0) { $0 + 2 * $1.bytes.count } + rows
        let overhead = batch.columns.count * rows * 4 + rows
        unsafe ByteSink.append(to: &output, bound: bound + overhead) { sink in
            unsafe ColumnSpans.lend(batch) { columns in
                let isPlain = unsafe columns.map { unsafe !mayNeedQuotes($0, rows, columns.count) }
                for row in 0..<rows {
                    for index in unsafe columns.indices {
                        if index > 0 { unsafe sink.put(delimiter) }
                        unsafe append(columns[index], row, isPlain[index], to: &sink)
                    }
                    if lineEnding == .crlf { unsafe sink.put(0x0D) }
                    unsafe sink.put(0x0A)
                }
            }
        }
    }

    @inline(__always) private func append(
        _ column: ColumnSpans.Column, _ row: Int, _ isPlain: Bool, to sink: inout ByteSink
    ) {
        let cell = unsafe column.cell(row)
        if cell.isEmpty {
            if unsafe column.isNull(row) { return }
            unsafe sink.put(0x22)
            unsafe sink.put(0x22)
        } else if unsafe isPlain || !needsQuotes(cell) {
            unsafe sink.put(cell)
        } else {
            unsafe sink.put(0x22)
            for index in cell.indices {
                let byte = unsafe cell[index]
                if byte == 0x22 { unsafe sink.put(0x22) }
                unsafe sink.put(byte)
            }
            unsafe sink.put(0x22)
        }
    }

    /// Whether any cell of the column could need quotes: one pass over its flat bytes.
    private func mayNeedQuotes(_ column: ColumnSpans.Column, _ rows: Int, _ width: Int) -> Bool {
        var hits: UInt8 = 0
        for index in unsafe column.bytes.indices {
            let byte = unsafe column.bytes[index]
            hits |= isSpecial(byte) || byte == 0x20 || byte == 0x09 || byte == 0x5C ? 1 : 0
        }
        return hits != 0
    }

    private func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = unsafe cell[0]
        let last = unsafe cell[cell.count - 1]
        if first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09 { return true }
        if first == 0x5C && cell.count == 2 && last == 0x2E { return true }
        for index in cell.indices where unsafe isSpecial(cell[index]) { return true }
        return false
    }

    @inline(__always) private func isSpecial(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == delimiter || byte == 0x0A || byte == 0x0D
    }
}
