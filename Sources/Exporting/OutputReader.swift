internal import Formats
package import Primitives
internal import Structure

/// Reads an export back, for `verify`: the rows of its columns, batch by batch.
///
/// Not `Sendable`: one reader. Cells come as the masker wrote them, whatever the format.
package final class OutputReader {
    private enum Reader {
        case csv(CSVReader, CSVParser)
        case copy(RecordCutter, CopyTextCodec)
        case json(RecordCutter, JSONRowReader?)
    }

    /// The file, for messages.
    package let path: String
    /// The columns in the order of the batches.
    package let columns: [ExportColumn]
    private let reader: Reader

    /// Opens an export of the given columns.
    ///
    /// `hasHeader` is about CSV: the header must then name the columns in their order. Throws a
    /// `FormatError`, or `ExportError.badRow` when the header names others.
    package init(
        path: String, format: ExportFormat, columns: [ExportColumn], hasHeader: Bool = true,
        chunkSize: Int = 1 << 20
    ) throws {
        self.path = path
        self.columns = columns
        switch format {
        case .csv:
            let csv = try CSVReader(
                path: path, header: hasHeader ? .yes : .no, chunkSize: chunkSize)
            if hasHeader {
                try ManifestPredicate.check(header: csv.header.names, of: path, columns)
            }
            reader = .csv(csv, try CSVParser(file: path, columnCount: columns.count))
        case .copy:
            let cutter = RecordCutter(
                input: try InputFile(path: path), rule: .lines, chunkSize: chunkSize)
            reader = .copy(cutter, CopyTextCodec(file: path, columnCount: columns.count))
        case .jsonl:
            let cutter = JSONLines.cutter(try InputFile(path: path), chunkSize: chunkSize)
            let isDocuments = columns.contains { $0.jsonKind == .document }
            reader = .json(cutter, isDocuments ? nil : JSONRowReader(path, columns))
        }
    }

    /// Opens an export by its manifest.
    package convenience init(path: String, manifest: Manifest) throws {
        let predicate = manifest.predicate
        try self.init(
            path: path, format: predicate.format, columns: predicate.exportColumns,
            hasHeader: predicate.hasHeader)
    }

    /// Replaces the rows of `batch` by the next ones; false at the end.
    package func next(into batch: inout RowBatch) throws -> Bool {
        if batch.columns.count != columns.count { batch = RowBatch(columnCount: columns.count) }
        batch.removeAll()
        switch reader {
        case .csv(let csv, let parser):
            guard let chunk = try csv.next() else { return false }
            try parser.parse(chunk, into: &batch)
        case .copy(let cutter, let codec):
            guard let chunk = try cutter.nextUnlessEmpty() else { return false }
            try codec.decode(chunk, into: &batch)
        case .json(let cutter, let rows):
            guard let chunk = try cutter.nextUnlessEmpty() else { return false }
            if let rows {
                try rows.decode(chunk, into: &batch)
            } else {
                try ChunkDecoder.documents.decode(chunk, file: path, into: &batch)
            }
        }
        return true
    }
}

extension RecordCutter {
    /// The next chunk; an export of no rows is an empty file, and no error.
    func nextUnlessEmpty() throws(FormatError) -> InputChunk? {
        do throws(FormatError) {
            return try next()
        } catch {
            if error.reason == .empty { return nil }
            throw error
        }
    }
}
