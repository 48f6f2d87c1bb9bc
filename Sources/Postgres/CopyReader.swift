internal import CLibPQ
internal import Dispatch

/// Reads `COPY … TO STDOUT` in chunks of whole rows.
///
/// Runs on the connection's queue. Dropping it midway is allowed: call `Connection.cancel()` first,
/// or the next statement reads the rest and throws it away.
package final class CopyReader {
    /// Bytes after which a chunk is handed out.
    package static let chunkByteTarget = 1 << 20

    private let connection: Connection
    private let attempt: String
    private var isFinished = false
    /// Rows handed out so far.
    package private(set) var rowCount = 0

    /// Starts the COPY.
    ///
    /// - Throws: the server's refusal, or `.protocolViolation` when `sql` isn't a COPY TO STDOUT.
    package init(_ connection: Connection, sql: String, attempt: String) throws(PostgresError) {
        dispatchPrecondition(condition: .onQueue(connection.queue))
        self.connection = connection
        self.attempt = attempt
        let result = unsafe PQexec(connection.handle, sql)
        _ = try unsafe connection.checked(result, expecting: [PGRES_COPY_OUT], attempt)
    }

    /// The next rows, each with its newline, about `byteTarget` bytes of them; `nil` at the end.
    ///
    /// - Throws: what the server reports midway; a COPY that ends early is an error, never an end.
    package func nextChunk(
        byteTarget: Int = chunkByteTarget
    ) throws(PostgresError) -> [UInt8]? {
        dispatchPrecondition(condition: .onQueue(connection.queue))
        if isFinished { return nil }
        var chunk: [UInt8] = []
        chunk.reserveCapacity(byteTarget + byteTarget / 8)
        while chunk.count < byteTarget {
            var row: UnsafeMutablePointer<CChar>?
            let length = unsafe PQgetCopyData(connection.handle, &row, 0)
            if length < 0 {
                isFinished = true
                try finish(length)
                break
            }
            let bytes = unsafe UnsafeRawBufferPointer(start: row, count: Int(length))
            unsafe chunk.append(contentsOf: bytes)
            unsafe PQfreemem(row)
            rowCount += 1
        }
        return chunk.isEmpty ? nil : chunk
    }

    /// Takes the result that ends a COPY and checks that the server sent as many rows as it counts.
    private func finish(_ length: Int32) throws(PostgresError) {
        let ending = unsafe PQgetResult(connection.handle)
        let result = try unsafe connection.checked(ending, expecting: [PGRES_COMMAND_OK], attempt)
        let announced = result.affectedRowCount
        while let rest = unsafe PQgetResult(connection.handle) { unsafe PQclear(rest) }
        guard length == -1, announced == rowCount else {
            throw PostgresError(
                kind: .protocolViolation, attempt: attempt,
                reason: "COPY ended after \(rowCount) of \(announced) rows")
        }
    }
}
