/// A CSV file from its header to its last chunk.
///
/// Not `Sendable`: one reader feeds the workers.
package final class CSVReader {
    package let header: CSVHeader
    package let input: InputFile
    package let delimiter: UInt8
    private let cutter: RecordCutter
    private var first: InputChunk?

    /// What separates the fields of a file of this name: a tab for `.tsv`, else a comma.
    package static func delimiter(ofFile path: String) -> UInt8 {
        Compression.plainName(path).lowercased().hasSuffix(".tsv") ? 0x09 : 0x2C
    }

    /// Opens `path` (`-` is standard input; gzip and Zstandard are read through) and reads its
    /// header.
    ///
    /// `isValue` recognises data in the place of a name; see `CSVHeader.read`.
    package init(
        path: String, header mode: CSVHeader.Mode, delimiter: UInt8 = 0x2C,
        chunkSize: Int = RecordCutter.defaultChunkSize,
        recordLimit: Int = RecordCutter.defaultRecordLimit,
        isValue: ([UInt8]) -> Bool = { _ in false }
    ) throws(FormatError) {
        input = try InputFile(path: path, decompressing: true)
        self.delimiter = delimiter
        cutter = RecordCutter(
            input: input, rule: .csv(delimiter: delimiter), chunkSize: chunkSize,
            recordLimit: recordLimit)
        guard var chunk = try cutter.next() else { throw FormatError(file: input.name, .empty) }
        header = try CSVHeader.read(
            from: &chunk, file: input.name, mode: mode, delimiter: delimiter, isValue: isValue)
        first = chunk
    }

    /// The next chunk of data records, or `nil` at the end.
    ///
    /// The first chunk holds the header's bytes before its `start`, and maybe nothing else, so that
    /// the chunks together are the file.
    package func next() throws(FormatError) -> InputChunk? {
        guard let chunk = first else { return try cutter.next() }
        first = nil
        return chunk
    }
}
