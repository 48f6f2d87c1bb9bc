internal import Formats
package import Postgres
internal import Primitives

/// One read-only snapshot that a table or query is copied out of.
///
/// Begins a transaction, fixes the settings that decide how values are written, and describes the
/// columns; the COPY starts with the first chunk. Row security is off: where it would hide rows the
/// server refuses instead.
package final class CopySession {
    /// What is read.
    package enum Target: Sendable, Equatable {
        /// A table, materialised view or view by its name.
        case table(schema: String, name: String)
        /// One SELECT.
        case query(String)

        var isTable: Bool {
            if case .table = self { true } else { false }
        }

        /// For messages and the manifest; the text of a query can hold values and isn't shown.
        var text: String {
            switch self {
            case .table(let schema, let name):
                ColumnReference(schema: schema, relation: name, column: "").description
            case .query: "query"
            }
        }

        var sql: String {
            switch self {
            case .table(let schema, let name):
                "SELECT * FROM \(Self.identifier(schema)).\(Self.identifier(name))"
            case .query(let sql):
                String(sql.reversed().drop { $0.isWhitespace || $0 == ";" }.reversed())
            }
        }

        /// Always quoted, since a reserved word may be a table's name.
        static func identifier(_ name: String) -> String {
            "\""
                + name.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
        }
    }

    package let described: [DescribedColumn]
    private let connection: Connection
    let target: Target
    private let chunkSize: Int
    private var reader: CopyReader?
    private var row = 1
    private var isFinished = false

    private static let settings = """
        BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
        SET LOCAL row_security = off;
        SET LOCAL DateStyle = 'ISO';
        SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL extra_float_digits = 1;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL statement_timeout = 0;
        SET LOCAL lock_timeout = '10s'
        """

    package init(_ connection: Connection, _ target: Target, chunkSize: Int) throws {
        self.connection = connection
        self.target = target
        self.chunkSize = chunkSize
        described = try connection.perform {
            try connection.run(script: Self.settings, attempt: "begin reading \(target.text)")
            return try connection.describe(
                target.sql, attempt: "describe \(target.text)", inTransaction: true)
        }
    }

    /// Asks the server something else in the session's snapshot, before the first chunk; names
    /// that `body` writes without a schema are the system's.
    func inCatalogPath<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        precondition(reader == nil, "a copy under way takes no other statement")
        return try connection.perform {
            let attempt = "check \(target.text)"
            try connection.run(
                script: """
                    SAVEPOINT bauta; SET LOCAL search_path = pg_catalog;
                    SET LOCAL statement_timeout = '60s'
                    """, attempt: attempt)
            let result = try body(connection)
            try connection.run(script: "ROLLBACK TO bauta; RELEASE bauta", attempt: attempt)
            return result
        }
    }

    deinit {
        // Why: dropped midway, the server must not go on sending.
        if reader != nil && !isFinished { connection.cancel() }
    }

    /// The next rows in COPY text; `firstLine` counts rows.
    func next() throws -> InputChunk? {
        try connection.perform {
            let reader = try self.reader ?? start()
            self.reader = reader
            let first = row
            guard let bytes = try reader.nextChunk(byteTarget: chunkSize) else {
                isFinished = true
                try connection.run(script: "COMMIT", attempt: "end reading \(target.text)")
                return nil
            }
            row = reader.rowCount + 1
            return InputChunk(bytes: bytes, firstLine: first)
        }
    }

    private func start() throws -> CopyReader {
        try CopyReader(
            connection, sql: "COPY (\(target.sql)\n) TO STDOUT", attempt: "read \(target.text)")
    }
}
