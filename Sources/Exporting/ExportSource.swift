package import Formats
package import Masking
package import Postgres
internal import Primitives

/// An opened source: its columns are known and its rows wait to be read, once.
///
/// Not `Sendable`: the exporter's reader owns it.
package final class ExportSource {
    /// What is read.
    package enum Kind: String, Sendable, Codable { case csv, jsonl, copy, postgresql }

    enum Reader {
        case csv(CSVReader)
        /// A document a line.
        case documents(RecordCutter)
        /// A row a line, as an object with a member for every column.
        case rows(RecordCutter)
        /// Rows of COPY text in a file.
        case copyFile(RecordCutter)
        case copy(CopySession)
    }

    package let kind: Kind
    /// The file, or the table or query's place, for messages and the manifest.
    package let name: String
    package let columns: [ExportColumn]
    /// For `PlanCompiler`: what is read, with types and origins.
    package let planSource: PlanSource
    /// How the source's lines end; the output does the same.
    package let lineEnding: CSVHeader.LineEnding
    /// Whether the output gets a header: false for a CSV file without one.
    package let hasHeader: Bool
    let reader: Reader

    init(
        kind: Kind, name: String, columns: [ExportColumn], planSource: PlanSource,
        lineEnding: CSVHeader.LineEnding = .lf, hasHeader: Bool = true, reader: Reader
    ) {
        self.kind = kind
        self.name = name
        self.columns = columns
        self.planSource = planSource
        self.lineEnding = lineEnding
        self.hasHeader = hasHeader
        self.reader = reader
    }

    /// The source's size in bytes where it is known before the end.
    package var byteCount: Int? {
        switch reader {
        case .csv(let reader): reader.input.byteCount
        case .documents(let cutter), .rows(let cutter), .copyFile(let cutter):
            cutter.input.byteCount
        case .copy: nil
        }
    }

    /// The next chunk of whole records, or `nil` at the end.
    func next() throws -> InputChunk? {
        switch reader {
        case .csv(let reader): try reader.next()
        case .documents(let cutter): try cutter.next()
        case .rows(let cutter), .copyFile(let cutter): try cutter.nextUnlessEmpty()
        case .copy(let session): try session.next()
        }
    }

    /// How the rows of its bytes end.
    var rowRule: RecordCutter.Rule {
        if case .csv(let reader) = reader { .csv(delimiter: reader.delimiter) } else { .lines }
    }

    /// Makes a decoder for one worker.
    func makeDecoder() throws(FormatError) -> ChunkDecoder {
        switch reader {
        case .csv(let reader):
            .csv(
                try CSVParser(
                    file: name, columnCount: columns.count, delimiter: reader.delimiter))
        case .documents: .documents
        case .rows: .rows(JSONRowReader(name, columns))
        case .copyFile, .copy: .copy(CopyTextCodec(file: name, columnCount: columns.count))
        }
    }
}

extension ExportSource {
    /// How a file is cut into chunks; tests use small ones.
    package struct Cutting: Sendable {
        package var chunkSize = RecordCutter.defaultChunkSize
        package var recordLimit = RecordCutter.defaultRecordLimit

        package init() {}
    }

    /// Opens a CSV file masked as `relation`, whose columns are the header's.
    ///
    /// `isValue` recognises data in the place of a column's name, for `--header auto`.
    package static func csv(
        path: String, schema: String, relation: String, header: CSVHeader.Mode,
        cutting: Cutting = Cutting(), isValue: ([UInt8]) -> Bool
    ) throws(FormatError) -> ExportSource {
        let reader = try CSVReader(
            path: path, header: header, delimiter: CSVReader.delimiter(ofFile: path),
            chunkSize: cutting.chunkSize, recordLimit: cutting.recordLimit, isValue: isValue)
        let names = reader.header.names
        let planned = names.map { name in
            PlanSource.Column(
                name: name, type: nil,
                reference: ColumnReference(schema: schema, relation: relation, column: name))
        }
        return ExportSource(
            kind: .csv, name: reader.input.name, columns: names.map { ExportColumn(name: $0) },
            planSource: PlanSource(columns: planned, isWholeRelation: true),
            lineEnding: reader.header.lineEnding, hasHeader: reader.header.isFromFile,
            reader: .csv(reader))
    }

    /// Opens a JSON Lines file: one column, the document, its paths declared in the plan.
    package static func jsonLines(
        path: String, schema: String, relation: String, cutting: Cutting = Cutting()
    ) throws(FormatError) -> ExportSource {
        let input = try InputFile(path: path, decompressing: true)
        let cutter = JSONLines.cutter(
            input, chunkSize: cutting.chunkSize, recordLimit: cutting.recordLimit)
        let document = PlanSource.Column(
            name: relation, type: nil, isNullable: false,
            reference: ColumnReference(schema: schema, relation: relation, column: ""))
        return ExportSource(
            kind: .jsonl, name: input.name,
            columns: [ExportColumn(name: relation, jsonKind: .document)],
            planSource: PlanSource(columns: [document], isWholeRelation: true),
            reader: .documents(cutter))
    }

    /// Opens an export of ours again: its columns, their types and origins are the manifest's.
    ///
    /// Throws a `FormatError`, or `ExportError.badRow` when a CSV header names other columns.
    package static func export(path: String, manifest: Manifest) throws -> ExportSource {
        let predicate = manifest.predicate
        let columns = predicate.exportColumns
        switch predicate.format {
        case .csv:
            let csv = try CSVReader(path: path, header: predicate.hasHeader ? .yes : .no)
            if predicate.hasHeader {
                try ManifestPredicate.check(header: csv.header.names, of: path, columns)
            }
            return ExportSource(
                kind: .csv, name: csv.input.name, columns: columns,
                planSource: predicate.plan.source, lineEnding: csv.header.lineEnding,
                hasHeader: predicate.hasHeader, reader: .csv(csv))
        case .copy:
            let cutter = RecordCutter(input: try InputFile(path: path), rule: .lines)
            return ExportSource(
                kind: .copy, name: path, columns: columns, planSource: predicate.plan.source,
                reader: .copyFile(cutter))
        case .jsonl:
            let cutter = JSONLines.cutter(try InputFile(path: path))
            let isDocuments = columns.contains { $0.jsonKind == .document }
            return ExportSource(
                kind: .jsonl, name: path, columns: columns, planSource: predicate.plan.source,
                reader: isDocuments ? .documents(cutter) : .rows(cutter))
        }
    }

    /// Begins reading a table or query, or a subset's rows of a table; see `CopySession`.
    package static func postgres(
        _ connection: Connection, _ target: CopySession.Target,
        chunkSize: Int = RecordCutter.defaultChunkSize, subset: SubsetSelection? = nil
    ) throws -> ExportSource {
        let session = try CopySession(connection, target, chunkSize: chunkSize, subset: subset)
        let columns = session.described.map { ExportColumn(name: $0.name, type: $0.type) }
        let planned = session.described.map { column in
            PlanSource.Column(
                name: column.name, type: column.type,
                reference: column.origin.map {
                    ColumnReference(schema: $0.schema, relation: $0.relation, column: $0.column)
                })
        }
        return ExportSource(
            kind: .postgresql, name: target.text, columns: columns,
            planSource: PlanSource(columns: planned, isWholeRelation: target.isTable),
            reader: .copy(session))
    }
}
