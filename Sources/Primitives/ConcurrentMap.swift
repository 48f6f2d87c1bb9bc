import Dispatch
import Synchronization

/// Runs `body` once for every index on Dispatch workers; outputs come back in index order.
///
/// The only data-parallel helper: each worker makes its own `Context` (its scratch) and takes the
/// next index when it is free. Failures travel as an `Output` of `Result`.
package func concurrentMap<Context: ~Copyable, Output: Sendable>(
    count: Int, workers: Int, makeContext: @Sendable () -> Context,
    _ body: @Sendable (Int, inout Context) -> Output
) -> [Output] {
    precondition(count >= 0 && workers > 0)
    let next = Atomic(0)
    return unsafe [Output](unsafeUninitializedCapacity: count) { slots, initialized in
        // SAFETY: `next` hands out each index once, and concurrentPerform joins before we return.
        nonisolated(unsafe) let slots = unsafe slots
        DispatchQueue.concurrentPerform(iterations: min(workers, max(count, 1))) { _ in
            var context = makeContext()
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                unsafe slots.initializeElement(at: index, to: body(index, &context))
            }
        }
        initialized = count
    }
}
