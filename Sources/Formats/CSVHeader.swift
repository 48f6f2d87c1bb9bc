/// The names of a CSV file's columns and how its lines end.
package struct CSVHeader: Equatable, Sendable {
    /// What `--header` says.
    package enum Mode: String, Sendable, CaseIterable {
        /// The first record holds names.
        case yes
        /// The first record is data; columns are `column1`, `column2` and so on.
        case no
        /// The first record must hold names: empty, repeated and value-like cells are refused.
        case auto
    }

    /// How the records of a file end.
    package enum LineEnding: String, Sendable {
        case lf = "\n"
        case crlf = "\r\n"
    }

    package let names: [String]
    package let lineEnding: LineEnding
    /// Whether the names come from the file's first record.
    package let isFromFile: Bool

    package init(names: [String], lineEnding: LineEnding = .lf, isFromFile: Bool = true) {
        self.names = names
        self.lineEnding = lineEnding
        self.isFromFile = isFromFile
    }

    /// Reads the first record of the file's first chunk and moves the chunk's start past a header.
    ///
    /// `isValue` says whether a cell is recognised as data; it is asked in mode `auto` only. With
    /// `yes` an empty or repeated name is still refused, since columns are addressed by name.
    package static func read(
        from chunk: inout InputChunk, file: String, mode: Mode, delimiter: UInt8 = 0x2C,
        isValue: ([UInt8]) -> Bool
    ) throws(FormatError) -> CSVHeader {
        let end = CSVRecords.end(ofRecordAt: chunk.start, in: chunk.bytes, delimiter: delimiter)
        let record = InputChunk(
            bytes: Array(chunk.bytes[chunk.start..<end]), firstLine: chunk.firstLine)
        try CSVParser.checkText(record, file: file)
        let cells = try CSVFirstRecord.cells(of: record, file: file, delimiter: delimiter)
        let lineEnding: LineEnding = record.bytes.suffix(2) == [0x0D, 0x0A] ? .crlf : .lf
        if mode == .no {
            let names = cells.indices.map { "column\($0 + 1)" }
            return CSVHeader(names: names, lineEnding: lineEnding, isFromFile: false)
        }
        try check(cells, mode, isValue) { reason in
            FormatError(file: file, line: chunk.firstLine, reason)
        }
        chunk.firstLine = chunk.line(at: end)
        chunk.start = end
        let names = cells.map { String(decoding: $0, as: UTF8.self) }
        return CSVHeader(names: names, lineEnding: lineEnding)
    }

    private static func check(
        _ cells: [[UInt8]], _ mode: Mode, _ isValue: ([UInt8]) -> Bool,
        _ error: (FormatError.Reason) -> FormatError
    ) throws(FormatError) {
        var seen: [[UInt8]: Int] = [:]
        for (index, cell) in cells.enumerated() {
            if cell.isEmpty { throw error(.headerCellEmpty(column: index + 1)) }
            if let first = seen.updateValue(index + 1, forKey: cell) {
                throw error(.headerCellRepeated(first: first, second: index + 1))
            }
            if mode == .auto && isValue(cell) {
                throw error(.headerCellIsValue(column: index + 1))
            }
        }
    }
}
