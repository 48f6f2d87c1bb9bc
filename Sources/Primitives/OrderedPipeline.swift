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

    /// Runs until `read` returns `nil`, a stage throws, or `isCancelled` answers true.
    ///
    /// The first error of any stage is thrown once every started chunk has ended; nothing is
    /// written after it.
    package func run<Input: Sendable, Output: Sendable, Context>(
        makeContext: @escaping @Sendable () -> Context,
        read: () throws -> Input?,
        transform: @escaping @Sendable (Input, inout Context) throws -> Output,
        write: @escaping @Sendable (Output) throws -> Void
    ) throws {
        let state = PipelineState<Output, Context>()
        let slots = DispatchSemaphore(value: workers * 2)
        let cores = DispatchSemaphore(value: workers)
        let group = DispatchGroup()
        let writer = DispatchQueue(label: "bauta.writer")
        let pool = DispatchQueue(label: "bauta.workers", attributes: .concurrent)
        var ticket = 0
        while !state.failed {
            slots.wait()
            let input: Input
            do {
                guard !state.failed, let next = try read() else {
                    slots.signal()
                    break
                }
                input = next
            } catch {
                slots.signal()
                state.fail(error)
                break
            }
            let mine = ticket
            ticket += 1
            cores.wait()
            pool.async(group: group) {
                var context = state.takeContext() ?? makeContext()
                let result = Result { try transform(input, &context) }
                state.giveBack(context)
                cores.signal()
                writer.async(group: group) {
                    let released = state.release(result, ticket: mine, write)
                    for _ in 0..<released { slots.signal() }
                }
            }
        }
        group.wait()
        if let error = state.firstError { throw error }
    }
}

/// What the three stages share: idle contexts, results waiting for their turn, the first error.
private final class PipelineState<Output: Sendable, Context>: Sendable {
    // SAFETY: a context is in the pool or with exactly one worker, never both.
    private struct Idle: @unchecked Sendable { var contexts: [Context] = [] }
    private struct Waiting {
        var next = 0
        var results: [Int: Result<Output, any Error>] = [:]
        var error: (any Error)?
    }

    private let idle = Mutex(Idle())
    private let waiting = Mutex(Waiting())

    var failed: Bool { waiting.withLock { $0.error != nil } }
    var firstError: (any Error)? { waiting.withLock { $0.error } }

    func fail(_ error: any Error) {
        waiting.withLock { if $0.error == nil { $0.error = error } }
    }

    func takeContext() -> Context? {
        // SAFETY: see `Idle`; the context leaves the pool before it leaves the lock.
        nonisolated(unsafe) var context: Context?
        idle.withLock { unsafe context = $0.contexts.popLast() }
        return unsafe context
    }

    func giveBack(_ context: Context) {
        // SAFETY: see `Idle`; the caller gives the context up.
        nonisolated(unsafe) let context = context
        idle.withLock { unsafe $0.contexts.append(context) }
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
