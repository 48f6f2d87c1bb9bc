internal import CLibPQ
internal import Dispatch

/// One output column of a query, as the server describes it without running it.
package struct DescribedColumn: Sendable, Equatable {
    /// The column of a table, view or materialised view that a query shows unchanged.
    package struct Origin: Sendable, Hashable {
        package var schema: String
        package var relation: String
        package var column: String
        package var relationOID: UInt32
        package var attnum: Int
    }

    package var name: String
    /// `format_type` output: `character varying(20)`; other than the system's types with schema.
    package var type: String
    /// `nil` for computed columns. Aliases don't hide it.
    package var origin: Origin?
}

extension Connection {
    /// Describes the output of a query: names, types and where each column comes from.
    ///
    /// Prepares the unnamed statement and asks Describe for it, in one transaction of its own
    /// unless `inTransaction` says that one is open.
    package func describe(
        _ sql: String, attempt: String, inTransaction: Bool = false
    ) throws(PostgresError) -> [DescribedColumn] {
        dispatchPrecondition(condition: .onQueue(queue))
        if inTransaction { return try describeInTransaction(sql, attempt) }
        try run(script: "BEGIN READ ONLY", attempt: attempt)
        let columns: [DescribedColumn]
        do throws(PostgresError) {
            columns = try describeInTransaction(sql, attempt)
        } catch {
            try? run(script: "ROLLBACK", attempt: attempt)
            throw error
        }
        try run(script: "COMMIT", attempt: attempt)
        return columns
    }

    private func describeInTransaction(
        _ sql: String, _ attempt: String
    ) throws(PostgresError) -> [DescribedColumn] {
        let prepared = unsafe PQprepare(handle, "", sql, 0, nil)
        _ = try unsafe checked(prepared, expecting: [PGRES_COMMAND_OK], attempt)
        let answer = unsafe PQdescribePrepared(handle, "")
        let shape = try unsafe checked(answer, expecting: [PGRES_COMMAND_OK], attempt)
        let raw = (0..<shape.columnCount).map { shape.described($0) }
        func list(_ values: [some BinaryInteger]) -> String {
            "{" + values.map { "\($0)" }.joined(separator: ",") + "}"
        }
        // Why: format_type leaves out schemas on the search path; the savepoint gives it back.
        try run(
            script: "SAVEPOINT bauta; SET LOCAL search_path = pg_catalog", attempt: attempt)
        let names = try execute(
            Self.describeSQL,
            parameters: [
                list(raw.map(\.type)), list(raw.map(\.modifier)), list(raw.map(\.table)),
                list(raw.map(\.attnum)),
            ], attempt: attempt)
        try run(script: "ROLLBACK TO bauta; RELEASE bauta", attempt: attempt)
        return raw.indices.map { index in
            var origin: DescribedColumn.Origin?
            if let schema = names.text(index, 1), let relation = names.text(index, 2),
                let column = names.text(index, 3)
            {
                origin = DescribedColumn.Origin(
                    schema: schema, relation: relation, column: column,
                    relationOID: raw[index].table, attnum: raw[index].attnum)
            }
            return DescribedColumn(
                name: shape.columnName(index), type: names.text(index, 0) ?? "", origin: origin)
        }
    }

    private static let describeSQL = """
        SELECT pg_catalog.format_type(d.type, d.modifier), n.nspname, c.relname, a.attname
        FROM ROWS FROM (
            pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::int4[]),
            pg_catalog.unnest($3::oid[]), pg_catalog.unnest($4::int4[])
        ) WITH ORDINALITY AS d(type, modifier, relation, attnum, position)
        LEFT JOIN pg_catalog.pg_class c ON c.oid = d.relation
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.attnum
            AND a.attnum > 0
        ORDER BY d.position
        """
}
