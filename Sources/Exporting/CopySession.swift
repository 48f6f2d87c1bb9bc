internal import Formats
package import Postgres
internal import Primitives

/// One read-only snapshot that a table or query is copied out of.
///
/// Begins a transaction and describes the columns; the COPY starts with the first chunk.
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
    private var statements: CopyStatements
    private var reader: CopyReader?
    /// Rows of the statements that are done.
    private var rowCount = 0
    private var isFinished = false

    /// - Parameter subset: reads the rows that it chose of the table, in its snapshot.
    package init(
        _ connection: Connection, _ target: Target, chunkSize: Int,
        subset: SubsetSelection? = nil
    ) throws {
        self.connection = connection
        self.target = target
        self.chunkSize = chunkSize
        described = try connection.perform {
            // Why: reading by place beats reading all, which the planner likes too early.
            let manners = subset == nil ? "" : ";\nSET LOCAL enable_seqscan = off"
            try connection.run(
                script: ReadTransaction.begin(snapshot: subset?.snapshot) + manners,
                attempt: "begin reading \(target.text)")
            return try connection.describe(
                target.sql, attempt: "describe \(target.text)", inTransaction: true)
        }
        statements = CopyStatements(target, described, try subset?.parts(of: target))
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
        if reader != nil { connection.cancel() }
    }

    /// The next rows in COPY text; `firstLine` counts rows.
    func next() throws -> InputChunk? {
        try connection.perform {
            while let reader = try reader ?? start() {
                self.reader = reader
                let first = rowCount + reader.rowCount + 1
                if let bytes = try reader.nextChunk(byteTarget: chunkSize) {
                    return InputChunk(bytes: bytes, firstLine: first)
                }
                rowCount += reader.rowCount
                self.reader = nil
            }
            try finish()
            return nil
        }
    }

    private func start() throws -> CopyReader? {
        guard let sql = statements.next() else { return nil }
        return try CopyReader(connection, sql: sql, attempt: "read \(target.text)")
    }

    private func finish() throws {
        guard !isFinished else { return }
        isFinished = true
        try connection.run(script: "COMMIT", attempt: "end reading \(target.text)")
        if let chosen = statements.chosenRowCount, chosen != rowCount {
            throw ExportError.subset(
                "\(target.text): \(chosen) rows were chosen and \(rowCount) read")
        }
    }
}
