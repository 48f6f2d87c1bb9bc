internal import CLibPQ
package import Dispatch
internal import Primitives
internal import Synchronization

/// One libpq connection on one serial queue of its own.
///
/// Every operation but `cancel` must run on `queue`, inside `perform` or a block sent there; a
/// precondition checks it. Transactions use SET LOCAL only and no session state is left behind, so
/// that it works through PgBouncer in transaction mode. Notices are dropped: they may hold values.
@safe package final class Connection: Sendable {
    /// Where everything about this connection runs.
    package let queue: DispatchQueue
    /// Host and database as libpq resolved them.
    package let host: String
    package let database: String
    // SAFETY: touched on `queue` only, but for PQfinish in deinit, when nobody else is left.
    nonisolated(unsafe) let handle: OpaquePointer
    // SAFETY: PQcancel is documented as safe from any thread; the object never changes.
    nonisolated(unsafe) private let canceller: OpaquePointer?
    private let cancelled = Atomic(false)

    /// Connects, waiting on the calling thread.
    ///
    /// - Parameter queue: a serial queue to take over, when a lost connection is replaced.
    /// - Throws: `.unreachable` or `.refused`.
    package init(
        _ options: ConnectionOptions, queue: DispatchQueue = Connection.makeQueue()
    ) throws(PostgresError) {
        self.queue = queue
        let handle = unsafe Self.open(options.parameters.exposed)
        guard let handle = unsafe handle else {
            throw PostgresError(
                kind: .unreachable, attempt: "connect", reason: "libpq is out of memory")
        }
        let host = unsafe Self.text(PQhost(handle))
        let database = unsafe Self.text(PQdb(handle))
        guard unsafe PQstatus(handle) == CONNECTION_OK else {
            let error = unsafe PostgresError.connecting(
                message: Self.text(PQerrorMessage(handle)), host: host,
                port: Self.text(PQport(handle)), database: database)
            unsafe PQfinish(handle)
            throw error
        }
        unsafe PQsetNoticeReceiver(handle, { _, _ in }, nil)
        self.host = host
        self.database = database
        unsafe self.handle = handle
        unsafe canceller = PQgetCancel(handle)
    }

    deinit {
        unsafe PQfreeCancel(canceller)
        unsafe PQfinish(handle)
    }

    /// A serial queue for one connection and its successors.
    package static func makeQueue() -> DispatchQueue { DispatchQueue(label: "bauta.connection") }

    /// Runs `body` on the connection's queue and waits for it.
    package func perform<Result>(_ body: () throws -> Result) rethrows -> Result {
        try queue.sync(execute: body)
    }

    /// Runs one statement with text parameters (`nil` is NULL) and takes its whole result.
    ///
    /// - Parameter attempt: what is being done, for the error: `read public.orders`.
    package func execute(
        _ sql: String, parameters: [String?] = [], attempt: String
    ) throws(PostgresError) -> QueryResult {
        dispatchPrecondition(condition: .onQueue(queue))
        let result = unsafe withCStrings(parameters) { values in
            unsafe PQexecParams(
                handle, sql, Int32(parameters.count), nil, values, nil, nil, 0)
        }
        return try unsafe checked(result, expecting: [PGRES_TUPLES_OK, PGRES_COMMAND_OK], attempt)
    }

    /// Runs several statements separated by `;` that return nothing of interest.
    package func run(script: String, attempt: String) throws(PostgresError) {
        dispatchPrecondition(condition: .onQueue(queue))
        let result = unsafe PQexec(handle, script)
        _ = try unsafe checked(result, expecting: [PGRES_TUPLES_OK, PGRES_COMMAND_OK], attempt)
    }

    /// Asks the server to stop what this connection runs. Safe from any thread.
    ///
    /// The statement under way fails as `.cancelled`.
    package func cancel() {
        cancelled.store(true, ordering: .relaxed)
        var message = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(canceller, &message, Int32(message.count))
    }

    /// Whether the connection still stands, as far as libpq knows.
    package var isUsable: Bool {
        dispatchPrecondition(condition: .onQueue(queue))
        return unsafe PQstatus(handle) == CONNECTION_OK
    }

    /// Takes a result over, or throws what it reports.
    func checked(
        _ result: OpaquePointer?, expecting expected: [ExecStatusType], _ attempt: String
    ) throws(PostgresError) -> QueryResult {
        guard let result = unsafe result else { throw lost(attempt) }
        let status = unsafe PQresultStatus(result)
        if expected.contains(status) { return unsafe QueryResult(owning: result) }
        defer { unsafe PQclear(result) }
        guard status == PGRES_FATAL_ERROR else {
            throw PostgresError(
                kind: .protocolViolation, attempt: attempt,
                reason: "the statement is of another kind than expected")
        }
        let hasState = unsafe PostgresError.field(result, .sqlState) != nil
        if !hasState { throw lost(attempt) }
        throw unsafe PostgresError.reading(
            result, attempt: attempt, isCancelled: cancelled.load(ordering: .relaxed))
    }

    /// The error for a connection that gave no answer.
    func lost(_ attempt: String) -> PostgresError {
        PostgresError(
            kind: .connectionLost, attempt: attempt,
            reason: "the connection to the server was lost",
            remedy: "check network and server log")
    }

    private static func open(_ parameters: [(name: String, value: String)]) -> OpaquePointer? {
        unsafe withCStrings(parameters.map(\.name)) { names in
            unsafe withCStrings(parameters.map(\.value)) { values in
                unsafe PQconnectdbParams(names, values, 0)
            }
        }
    }

    static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }

    private static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
        unsafe pointer.map { unsafe String(cString: $0) } ?? ""
    }
}
