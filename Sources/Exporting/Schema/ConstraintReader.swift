internal import FoundationEssentials
internal import Postgres

/// Reads what the server holds a table to; runs on the connection's queue, inside a transaction
/// whose search path is `pg_catalog`.
struct ConstraintReader {
    let connection: Connection
    let schema: String
    let table: String
    let attempt: String

    /// - Returns: `nil` when there is no such table: a view has no rows of its own.
    func read() throws(PostgresError) -> TableConstraints? {
        let found = try connection.execute(
            ConstraintSQL.table, parameters: [schema, table], attempt: attempt)
        guard found.rowCount == 1, let oid = found.text(0, 0) else { return nil }
        let rows = found.text(0, 1).flatMap { Double($0) } ?? -1
        return TableConstraints(
            columns: try columns(oid), rules: try checks(oid) + indexes(oid),
            foreignKeys: try foreignKeys(oid), rowEstimate: rows,
            pageCount: found.integer(0, 2) ?? 0)
    }

    private func query(_ sql: String, _ oid: String) throws(PostgresError) -> QueryResult {
        try connection.execute(sql, parameters: [oid], attempt: attempt)
    }

    private func columns(_ oid: String) throws(PostgresError) -> [TableConstraints.Column] {
        let rows = try query(ConstraintSQL.columns, oid)
        return (0..<rows.rowCount).map { row in
            TableConstraints.Column(
                name: rows.text(row, 0) ?? "", type: rows.text(row, 1) ?? "",
                baseType: rows.text(row, 2) ?? rows.text(row, 1) ?? "",
                expression: rows.text(row, 3), generatedFrom: rows.list(row, 4),
                functions: rows.list(row, 5), distinct: rows.text(row, 6).flatMap { Double($0) })
        }
    }

    private func checks(_ oid: String) throws(PostgresError) -> [TableConstraints.Rule] {
        let rows = try query(ConstraintSQL.checks, oid)
        return (0..<rows.rowCount).map { row in
            TableConstraints.Rule(
                name: rows.text(row, 0) ?? "", kind: .check(rows.text(row, 1) ?? ""),
                columns: rows.list(row, 3), keyColumns: [], functions: rows.list(row, 4),
                isValidated: rows.boolean(row, 2))
        }
    }

    private func indexes(_ oid: String) throws(PostgresError) -> [TableConstraints.Rule] {
        let rows = try query(ConstraintSQL.indexes, oid)
        return (0..<rows.rowCount).map { row in
            let keys = rows.list(row, 3)
            let plain = rows.list(row, 4)
            let all = rows.list(row, 5)
            let isExclusion = rows.boolean(row, 1)
            return TableConstraints.Rule(
                name: rows.text(row, 0) ?? "",
                kind: isExclusion
                    ? .exclusion(keys: keys, operators: rows.list(row, 6)) : .unique(keys: keys),
                columns: all, keyColumns: plain.count == keys.count ? plain : all,
                predicate: rows.text(row, 2), functions: rows.list(row, 7), isValidated: true)
        }
    }

    private func foreignKeys(_ oid: String) throws(PostgresError) -> [TableConstraints.ForeignKey] {
        let rows = try query(ConstraintSQL.foreignKeys, oid)
        return (0..<rows.rowCount).map { row in
            TableConstraints.ForeignKey(
                name: rows.text(row, 0) ?? "", columns: rows.list(row, 1),
                schema: rows.text(row, 2) ?? "", relation: rows.text(row, 3) ?? "",
                references: rows.list(row, 4))
        }
    }
}

extension QueryResult {
    /// A JSON array of strings; empty for NULL.
    func list(_ row: Int, _ column: Int) -> [String] {
        guard let text = text(row, column) else { return [] }
        return (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }
}
