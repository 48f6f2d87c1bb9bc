internal import Cryptography
internal import Formats
package import Masking
internal import Primitives

/// Streams a source through a masker into a file or standard output.
///
/// Chunks of whole records are parsed, masked and formatted by workers and written in order, so
/// the output doesn't depend on workers or chunks, and memory doesn't depend on the source's size.
package struct Exporter: Sendable {
    package let masker: RowMasker
    /// Brings rows of an earlier export back before `masker` sees them; for `remask`.
    package var unmasker: RowMasker?
    /// Whether the output holds source values again, readable by the user alone.
    package var isPrivate = false
    package let format: ExportFormat
    package let workers: Int
    /// The external commands that `masker` starts.
    package var filters: FilterProcesses?
    /// Takes note of every row before and after; its record belongs in `OUT.verify`.
    package var recorder: VerificationRecorder?
    /// Called after every written chunk, on the writer's queue.
    package var progress: (@Sendable (ExportProgress) -> Void)?
    /// Asked before every chunk; true ends the run with `.interrupted`.
    package var isCancelled: @Sendable () -> Bool = { false }

    package init(masker: RowMasker, format: ExportFormat, workers: Int) {
        precondition(workers > 0)
        self.masker = masker
        self.format = format
        self.workers = workers
    }

    /// Runs to the end and publishes the output.
    ///
    /// `masker` must have been made from a plan compiled for `source.planSource`. Throws a
    /// `FormatError` for bad input or output, an `ExportError`, or a `PostgresError`; nothing then
    /// stands under the final name that wasn't there before.
    package func run(
        _ source: ExportSource, to destination: ExportDestination
    ) throws -> ExportResult {
        let formatter = try ChunkFormatter(source, format)
        let columnCount = masker.plan.columns.count
        guard columnCount == source.columns.count else {
            throw MaskingError.columnCount(expected: columnCount, found: source.columns.count)
        }
        let sink = try ExportSink(destination, columnCount: columnCount, isPrivate: isPrivate)
        try sink.write(formatter.header(source))
        defer { filters?.terminate() }
        let input = try stream(source, formatter, into: sink)
        do throws(ExternalFailure) {
            try filters?.finish()
        } catch {
            throw ExportError.external(error)
        }
        try refuseUnfit(sink.tally)
        if isCancelled() { throw ExportError.interrupted }
        let summary = try sink.finish()
        return ExportResult(
            rows: summary.rows, inputBytes: input.byteCount, outputBytes: summary.outputBytes,
            inputDigest: "sha256:" + input.digest.hex,
            outputDigest: "sha256:" + summary.digest.hex, tally: summary.tally)
    }

    /// Moves every chunk; returns the size and digest of what was read.
    private func stream(
        _ source: ExportSource, _ formatter: ChunkFormatter, into sink: ExportSink
    ) throws -> (byteCount: Int, digest: Digest256) {
        var digest = MessageDigest()
        var byteCount = 0
        let decoders = try WorkerDecoders(source, count: workers)
        let total = source.byteCount
        let file = source.name
        var chunks = WindowedChunks(source, window: masker.rowWindow)
        try OrderedPipeline(workers: workers).run(
            makeContext: { [masker, unmasker, recorder] in
                ExportWorker(
                    file: file, decoder: decoders.take(), formatter: formatter, masker: masker,
                    unmasker: unmasker, recorder: recorder)
            },
            read: {
                if isCancelled() { throw ExportError.interrupted }
                guard let chunk = try chunks.next() else { return nil }
                digest.update(chunk.bytes)
                byteCount += chunk.bytes.count
                return chunk
            },
            transform: { chunk, worker in try worker.work(on: chunk) },
            write: { [progress] output in
                let done = try sink.write(output)
                progress?(ExportProgress(bytesDone: done, bytesTotal: total))
            })
        return (byteCount, digest.finish())
    }

    /// Ends the run when a column has too many cells that its transform couldn't take.
    private func refuseUnfit(_ tally: MaskTally) throws(ExportError) {
        var columns: [ExportError.UnfitColumn] = []
        for (planned, counts) in zip(masker.plan.columns, tally.columns) {
            guard counts.unfitShare > masker.plan.maximumUnfitShare else { continue }
            let worst = UnfitReason.allCases.max { counts.unfit($0) < counts.unfit($1) }
            columns.append(
                ExportError.UnfitColumn(
                    reference: planned.reference, unfit: counts.unfitText,
                    reason: worst?.name ?? ""))
        }
        guard columns.isEmpty else {
            throw .tooManyUnfit(columns, maximumShare: masker.plan.maximumUnfitShare)
        }
    }
}

/// The chunks of a source, cut at windows of rows where these have to be masked together.
private struct WindowedChunks {
    private let source: ExportSource
    private var cutter: WindowCutter?

    init(_ source: ExportSource, window: Int) {
        self.source = source
        if window > 1 { cutter = WindowCutter(window: window, rule: source.rowRule) }
    }

    mutating func next() throws -> InputChunk? {
        if cutter == nil { return try source.next() }
        let source = self.source
        return try cutter?.next { try source.next() }
    }
}
