internal import Catalog
internal import Detection
internal import Dispatch
internal import Formats
internal import FoundationEssentials
internal import Primitives

/// Scans CSV and JSONL files, and folders of them.
///
/// Each file becomes a relation of the schema `file` under its own name. A file is read once from
/// end to end, so that what is wrong with it anywhere is known, and a uniform sample of its rows is
/// judged. A file that can't be read is reported, and the scan goes on.
package struct FileScanner: Sendable {
    /// Says whether a header cell is recognised as data; see `RuleFolder.recogniser`.
    package typealias Recogniser = @Sendable ([UInt8]) -> Bool

    private let scan: ScanOptions
    private let judge: ColumnJudge
    private let recogniser: Recogniser
    private let cancellation: ScanCancellation
    private let progress: DatabaseScanner.Progress

    /// - Parameter recogniser: without one, header cells without a letter and cells that the judge
    ///   decides on alone are data.
    package init(
        scan: ScanOptions, judge: @escaping ColumnJudge, recogniser: Recogniser? = nil,
        cancellation: ScanCancellation = ScanCancellation(),
        progress: @escaping DatabaseScanner.Progress = { _, _, _ in }
    ) {
        self.scan = scan
        self.judge = judge
        let ask = recogniser ?? Self.recogniser(judge)
        self.recogniser = { cell in !Self.hasLetter(cell) || ask(cell) }
        self.cancellation = cancellation
        self.progress = progress
    }

    /// Scans files and every `.csv`, `.tsv`, `.jsonl` and `.ndjson` file below folders, `.gz` and
    /// `.zst` of them too.
    ///
    /// - Throws: `ScanError.cancelled`, or `.unreadable` when a path isn't there or a folder holds
    ///   no file we know.
    package func run(paths: [String]) throws -> ScanReport {
        var report = ScanReport()
        let files = FileSource.distinct(try paths.flatMap { try FileSource.files(at: $0) })
        let selected = files.filter { scan.selects(schema: "file", name: $0.name) }
        guard !selected.isEmpty else {
            throw ScanError.nothingSelected(place: paths.joined(separator: ", "))
        }
        for (index, file) in selected.enumerated() {
            if cancellation.isCancelled { throw ScanError.cancelled }
            do {
                try read(file, into: &report)
            } catch let error as FormatError {
                report.failures.append(.init(place: file.path, message: error.description))
            }
            progress(index + 1, selected.count, file.path)
        }
        return report
    }

    private func read(_ file: FileSource, into report: inout ScanReport) throws {
        let start = DispatchTime.now()
        let sample: RelationSample
        let total: Int
        switch file.kind {
        case .csv: (sample, total) = try readCSV(file)
        case .jsonl: (sample, total) = try readJSONLines(file)
        }
        let judging = RelationJudge(
            source: file.path, ignoresNames: scan.ignoresNames, judge: judge)
        var relation =
            file.kind == .csv ? judging.relation(sample) : judging.documents(sample)
        let isWhole = sample.rows.rowCount == total
        relation.sample = CatalogSample(
            method: isWhole ? .all : .spread, rows: sample.rows.rowCount, seed: scan.seed)
        report.relations.append(relation)
        report.sources.append(
            CatalogSource(
                id: file.path, kind: file.kind == .csv ? .csv : .jsonl, path: file.path))
        let elapsed = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
        report.runs.append(
            ScanRun(
                source: file.path, schema: "file", name: file.name,
                readMilliseconds: Int(elapsed / 1_000_000), rows: sample.rows.rowCount,
                bytes: sample.byteCount, estimatedRows: total))
    }

    private func readCSV(_ file: FileSource) throws -> (RelationSample, Int) {
        let mode = CSVHeader.Mode(rawValue: scan.header.rawValue) ?? .auto
        let reader = try CSVReader(
            path: file.path, header: mode, delimiter: file.delimiter, isValue: recogniser)
        let names = reader.header.names
        let parser = try CSVParser(
            file: file.path, columnCount: names.count, delimiter: file.delimiter)
        var batch = RowBatch(columnCount: names.count)
        var sampler = RowSampler(
            columnCount: names.count, rowLimit: scan.sampleRowLimit, seed: scan.seed)
        while let chunk = try reader.next() {
            if cancellation.isCancelled { throw ScanError.cancelled }
            try parser.parse(chunk, into: &batch)
            sampler.offer(batch)
        }
        let columns = names.enumerated().map { index, name in
            ColumnSchema(attnum: index + 1, name: name, type: "text", form: .text)
        }
        return (relationSample(file, columns, sampler.finish()), sampler.rowCount)
    }

    private func readJSONLines(_ file: FileSource) throws -> (RelationSample, Int) {
        let cutter = JSONLines.cutter(try InputFile(path: file.path, decompressing: true))
        var sampler = RowSampler(
            columnCount: 1, rowLimit: scan.sampleRowLimit, seed: scan.seed,
            cellByteLimit: 1 << 16)
        var check = JSONLineCheck(file: file.path)
        while let chunk = try cutter.next() {
            if cancellation.isCancelled { throw ScanError.cancelled }
            try JSONLines.forEach(in: chunk, file: file.path) { range, line throws(FormatError) in
                let document = chunk.bytes.span.extracting(range)
                try check.check(document, line: line)
                sampler.offer(document)
            }
        }
        let column = ColumnSchema(attnum: 1, name: "", type: "json", form: .json)
        return (relationSample(file, [column], sampler.finish()), sampler.rowCount)
    }

    private func relationSample(
        _ file: FileSource, _ columns: [ColumnSchema], _ rows: RowBatch
    ) -> RelationSample {
        var relation = RelationSchema(
            oid: 0, schema: "file", name: file.name, kind: file.kind == .csv ? .csv : .jsonl)
        relation.columns = columns
        return RelationSample(
            relation: relation,
            plan: SamplePlan(relation, pageCount: 0, rowTarget: nil, seed: scan.seed),
            pageCount: 0, rows: rows,
            byteCount: rows.columns.reduce(0) { $0 + $1.bytes.count }, milliseconds: 0)
    }

    private static func recogniser(_ judge: @escaping ColumnJudge) -> Recogniser {
        { cell in
            var cells = CellBatch()
            cells.append(cell)
            let sample = ColumnSample(
                context: ColumnSample.Context(), cells: cells, ignoresNames: true)
            guard let verdict = judge([sample]).first else { return false }
            return verdict.status == .decided && verdict.sensitivity > .none
        }
    }

    private static func hasLetter(_ cell: [UInt8]) -> Bool {
        cell.contains { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0x80 }
    }
}
