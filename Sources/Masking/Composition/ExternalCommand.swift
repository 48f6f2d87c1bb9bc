package import Primitives

/// A program that masks the values of a column: a filter over JSON lines, for what we lack.
///
/// It is run with `sh -c`, once a worker. For every cell that is neither NULL nor empty it reads a
/// line `{"value":"…"}` and has to write one line `{"value":"…"}` or `{"value":null}`, in the same
/// order. Anything else, or an exit code other than 0, ends the run without output.
package struct ExternalCommand: Sendable, Hashable {
    package let command: String
    /// How long the answers to one batch may take.
    package let timeoutSeconds: Int

    static let defaultTimeoutSeconds = 60
    static let maximumTimeoutSeconds = 3_600

    package init(command: String, timeoutSeconds: Int) {
        self.command = command
        self.timeoutSeconds = timeoutSeconds
    }
}

/// A running external command of one worker.
package protocol ExternalFilter: AnyObject, Sendable {
    /// Appends the answer to every cell; none of them is NULL or empty.
    func answer(_ cells: CellBatch, into output: inout CellBatch) throws(ExternalFailure)
}

/// Starts external commands; called on workers, once for each worker and column.
package typealias ExternalStarter =
    @Sendable (ExternalCommand) throws(ExternalFailure) -> any ExternalFilter

/// Why an external command can't be relied on; holds nothing that it read or wrote.
package struct ExternalFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
