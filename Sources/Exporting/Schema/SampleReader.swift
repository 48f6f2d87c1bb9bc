internal import Postgres
internal import Primitives

/// Reads some rows of a table from all over it, in the columns and form that `mask` reads.
struct SampleReader {
    let connection: Connection
    let target: CopySession.Target
    let attempt: String

    /// Bytes of a sample that are kept in memory.
    static let byteLimit = 8 << 20
    /// Rows fetched at once.
    private static let step = 200
    /// Blocks that a small sample is spread over.
    private static let leastPages = 64.0

    /// At most `limit` rows and about `byteLimit` bytes, and whether that is the whole table.
    func read(
        _ columnCount: Int, limit: Int, constraints: TableConstraints
    ) throws(PostgresError) -> (rows: RowBatch, isWhole: Bool) {
        let share = percentage(limit, constraints)
        let clause = share.map { " TABLESAMPLE system (\($0)) REPEATABLE (1)" } ?? ""
        try connection.run(
            script: "DECLARE bauta_sample NO SCROLL CURSOR FOR \(target.sql)\(clause)",
            attempt: attempt)
        var batch = RowBatch(columnCount: columnCount)
        var isEnd = false
        while !isEnd, batch.rowCount < limit,
            batch.columns.reduce(0, { $0 + $1.bytes.count }) < Self.byteLimit
        {
            let wanted = min(Self.step, limit - batch.rowCount)
            let result = try connection.execute(
                "FETCH \(wanted) FROM bauta_sample", attempt: attempt)
            for column in 0..<columnCount {
                result.append(column: column, to: &batch.columns[column])
            }
            isEnd = result.rowCount < wanted
        }
        if !isEnd, share == nil {
            isEnd =
                try connection.execute("FETCH 1 FROM bauta_sample", attempt: attempt)
                .rowCount == 0
        }
        try connection.run(script: "CLOSE bauta_sample", attempt: attempt)
        return (batch, isEnd && share == nil)
    }

    /// The share of blocks to draw; `nil` to read from the start, where that is as good.
    private func percentage(_ limit: Int, _ constraints: TableConstraints) -> Double? {
        let pages = Double(constraints.pageCount)
        guard constraints.rowEstimate > Double(limit) * 1.5, pages > Self.leastPages else {
            return nil
        }
        let needed = max(pages * Double(limit) / constraints.rowEstimate * 1.2, Self.leastPages)
        return min(100, max(0.0001, needed / pages * 100))
    }
}
