internal import Formats
internal import Masking
internal import Primitives
internal import Structure

/// One worker's parser, batches and scratch, reused from chunk to chunk.
final class ExportWorker {
    /// A chunk ready to be written.
    struct Output: Sendable {
        var bytes: [UInt8]
        var rows: Int
        var inputBytes: Int
        var tally: MaskTally
    }

    private let file: String
    private let decoder: ChunkDecoder
    private let formatter: ChunkFormatter
    private let masker: RowMasker
    private let unmasking: Unmasking?
    private let recorder: VerificationRecorder?
    private var input: RowBatch
    private var output: RowBatch
    private var scratch: MaskScratch
    private var recording: RecorderScratch?

    init(
        file: String, decoder: ChunkDecoder, formatter: ChunkFormatter, masker: RowMasker,
        unmasker: RowMasker?, recorder: VerificationRecorder?
    ) {
        self.file = file
        self.decoder = decoder
        self.formatter = formatter
        self.masker = masker
        unmasking = unmasker.map { Unmasking($0) }
        self.recorder = recorder
        let columnCount = masker.plan.columns.count
        input = RowBatch(columnCount: columnCount)
        output = RowBatch(columnCount: columnCount)
        scratch = masker.makeScratch()
        recording = recorder?.makeScratch()
    }

    /// Parses, masks and formats one chunk.
    func work(on chunk: InputChunk) throws -> Output {
        try decoder.decode(chunk, file: file, into: &input)
        if let count = chunk.rowCount, count != input.rowCount {
            throw ExportError.rowCount(file: file, expected: count, found: input.rowCount)
        }
        scratch.tally = MaskTally(columnCount: input.columns.count)
        do throws(MaskingError) {
            if let unmasking {
                try unmasking.run(input)
                try masker.mask(unmasking.rows, into: &output, scratch: &scratch)
                scratch.tally.addUnfit(unmasking.tally)
            } else {
                try masker.mask(
                    input, firstRow: chunk.firstRow, into: &output, scratch: &scratch)
            }
        } catch {
            throw ExportError.row(place: place(of: error, in: chunk), error)
        }
        try refuseBrokenDocuments(chunk)
        formatter.normalize(&output)
        if let recorder, var space = recording.take() {
            recorder.observe(source: unmasking?.rows ?? input, output: output, scratch: &space)
            recording = consume space
        }
        var bytes: [UInt8] = []
        formatter.append(output, to: &bytes)
        return Output(
            bytes: bytes, rows: input.rowCount, inputBytes: chunk.bytes.count,
            tally: scratch.tally)
    }

    private func place(of error: MaskingError, in chunk: InputChunk) -> String {
        switch error {
        case .unfitCell(_, let row, _), .unknownPath(_, let row):
            decoder.place(ofRow: row - 1, in: chunk, file: file)
        default: file
        }
    }

    /// A broken line ends the run with its place; the walker only runs once masking met one.
    private func refuseBrokenDocuments(_ chunk: InputChunk) throws {
        guard case .documents = decoder, scratch.tally.columns[0].unfit(.malformed) > 0 else {
            return
        }
        var walker = JSONWalker()
        var paths = JSONPathTable()
        var leaves: [JSONLeaf] = []
        let bytes = chunk.bytes.span
        try JSONLines.forEach(in: chunk, file: file) { range, line throws(FormatError) in
            do throws(JSONError) {
                try walker.walk(bytes.extracting(range), paths: &paths, into: &leaves)
            } catch {
                throw FormatError(file: file, line: line, .json(error.description))
            }
        }
    }
}

/// The first half of `remask`: rows as they were before they were masked under the old key.
private final class Unmasking {
    private let masker: RowMasker
    private var scratch: MaskScratch
    private(set) var rows: RowBatch

    init(_ masker: RowMasker) {
        self.masker = masker
        scratch = masker.makeScratch()
        rows = RowBatch(columnCount: masker.plan.columns.count)
    }

    var tally: MaskTally { scratch.tally }

    /// Replaces `rows` by the source of a masked batch.
    func run(_ masked: borrowing RowBatch) throws(MaskingError) {
        scratch.tally = MaskTally(columnCount: masked.columns.count)
        try masker.mask(masked, into: &rows, scratch: &scratch)
    }
}
