import Dispatch
import Synchronization

/// Reads chunks one after another, works on them in parallel and releases the results in order.
///
/// A semaphore bounds the chunks in flight to `workers * 2`, so memory is workers × chunk × a small
/// constant whatever the input's size. `read` runs on the calling thread, `transform` on Dispatch
/// workers with a context each, `write` on one serial queue in ticket order.
package struct OrderedPipeline {
    package let workers: Int

    package init(workers: Int) {
        precondition(workers > 0)
        self.workers = workers
    }

    /// Runs until `read` returns `nil` or a stage throws.
    ///
    /// The first error of any stage is thrown once every started chunk has ended; nothing is
    /// written after it.
    package func run<Input: Sendable, Output: Sendable, Context>(
        makeContext: @escaping @Sendable () -> Context,
        read: () throws -> Input?,
        transform: @escaping @Sendable (Input, inout Context) throws -> Output,
        write: @escaping @Sendable (Output) throws -> Void
    ) throws {
        let state = PipelineState<Input, Output>()
        let slots = DispatchSemaphore(value: workers * 2)
        let group = DispatchGroup()
        let writer = DispatchQueue(label: "bauta.writer")
        let pool = DispatchQueue(label: "bauta.workers", attributes: .concurrent)
        for _ in 0..<workers {
            pool.async(group: group) {
                // Why: a run of few chunks makes few contexts.
                var known: Context?
                while let (ticket, input) = state.takeChunk() {
                    var context = known.take() ?? makeContext()
                    let result = Result { try transform(input, &context) }
                    known = context
                    writer.async(group: group) {
                        let released = state.release(result, ticket: ticket, write)
                        for _ in 0..<released { slots.signal() }
                    }
                }
            }
        }
        while !state.failed {
            slots.wait()
            do {
                if !state.failed, let input = try read() {
                    state.add(input)
                    continue
                }
            } catch {
                state.fail(error)
            }
            slots.signal()
            break
        }
        for _ in 0..<workers { state.add(nil) }
        group.wait()
        if let error = state.firstError { throw error }
    }
}

/// What the three stages share: chunks that were read, results waiting for their turn, the first
/// error.
private final class PipelineState<Input: Sendable, Output: Sendable>: Sendable {
    /// A chunk and its number in the order of reading.
    typealias Chunk = (ticket: Int, input: Input)

    private struct Read {
        /// In order; `nil` tells a worker that there are no more.
        var chunks: [Chunk?] = []
        var count = 0
    }
    private struct Waiting {
        var next = 0
        var results: [Int: Result<Output, any Error>] = [:]
        var error: (any Error)?
    }

    private let read = Mutex(Read())
    /// As many as there are chunks that no worker has.
    private let ready = DispatchSemaphore(value: 0)
    private let waiting = Mutex(Waiting())

    var failed: Bool { waiting.withLock { $0.error != nil } }
    var firstError: (any Error)? { waiting.withLock { $0.error } }

    func fail(_ error: any Error) {
        waiting.withLock { if $0.error == nil { $0.error = error } }
    }

    /// Adds the next chunk; `nil` when there are no more, once for each worker.
    func add(_ input: Input?) {
        read.withLock { read in
            read.chunks.append(input.map { (read.count, $0) })
            read.count += 1
        }
        ready.signal()
    }

    /// Waits for a chunk; `nil` when there are no more.
    func takeChunk() -> Chunk? {
        ready.wait()
        return read.withLock { $0.chunks.removeFirst() }
    }

    /// Stores a result and writes every result whose turn has come; runs on the writer queue only.
    ///
    /// Returns how many chunks left the pipeline.
    func release(
        _ result: Result<Output, any Error>, ticket: Int, _ write: (Output) throws -> Void
    ) -> Int {
        waiting.withLock { $0.results[ticket] = result }
        var released = 0
        while let ready = takeNext() {
            released += 1
            if failed { continue }
            do { try write(ready.get()) } catch { fail(error) }
        }
        return released
    }

    private func takeNext() -> Result<Output, any Error>? {
        waiting.withLock { state in
            guard let ready = state.results.removeValue(forKey: state.next) else { return nil }
            state.next += 1
            return ready
        }
    }
}
