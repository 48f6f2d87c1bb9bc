package import Masking
internal import Synchronization

/// The external commands of one export: started by its workers, ended before it is published.
package final class FilterProcesses: Sendable {
    private let running = Mutex<[FilterProcess]>([])

    package init() {}

    /// Starts a command for a worker.
    package var starter: ExternalStarter {
        { [self] (command) throws(ExternalFailure) in try start(command) }
    }

    private func start(_ command: ExternalCommand) throws(ExternalFailure) -> any ExternalFilter {
        // Why: under the lock, since a pipe is inheritable for a moment after it was made.
        try running.withLock { (running) throws(ExternalFailure) in
            let process = try FilterProcess(command)
            running.append(process)
            return process
        }
    }

    /// Waits for the end of every command, once no worker runs any more.
    ///
    /// - Throws: the first that wrote too much, took too long or ended with another code than 0.
    func finish() throws(ExternalFailure) {
        for process in running.withLock({ $0 }) { try process.finish() }
    }

    /// Ends every command while workers may still wait for one; from any thread.
    package func interrupt() {
        for process in running.withLock({ $0 }) { process.interrupt() }
    }

    /// Ends what still runs.
    func terminate() {
        for process in running.withLock({ exchange(&$0, with: []) }) { process.terminate() }
    }
}
