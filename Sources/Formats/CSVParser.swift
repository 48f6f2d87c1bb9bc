package import Primitives

/// Parses chunks of CSV with libcsv into row batches.
///
/// libcsv runs STRICT, STRICT_FINI, EMPTY_IS_NULL and REPALL_NL with no space characters, so blanks
/// are kept, blank lines are seen and `"ab"c` is an error instead of swallowing what follows. An
/// empty unquoted field is NULL, `""` the empty string. One parser a worker: it isn't `Sendable`,
/// and each chunk starts from a fresh state. libcsv itself is confined to `CSVParserState`.
package final class CSVParser {
    /// The file's name, for messages.
    private let file: String
    private let columnCount: Int
    private let delimiter: UInt8
    private var state: CSVParserState

    /// A parser of records with `columnCount` fields.
    package init(file: String, columnCount: Int, delimiter: UInt8 = 0x2C) throws(FormatError) {
        precondition(columnCount > 0)
        self.file = file
        self.columnCount = columnCount
        self.delimiter = delimiter
        state = try CSVParserState(file: file, delimiter: delimiter)
    }

    /// Replaces the rows of `batch` by those of `chunk`.
    ///
    /// A blank line is a NULL in a file of one column, as PostgreSQL writes it, and an error in any
    /// other. Every error names the line on which its record starts.
    package func parse(_ chunk: InputChunk, into batch: inout RowBatch) throws(FormatError) {
        try Self.checkText(chunk, file: file)
        precondition(batch.columns.count == columnCount)
        batch.removeAll()
        let outcome = state.run(chunk, into: &batch.columns)
        guard let flaw = outcome else { return }
        state = try CSVParserState(file: file, delimiter: delimiter)
        let line = CSVRecords.line(ofRecord: flaw.record, in: chunk, delimiter: delimiter)
        throw FormatError(file: file, line: line, flaw.reason)
    }

    /// The 1-based line of the file on which row `index` of a chunk starts; for messages only.
    package func line(ofRow index: Int, in chunk: InputChunk) -> Int {
        CSVRecords.line(ofRecord: index, in: chunk, delimiter: delimiter)
    }

    /// Refuses NUL bytes and invalid UTF-8.
    static func checkText(_ chunk: InputChunk, file: String) throws(FormatError) {
        switch UTF8Validation.firstFlaw(in: chunk.bytes, from: chunk.start) {
        case .nul(let offset):
            throw FormatError(file: file, line: chunk.line(at: offset), .nulByte)
        case .malformed(let offset):
            throw FormatError(file: file, line: chunk.line(at: offset), .invalidUTF8)
        case nil: return
        }
    }
}
