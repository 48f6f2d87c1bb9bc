internal import Postgres
internal import Synchronization

/// Lets another thread stop a scan: sets a flag and cancels what the servers are running.
package final class ScanCancellation: Sendable {
    private struct State {
        var isCancelled = false
        var connections: [ObjectIdentifier: Connection] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Stops the scan soon. Safe from any thread, not from a signal handler.
    package func cancel() {
        let running = state.withLock { state in
            state.isCancelled = true
            return Array(state.connections.values)
        }
        for connection in running { connection.cancel() }
    }

    /// Keeps a connection to cancel, until `release`.
    func retain(_ connection: Connection) {
        state.withLock { $0.connections[ObjectIdentifier(connection)] = connection }
    }

    func release(_ connection: Connection) {
        state.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
    }
}
