internal import Formats
internal import Primitives

/// Turns a chunk of a source into rows; one a worker.
enum ChunkDecoder {
    case csv(CSVParser)
    case copy(CopyTextCodec)
    /// One column: a JSON document a line.
    case documents
    /// One object a line, its members the columns.
    case rows(JSONRowReader)

    /// Replaces the rows of `batch` by those of the chunk.
    func decode(
        _ chunk: InputChunk, file: String, into batch: inout RowBatch
    ) throws(FormatError) {
        switch self {
        case .csv(let parser): try parser.parse(chunk, into: &batch)
        case .copy(let codec): try codec.decode(chunk, into: &batch)
        case .rows(let reader): try reader.decode(chunk, into: &batch)
        case .documents:
            batch.removeAll()
            let bytes = chunk.bytes.span
            try JSONLines.forEach(in: chunk, file: file) { range, line throws(FormatError) in
                guard Self.isObject(chunk.bytes, range) else {
                    throw FormatError(file: file, line: line, .json("the line isn't a JSON object"))
                }
                batch.columns[0].append(bytes.extracting(range))
            }
        }
    }

    /// Names the place of a row for a message: file and line, or table and row.
    func place(ofRow row: Int, in chunk: InputChunk, file: String) -> String {
        switch self {
        case .csv(let parser): "\(file):\(parser.line(ofRow: row, in: chunk))"
        case .copy: "\(file), row \(chunk.firstLine + row)"
        case .documents, .rows: "\(file):\(chunk.firstLine + row)"
        }
    }

    private static func isObject(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let first = bytes[range].first { $0 != 0x20 && $0 != 0x09 }
        return first == UInt8(ascii: "{")
    }
}
