internal import Postgres
internal import Primitives

/// What `pg_stats` tells of one relation without reading a row of it: the common values and
/// histogram bounds of ANALYZE, and whether equal values lie together.
struct ServerStatistics {
    /// Values taken of each list; ANALYZE keeps 100 by default.
    private static let valueLimit = 100
    /// Characters of a value.
    private static let valueLengthLimit = 1024
    /// From this correlation between row order and value order on, neighbours resemble each other.
    private static let clusteredCorrelation = 0.5

    /// Distinct values by column name; a column without statistics has no entry.
    private(set) var values: [String: CellBatch] = [:]
    /// Whether a repeating value of some column lies in the same pages, so that few pages would
    /// stand for few values.
    private(set) var isClustered = false

    /// No statistics: never analysed, not readable, or not asked for.
    static let none = ServerStatistics()

    private init() {}

    /// Reads them inside a transaction of the scan.
    ///
    /// Columns whose text isn't one plain value (JSON, arrays, bytes) are left out. The view itself
    /// hides columns the role may not read and relations with row security.
    init(
        _ relation: RelationSchema, _ connection: Connection, attempt: String
    ) throws(PostgresError) {
        let plain = relation.columns.filter {
            $0.isReadable && ($0.form == .fixed || $0.form == .text)
        }
        guard !plain.isEmpty else { return }
        let rows = try connection.execute(
            Self.query(relation, plain.map(\.name)), attempt: attempt)
        for row in 0..<rows.rowCount {
            guard let name = rows.text(row, 0) else { continue }
            if rows.boolean(row, 1) { isClustered = true }
            guard !rows.isNull(row, 2) else { continue }
            rows.withCell(row, 2) { values[name, default: CellBatch()].append($0) }
        }
    }

    /// Whether the role may read `pg_stats`, which is open to all unless somebody closed it.
    static func isReadable(_ connection: Connection, attempt: String) throws(PostgresError) -> Bool
    {
        try connection.execute(
            "SELECT pg_catalog.has_table_privilege('pg_catalog.pg_stats', 'SELECT')",
            attempt: attempt
        ).boolean(0, 0)
    }

    /// A row for each value: column, whether it is clustered, value; NULL when there is no list.
    private static func query(_ relation: RelationSchema, _ columns: [String]) -> String {
        func list(_ name: String) -> String {
            """
            (SELECT pg_catalog.left(v, \(valueLengthLimit)) AS value
                FROM pg_catalog.unnest((s.\(name)::text)::text[]) AS v LIMIT \(valueLimit))
            """
        }
        return """
            SELECT s.attname,
                pg_catalog.abs(s.correlation) >= \(clusteredCorrelation) AND s.n_distinct > -0.5,
                v.value
            FROM pg_catalog.pg_stats s
            LEFT JOIN LATERAL (
                \(list("most_common_vals")) UNION \(list("histogram_bounds"))) v ON true
            WHERE s.schemaname = \(literal(relation.schema))
                AND s.tablename = \(literal(relation.name))
                AND s.attname IN (\(columns.map(literal).joined(separator: ", ")))
                AND s.inherited = \(relation.isPartitioned)
            ORDER BY s.attname COLLATE "C", v.value COLLATE "C"
            """
    }

    private static func literal(_ text: String) -> String {
        let escaped = text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''")
        // Why E'': a backslash in a name means itself whatever standard_conforming_strings is.
        let doubled = escaped.split(separator: "\\", omittingEmptySubsequences: false)
            .joined(separator: "\\\\")
        return "E'\(doubled)'"
    }
}
