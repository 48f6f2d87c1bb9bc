internal import Postgres
internal import Primitives

/// Puts rows to the server as if they lay in their table, and counts which rules they break.
///
/// Nothing is written: the rows are the query's parameters. Runs inside a read-only transaction
/// whose search path is `pg_catalog`; a statement that fails is rolled back to a savepoint.
struct RowTrial {
    let connection: Connection
    let constraints: TableConstraints
    /// The table's own name, under which expressions may speak of its rows.
    let table: String
    /// Whether functions that aren't the server's own may be called.
    let runsFunctions: Bool
    let attempt: String

    /// An exclusion constraint compares every pair.
    static let pairRowLimit = 300

    /// What the server says to a rule.
    enum Answer: Equatable {
        case broken(rows: Int)
        /// SQLSTATE and reason.
        case failed(String)
    }

    /// The rows of a trial: the cells of some columns of the table, by name.
    struct Rows {
        private(set) var cells: [String: CellBatch] = [:]
        private(set) var count = 0

        init(_ names: [String], _ batch: RowBatch) {
            count = batch.rowCount
            for (name, column) in zip(names, batch.columns) { cells[name] = column }
        }
    }

    /// Whether the type takes every cell: `nil` when it does, else what the server says.
    func refusal(of column: TableConstraints.Column, _ rows: Rows) throws -> String? {
        guard let cells = rows.cells[column.name] else { return nil }
        let sql = "SELECT count(v.x::\(type(of: column))) FROM unnest($1::text[]) AS v(x)"
        if case .failed(let reason) = try ask(sql, [Self.literal(cells, limit: .max)]) {
            return reason
        }
        return nil
    }

    /// Asks the server whether the rows keep a rule.
    func answer(_ rule: TableConstraints.Rule, _ rows: Rows) throws -> Answer {
        var limit = Int.max
        let question: String
        let condition = rule.predicate.map { " WHERE (\($0))" } ?? ""
        let relation = CopySession.Target.identifier(table)
        let source = self.source(rows, for: rule)
        switch rule.kind {
        case .check(let expression):
            question = "SELECT count(*) FILTER (WHERE NOT (\(expression))) FROM \(source.sql)"
        case .unique(let keys):
            let list = keys.indices.map { "(\(keys[$0])) AS k\($0)" }.joined(separator: ", ")
            let names = keys.indices.map { "k.k\($0)" }
            let present = names.map { $0 + " IS NOT NULL" }.joined(separator: " AND ")
            question = """
                SELECT count(*) - count(DISTINCT ROW(\(names.joined(separator: ", "))))
                FROM (SELECT \(list) FROM \(source.sql)\(condition)) AS k WHERE \(present)
                """
        case .exclusion(let keys, let operators):
            limit = Self.pairRowLimit
            let list = keys.indices.map { "(\(keys[$0])) AS k\($0)" }.joined(separator: ", ")
            let meets = zip(keys.indices, operators).map { "a.k\($0) \($1) b.k\($0)" }
            question = """
                WITH k AS MATERIALIZED (SELECT \(relation)."bauta row" AS n, \(list)
                    FROM \(source.sql)\(condition))
                SELECT count(*) FROM k a JOIN k b
                    ON a.n < b.n AND \(meets.joined(separator: " AND "))
                """
        }
        return try ask(question, source.columns.map { Self.literal($0, limit: limit) })
    }

    private func ask(_ sql: String, _ parameters: [String]) throws -> Answer {
        try connection.run(script: "SAVEPOINT bauta_trial", attempt: attempt)
        do throws(PostgresError) {
            let result = try connection.execute(sql, parameters: parameters, attempt: attempt)
            let broken = result.integer(0, 0) ?? 0
            try connection.run(script: "RELEASE bauta_trial", attempt: attempt)
            return .broken(rows: broken)
        } catch {
            guard error.kind == .statement else { throw error }
            try connection.run(
                script: "ROLLBACK TO bauta_trial; RELEASE bauta_trial", attempt: attempt)
            return .failed(error.shortReason)
        }
    }

    private func type(of column: TableConstraints.Column) -> String {
        // Why: casting to a domain runs its checks, and these may be somebody's functions.
        column.functions.isEmpty || runsFunctions ? column.type : column.baseType
    }

    /// The columns that a rule reads as a FROM item of the table's name, generated ones computed
    /// anew.
    private func source(
        _ rows: Rows, for rule: TableConstraints.Rule
    ) -> (sql: String, columns: [CellBatch]) {
        let read = constraints.columns.filter { rule.columns.contains($0.name) }
        let needed = Set(read.map(\.name) + read.flatMap(\.generatedFrom))
        let own = constraints.columns.filter {
            $0.expression == nil && needed.contains($0.name) && rows.cells[$0.name] != nil
        }
        let parameters = own.indices.map { "unnest($\($0 + 1)::text[])" }.joined(separator: ", ")
        let names = own.indices.map { "c\($0)" } + ["n"]
        let list =
            zip(own, names).map {
                "v.\($1)::\(type(of: $0)) AS \(CopySession.Target.identifier($0.name))"
            } + ["v.n AS \"bauta row\""]
        let relation = CopySession.Target.identifier(table)
        var sql = """
            (SELECT \(list.joined(separator: ", ")) FROM ROWS FROM (\(parameters))
            WITH ORDINALITY AS v(\(names.joined(separator: ", ")))) AS \(relation)
            """
        let generated = read.compactMap { column in
            column.expression.map {
                "(\($0))::\(column.type) AS \(CopySession.Target.identifier(column.name))"
            }
        }
        if !generated.isEmpty {
            sql = """
                (SELECT \(relation).*, \(generated.joined(separator: ", ")) FROM \(sql))
                AS \(relation)
                """
        }
        return (sql, own.compactMap { rows.cells[$0.name] })
    }

    /// An array of text as PostgreSQL reads it.
    private static func literal(_ cells: CellBatch, limit: Int) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for row in 0..<min(cells.count, limit) {
            if row > 0 { bytes.append(UInt8(ascii: ",")) }
            if cells.isNull(row) {
                bytes += Array("NULL".utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in cells.bytes[cells.range(row)] {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    bytes.append(UInt8(ascii: "\\"))
                }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }
}
