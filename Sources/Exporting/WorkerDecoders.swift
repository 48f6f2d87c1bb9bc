internal import Formats
internal import Synchronization

/// Decoders made before the pipeline starts, where making one may fail, one for each worker.
final class WorkerDecoders: Sendable {
    // SAFETY: a decoder is in the list or with the one worker that took it.
    private struct Idle: @unchecked Sendable { var decoders: [ChunkDecoder] }

    private let idle: Mutex<Idle>

    init(_ source: ExportSource, count: Int) throws(FormatError) {
        var decoders: [ChunkDecoder] = []
        for _ in 0..<count { decoders.append(try source.makeDecoder()) }
        let made = Idle(decoders: decoders)
        idle = Mutex(made)
    }

    /// Takes one; the pipeline makes no more contexts than it has workers.
    func take() -> ChunkDecoder {
        // SAFETY: see `Idle`.
        nonisolated(unsafe) var decoder: ChunkDecoder?
        idle.withLock { unsafe decoder = $0.decoders.popLast() }
        guard let decoder = unsafe decoder else {
            preconditionFailure("more contexts than workers")
        }
        return decoder
    }
}
