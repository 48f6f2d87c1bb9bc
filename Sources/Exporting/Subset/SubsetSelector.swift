internal import Configuration
package import Postgres
package import Primitives

/// Chooses the rows of a subset: roots, the rows that reference them, and every row that any of
/// these references, until no foreign key points outside.
///
/// Children are followed from roots and other children only, never from rows that are there
/// because somebody references them: else one shared country would bring every customer. The
/// result doesn't depend on the order of anything. Memory is some 60 bytes a taken row.
package struct SubsetSelector {
    private let file: SubsetFile
    private let connection: Connection
    private let schema: SubsetSchema
    private let sql: SubsetSQL
    private let isCancelled: () -> Bool
    private var taken: [SubsetRows]
    /// By table: taken rows whose references weren't followed yet.
    private var fresh: [[RowPlace]]
    /// Roots and children by the foreign key, of `keys`, that they came by: their parent by that
    /// one is taken already.
    private var arrivals: [Int?: [RowPlace]] = [:]
    private var keys: [SubsetSchema.ForeignKey] = []
    private var count = 0

    /// Rows whose references are followed by one statement, some 14 bytes each.
    private static let batchRowCount = 100_000

    /// Opens the snapshot, chooses and counts; nothing is written anywhere.
    ///
    /// - Parameters:
    ///   - tables: every table of the export; names without a column.
    ///   - isCancelled: asked between statements.
    /// - Throws: a `ConfigurationError` for what the plan says wrong of this server, a
    ///   `PostgresError`, or an `ExportError`.
    package static func choose(
        _ file: SubsetFile, seed: SubsetSeed, of tables: [ColumnReference],
        on connection: Connection, isCancelled: @escaping () -> Bool = { false }
    ) throws -> SubsetSelection {
        try connection.perform {
            let attempt = "choose the rows of the subset"
            try connection.run(script: ReadTransaction.begin() + Self.manners, attempt: attempt)
            let exported = try connection.execute(
                "SELECT pg_catalog.pg_export_snapshot()", attempt: attempt)
            try connection.run(
                script: "SAVEPOINT bauta; SET LOCAL search_path = pg_catalog", attempt: attempt)
            let schema = try SubsetSchema(connection, tables: tables)
            try connection.run(script: "ROLLBACK TO bauta; RELEASE bauta", attempt: attempt)
            var selector = SubsetSelector(
                file, SubsetSQL(seed: seed), schema, connection, isCancelled)
            try selector.run()
            return SubsetSelection(
                connection, snapshot: exported.text(0, 0) ?? "", schema: schema,
                taken: selector.taken, file: file)
        }
    }

    /// The transaction waits while tables are written, and disturbs others as little as a scan.
    private static let manners = """
        ;
        SET LOCAL idle_in_transaction_session_timeout = 0;
        SET LOCAL max_parallel_workers_per_gather = 0;
        SET LOCAL jit = off
        """

    private init(
        _ file: SubsetFile, _ sql: SubsetSQL, _ schema: SubsetSchema, _ connection: Connection,
        _ isCancelled: @escaping () -> Bool
    ) {
        self.file = file
        self.sql = sql
        self.schema = schema
        self.connection = connection
        self.isCancelled = isCancelled
        taken = Array(repeating: SubsetRows(), count: schema.tables.count)
        fresh = Array(repeating: [], count: schema.tables.count)
    }

    private mutating func run() throws {
        keys = try SubsetSchemaCheck(file: file, schema: schema).foreignKeys()
        for table in schema.tables { try takeRoots(table) }
        try followChildren()
        for table in schema.tables where file.line(for: table.name).isWhole {
            try take(sql.rows(of: table, where: nil), as: .root, attempt: attempt(table))
        }
        try followParents()
    }

    private func attempt(_ table: SubsetSchema.Table) -> String { "choose rows of \(table.name)" }

    // MARK: - Roots

    private mutating func takeRoots(_ table: SubsetSchema.Table) throws {
        let line = file.line(for: table.name)
        guard line.isRoot else { return }
        var statement = sql.rows(of: table, where: line.condition)
        try probe(statement, table, line, key: "where")
        if let fraction = line.fraction, fraction < 1 {
            let columns = line.entity.isEmpty ? table.key : line.entity
            statement = sql.sampled(statement, fraction, by: columns)
            try probe(statement, table, line, key: line.entity.isEmpty ? "fraction" : "by")
        }
        try take(statement, as: .root, attempt: attempt(table))
    }

    /// Lets the server read a statement that holds text of the plan, as one statement: what it
    /// takes can stand within another one.
    private func probe(
        _ statement: String, _ table: SubsetSchema.Table, _ line: SubsetLine, key: String
    ) throws {
        do throws(PostgresError) {
            _ = try connection.describe(
                statement, attempt: attempt(table), inTransaction: true)
        } catch {
            guard error.kind == .statement else { throw error }
            // Why: the server quotes the condition's own text in a syntax error.
            let reason = error.sqlState == "42601" ? "42601 syntax error" : error.shortReason
            throw line.place.error("the server refuses it: \(reason)", key: key)
        }
    }

    // MARK: - References

    private mutating func followChildren() throws {
        while let parent = fresh.firstIndex(where: { !$0.isEmpty }) {
            let rows = takeFresh(parent)
            for (number, key) in keys.enumerated() where key.parent.table == parent {
                guard let child = key.child.table.map({ schema.tables[$0] }) else { continue }
                let line = file.line(for: child.name)
                guard line.takesChildren, line.constraints?.contains(key.name) ?? true else {
                    continue
                }
                let columns = child.key.isEmpty ? line.entity : child.key
                for batch in batches(rows, key.parent.leaves) {
                    let statement = sql.children(
                        of: key, leaf: batch.leaf, batch.places, limit: line.limitPerParent,
                        key: columns)
                    try take(statement, as: .child, by: number, attempt: attempt(child))
                }
            }
        }
    }

    private mutating func followParents() throws {
        let first = arrivals.sorted { ($0.key ?? -1) < ($1.key ?? -1) }
        arrivals = [:]
        fresh = Array(repeating: [], count: schema.tables.count)
        for (origin, rows) in first {
            let rows = rows.sorted().byLeaf
            for (number, key) in keys.enumerated() where number != origin {
                try followParents(of: rows, by: key)
            }
        }
        while let child = fresh.firstIndex(where: { !$0.isEmpty }) {
            let rows = takeFresh(child)
            for key in keys { try followParents(of: rows, by: key) }
        }
    }

    private mutating func followParents(
        of rows: [LeafRows], by key: SubsetSchema.ForeignKey
    ) throws {
        let parent = key.parent.table.map { schema.tables[$0] }
        let line = parent.map { file.line(for: $0.name) }
        if line?.isWhole == true { return }
        for batch in batches(rows, key.child.leaves) {
            guard let parent, line?.isExcluded == false else {
                try refuseReferences(key, batch.leaf, batch.places)
                continue
            }
            try take(
                sql.parents(of: key, leaf: batch.leaf, batch.places), as: .parent,
                attempt: attempt(parent))
        }
    }

    private typealias LeafRows = (leaf: Int, places: ArraySlice<RowPlace>)

    /// The rows of a table that are to be followed, those of each leaf together.
    private mutating func takeFresh(_ table: Int) -> [LeafRows] {
        let rows = fresh[table].sorted().byLeaf
        fresh[table] = []
        return rows
    }

    private func batches(
        _ rows: [LeafRows], _ leaves: Set<Int>
    ) -> [(leaf: String, places: ArraySlice<RowPlace>)] {
        rows.filter { leaves.contains($0.leaf) }.flatMap { run in
            let name = SubsetSQL.relation(schema.leaves[run.leaf].name)
            return run.places.pieces(of: Self.batchRowCount).map { (name, $0) }
        }
    }

    /// Ends the run when rows reference a table that the export doesn't have.
    private func refuseReferences(
        _ key: SubsetSchema.ForeignKey, _ leaf: String, _ places: ArraySlice<RowPlace>
    ) throws {
        let answer = try connection.execute(
            sql.references(of: key, leaf: leaf, places), attempt: "follow \(key.reference)")
        let rows = answer.integer(0, 0) ?? 0
        guard rows > 0 else { return }
        let isExcluded = key.parent.table != nil
        throw file.error(
            "\(rows) rows of \(key.child.name) reference \(key.parent.name), which"
                + (isExcluded ? " is excluded; take it" : " the catalog doesn't hold; scan it")
                + ", or list \(key.reference) in ignore-constraints", key: "tables")
    }

    // MARK: - Rows

    /// - Parameter origin: the foreign key, of `keys`, by which the rows are children.
    private mutating func take(
        _ statement: String, as reason: SubsetRows.Reason, by origin: Int? = nil, attempt: String
    ) throws {
        if isCancelled() { throw ExportError.interrupted }
        let reader = try CopyReader(
            connection, sql: "COPY (\(statement)\n) TO STDOUT", attempt: attempt)
        while let chunk = try reader.nextChunk() {
            try RowPlace.forEach(in: chunk) { oid, block, line in
                guard let leaf = schema.leaf(oid) else {
                    throw ExportError.subset(
                        "a partition was attached while the subset was chosen; run again")
                }
                let table = schema.leaves[leaf].table
                let place = RowPlace(leaf: leaf, block: block, line: line)
                guard taken[table].take(place, as: reason) else { return }
                fresh[table].append(place)
                if reason != .parent { arrivals[origin, default: []].append(place) }
                count += 1
            }
            guard count <= file.rowLimit else {
                connection.cancel()
                throw tooMany()
            }
        }
    }

    private func tooMany() -> ConfigurationError {
        let largest = zip(schema.tables, taken).max { $0.1.places.count < $1.1.places.count }
        let most = largest.map { ", most of them of \($0.0.name)" } ?? ""
        return file.error(
            "the subset has more than \(file.rowLimit) rows\(most); take less, bound children with"
                + " limit-per-parent, or raise max-rows", key: "max-rows")
    }
}
