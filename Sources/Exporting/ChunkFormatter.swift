internal import Formats
internal import Primitives

/// Turns rows into the bytes of the output; shared by all workers.
enum ChunkFormatter: Sendable {
    case csv(CSVFormatter)
    case copy
    case jsonRows(JSONRowFormatter)
    /// The one column is the whole line.
    case documents

    /// Chooses the formatter for a source; throws `.formatMismatch` for pairs without meaning.
    init(_ source: ExportSource, _ format: ExportFormat) throws(ExportError) {
        let isDocuments = source.columns.contains { $0.jsonKind == .document }
        switch format {
        case _ where isDocuments && format != .jsonl:
            throw .formatMismatch(
                source: source.name, format, reason: "JSON Lines stay JSON Lines")
        case .csv: self = .csv(CSVFormatter(lineEnding: source.lineEnding))
        case .copy: self = .copy
        case .jsonl where isDocuments: self = .documents
        case .jsonl:
            if Set(source.columns.map(\.name)).count < source.columns.count {
                throw .formatMismatch(
                    source: source.name, format,
                    reason: "two columns have one name; give one an alias")
            }
            self = .jsonRows(JSONRowFormatter(columns: source.columns))
        }
    }

    /// What stands before the first row.
    func header(_ source: ExportSource) -> [UInt8] {
        guard case .csv(let formatter) = self, source.hasHeader else { return [] }
        return formatter.header(source.columns.map(\.name))
    }

    /// Brings masked cells into the form in which the output will give them back.
    func normalize(_ batch: inout RowBatch) {
        if case .jsonRows(let formatter) = self {
            JSONCellForm.apply(formatter.columns, to: &batch)
        }
    }

    func append(_ batch: RowBatch, to output: inout [UInt8]) {
        switch self {
        case .csv(let formatter): formatter.append(batch, to: &output)
        case .copy: CopyTextCodec.append(batch, to: &output)
        case .jsonRows(let formatter): formatter.append(batch, to: &output)
        case .documents:
            output.reserveCapacity(output.count + batch.columns[0].bytes.count + batch.rowCount)
            for row in 0..<batch.rowCount {
                batch.columns[0].withCell(row) { cell in
                    unsafe cell.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
                }
                output.append(0x0A)
            }
        }
    }
}
