internal import Primitives

/// Reads one record whose number of fields isn't known yet.
enum CSVFirstRecord {
    /// The fields of the chunk's only record, NULL ones empty.
    static func cells(
        of record: InputChunk, file: String, delimiter: UInt8
    ) throws(FormatError) -> [[UInt8]] {
        var count = 1
        while true {
            // The parser says how many fields it found, so the second round fits.
            let parser = try CSVParser(file: file, columnCount: count, delimiter: delimiter)
            var batch = RowBatch(columnCount: count)
            do throws(FormatError) {
                try parser.parse(record, into: &batch)
            } catch {
                guard case .raggedRow(_, let found) = error.reason, found > count else {
                    throw error
                }
                count = found
                continue
            }
            return batch.columns.map { $0[copy: 0] ?? [] }
        }
    }
}
