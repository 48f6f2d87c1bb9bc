internal import Cryptography
internal import Formats
internal import Masking
internal import Synchronization

/// The ordered end of the pipeline: writes chunks, hashes what it writes, adds up the counts.
final class ExportSink: Sendable {
    private struct State: ~Copyable {
        var digest = MessageDigest()
        var tally: MaskTally
        var rows = 0
        var inputBytes = 0
    }

    /// What a finished sink has seen.
    struct Summary {
        let digest: Digest256
        let tally: MaskTally
        let rows: Int
        let outputBytes: Int
    }

    private let output: AtomicOutput?
    private let writer: DescriptorWriter
    private let destination: ExportDestination
    private let state: Mutex<State>

    init(
        _ destination: ExportDestination, columnCount: Int, isPrivate: Bool
    ) throws(FormatError) {
        self.destination = destination
        switch destination {
        case .file(let path):
            let file = try AtomicOutput(path: path, mode: isPrivate ? 0o600 : 0o666)
            output = file
            writer = file.writer
        case .standardOutput:
            output = nil
            writer = .standardOutput()
        }
        state = Mutex(State(tally: MaskTally(columnCount: columnCount)))
    }

    /// Writes bytes that belong to no row.
    func write(_ bytes: [UInt8]) throws(FormatError) {
        state.withLock { $0.digest.update(bytes) }
        try writer.write(bytes)
    }

    /// Writes a chunk and returns the bytes of input done so far.
    func write(_ chunk: ExportWorker.Output) throws(FormatError) -> Int {
        let done = state.withLock { state in
            state.digest.update(chunk.bytes)
            state.tally.add(chunk.tally)
            state.rows += chunk.rows
            state.inputBytes += chunk.inputBytes
            return state.inputBytes
        }
        try writer.write(chunk.bytes)
        return done
    }

    var tally: MaskTally { state.withLock { $0.tally } }

    /// Publishes the output; what an earlier run left beside it is removed first.
    func finish() throws(FormatError) -> Summary {
        if case .file(let path) = destination {
            AtomicOutput.removeStale(ExportDestination.manifestPath(path))
            AtomicOutput.removeStale(ExportDestination.signaturePath(path))
            AtomicOutput.removeStale(ExportDestination.recordPath(path))
        }
        try writer.flush()
        try output?.commit()
        return state.withLock { state in
            let digest = exchange(&state.digest, with: MessageDigest())
            return Summary(
                digest: digest.finish(), tally: state.tally, rows: state.rows,
                outputBytes: writer.bytesWritten)
        }
    }
}
