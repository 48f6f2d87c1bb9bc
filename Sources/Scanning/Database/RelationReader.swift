internal import Dispatch
internal import Formats
internal import Postgres
internal import Primitives

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One connection of a scan: reads samples, one short transaction a relation, and reconnects.
///
/// Everything runs on `queue`. After the connection is lost a relation is tried three times with
/// growing pauses; a server that doesn't come back fails the remaining relations at once.
final class RelationReader: Sendable {
    /// Pauses before the second, third and last attempt.
    private static let pausesMilliseconds = [200, 800, 3200]

    let queue = Connection.makeQueue()
    private let options: ConnectionOptions
    private let scan: ScanOptions
    private let cancellation: ScanCancellation
    // SAFETY: touched on `queue` only.
    nonisolated(unsafe) private var connection: Connection?
    // SAFETY: touched on `queue` only.
    nonisolated(unsafe) private var gone: PostgresError?

    init(_ options: ConnectionOptions, scan: ScanOptions, cancellation: ScanCancellation) {
        self.options = options
        self.scan = scan
        self.cancellation = cancellation
    }

    /// Whether there is a connection, or one can be opened.
    func canConnect() -> Bool {
        dispatchPrecondition(condition: .onQueue(queue))
        if unsafe gone != nil { return false }
        return (try? open()) != nil
    }

    /// Gives the connection up at the end of a scan.
    func close() {
        queue.sync {
            if let current = unsafe connection { cancellation.release(current) }
            unsafe connection = nil
        }
    }

    /// Runs `body` with the connection, opened when there is none, and again after a lost one.
    func perform<Result>(
        _ body: (Connection) throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        dispatchPrecondition(condition: .onQueue(queue))
        var attempt = 0
        while true {
            if let gone = unsafe gone { throw gone }
            do throws(PostgresError) {
                return try body(open())
            } catch {
                close(unless: error)
                let mayComeBack = error.kind == .connectionLost || attempt > 0
                guard mayComeBack, isRetryable(error), !cancellation.isCancelled else {
                    throw error
                }
                guard attempt < Self.pausesMilliseconds.count else {
                    unsafe gone = error
                    throw error
                }
                usleep(UInt32(Self.pausesMilliseconds[attempt]) * 1000)
                attempt += 1
            }
        }
    }

    /// Reads a relation's sample; see `SamplePlan`.
    ///
    /// A relation that is locked or too slow is judged by the server's statistics, if there are
    /// any, and says so in `failure`.
    func read(_ relation: RelationSchema) throws(PostgresError) -> RelationSample {
        let start = DispatchTime.now()
        var sample: RelationSample
        do throws(PostgresError) {
            sample = try perform { connection throws(PostgresError) in
                try self.read(relation, connection)
            }
        } catch {
            guard error.kind == .timeout, !cancellation.isCancelled,
                let known = try? readStatistics(of: relation, after: error)
            else { throw error }
            sample = known
        }
        sample.milliseconds = Int(
            (DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000_000)
        return sample
    }

    private func read(
        _ relation: RelationSchema, _ connection: Connection
    ) throws(PostgresError) -> RelationSample {
        let attempt = "read \(relation.reference)"
        return try transaction(connection, attempt) { () throws(PostgresError) in
            let pages =
                try connection.execute(
                    IntrospectionSQL.pageCount(
                        of: relation.oid, isPartitioned: relation.isPartitioned), attempt: attempt
                ).integer(0, 0) ?? 0
            let statistics = try self.statistics(of: relation, pages, connection, attempt)
            var plan = SamplePlan(
                relation, pageCount: pages, rowTarget: scan.sampleRowLimit, seed: scan.seed,
                isClustered: statistics.isClustered)
            var rows = try readWithinBudget(relation, &plan, connection, attempt)
            if let wider = plan.widened(
                relation, rowTarget: scan.sampleRowLimit, rowsRead: rows.rowCount)
            {
                plan = wider
                rows = try readWithinBudget(relation, &plan, connection, attempt)
            }
            return RelationSample(
                relation: relation, plan: plan, pageCount: pages, rows: rows,
                byteCount: rows.columns.reduce(0) { $0 + $1.bytes.count }, milliseconds: 0,
                statistics: statistics.values)
        }
    }

    /// The first pass: what the server knows of a relation that isn't read whole.
    private func statistics(
        of relation: RelationSchema, _ pageCount: Int, _ connection: Connection, _ attempt: String
    ) throws(PostgresError) -> ServerStatistics {
        guard scan.sampleRowLimit != nil,
            SamplePlan.asksStatistics(relation, pageCount: pageCount),
            try ServerStatistics.isReadable(connection, attempt: attempt)
        else { return .none }
        return try ServerStatistics(relation, connection, attempt: attempt)
    }

    /// A sample without rows; `nil` when the server knows nothing either.
    private func readStatistics(
        of relation: RelationSchema, after failure: PostgresError
    ) throws(PostgresError) -> RelationSample? {
        let attempt = "read the statistics of \(relation.reference)"
        let statistics = try perform { connection throws(PostgresError) in
            try self.transaction(connection, attempt) { () throws(PostgresError) in
                guard try ServerStatistics.isReadable(connection, attempt: attempt) else {
                    return ServerStatistics.none
                }
                return try ServerStatistics(relation, connection, attempt: attempt)
            }
        }
        if statistics.values.isEmpty { return nil }
        let plan = SamplePlan(relation, pageCount: 0, rowTarget: nil, seed: scan.seed)
        return RelationSample(
            relation: relation, plan: plan, pageCount: 0,
            rows: RowBatch(columnCount: plan.columns.count), byteCount: 0, milliseconds: 0,
            statistics: statistics.values, failure: failure)
    }

    /// Where each output column of a view comes from; see `DescribedColumn`.
    func origins(of view: RelationSchema) throws(PostgresError) -> [DescribedColumn.Origin?] {
        let attempt = "describe \(view.reference)"
        return try perform { connection throws(PostgresError) in
            try self.transaction(connection, attempt) { () throws(PostgresError) in
                let query = try connection.execute(
                    "SELECT pg_catalog.pg_get_viewdef(\(view.oid))", attempt: attempt
                ).text(0, 0)
                return try connection.describe(
                    query ?? "", attempt: attempt, inTransaction: true
                ).map(\.origin)
            }
        }
    }

    /// One short read-only transaction with the settings of `SamplePlan.opening`.
    private func transaction<Result>(
        _ connection: Connection, _ attempt: String,
        _ body: () throws(PostgresError) -> Result
    ) throws(PostgresError) -> Result {
        try connection.run(
            script: SamplePlan.opening(
                statementTimeoutSeconds: scan.statementTimeoutSeconds,
                lockTimeoutSeconds: scan.lockTimeoutSeconds), attempt: attempt)
        do throws(PostgresError) {
            let result = try body()
            try connection.run(script: "COMMIT", attempt: attempt)
            return result
        } catch {
            if connection.isUsable { try? connection.run(script: "ROLLBACK", attempt: attempt) }
            throw error
        }
    }

    /// Reads with ever shorter cells, and at last fewer rows, until the byte budget holds.
    private func readWithinBudget(
        _ relation: RelationSchema, _ plan: inout SamplePlan, _ connection: Connection,
        _ attempt: String
    ) throws(PostgresError) -> RowBatch {
        if plan.columns.isEmpty { return RowBatch(columnCount: 0) }
        for limit in SamplePlan.cellLimits {
            let (rows, isWhole) = try copy(
                plan.query(cellLimit: limit), plan, connection, attempt)
            if isWhole { return rows }
            if limit == SamplePlan.cellLimits.last {
                plan = plan.narrowed(relation, rowTarget: rows.rowCount)
            }
        }
        let shortest = SamplePlan.cellLimits[SamplePlan.cellLimits.count - 1]
        return try copy(plan.query(cellLimit: shortest), plan, connection, attempt).rows
    }

    /// Copies a query's rows; `isWhole` is false when the byte budget ended it early.
    private func copy(
        _ query: String, _ plan: SamplePlan, _ connection: Connection, _ attempt: String
    ) throws(PostgresError) -> (rows: RowBatch, isWhole: Bool) {
        let reader = try CopyReader(
            connection, sql: "COPY (\(query)) TO STDOUT", attempt: attempt)
        var rows = RowBatch(columnCount: plan.columns.count)
        // One chunk holds the whole sample, or the budget is exceeded.
        guard let chunk = try reader.nextChunk(byteTarget: SamplePlan.byteBudget) else {
            return (rows, true)
        }
        let codec = CopyTextCodec(file: attempt, columnCount: plan.columns.count)
        do {
            try codec.decode(InputChunk(bytes: chunk), into: &rows)
        } catch {
            throw PostgresError(
                kind: .protocolViolation, attempt: attempt, reason: "a row isn't COPY text")
        }
        return (rows, try reader.nextChunk(byteTarget: 1) == nil)
    }

    private func open() throws(PostgresError) -> Connection {
        if let connection = unsafe connection { return connection }
        let opened = try Connection(options, queue: queue)
        cancellation.retain(opened)
        unsafe connection = opened
        return opened
    }

    /// Gives a connection up that is no longer usable.
    private func close(unless error: PostgresError) {
        guard let current = unsafe connection else { return }
        if error.kind == .connectionLost || !current.isUsable {
            cancellation.release(current)
            unsafe connection = nil
        }
    }

    private func isRetryable(_ error: PostgresError) -> Bool {
        error.kind == .connectionLost || error.kind == .unreachable || error.kind == .refused
    }
}
