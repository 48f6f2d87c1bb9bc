internal import Postgres
internal import Primitives

/// The tables of an export, the partitions that hold their rows, and the foreign keys that leave
/// them, as a server declares them.
struct SubsetSchema {
    /// One table of the export.
    struct Table {
        let name: ColumnReference
        let isPartitioned: Bool
        /// Places in `leaves`: the table itself or its partitions.
        var leaves: [Int] = []
        /// Rows by the server's statistics; `nil` before any ANALYZE.
        var rowEstimate: Double?
        /// The primary key, or else a unique key without NULLs; empty when it has neither.
        var key: [String] = []
        /// A partition that lies on another server.
        var foreignPartition: ColumnReference?
    }

    /// A table or partition with rows of its own.
    struct Leaf {
        let oid: UInt32
        let name: ColumnReference
        /// Its place in `tables`.
        let table: Int
    }

    /// A foreign key; on partitions too only where it is declared.
    struct ForeignKey {
        /// One end: a table, or a partition of one.
        struct End {
            let name: ColumnReference
            let isPartitioned: Bool
            let columns: [String]
            /// Its place in `tables`; `nil` when it isn't exported.
            let table: Int?
            /// Places in `leaves`.
            let leaves: Set<Int>
        }

        let name: String
        let child: End
        let parent: End
        /// `parent operator child` for each column.
        let operators: [String]

        /// As `ignore-constraints` names it.
        var reference: ColumnReference {
            ColumnReference(
                schema: child.name.schema, relation: child.name.relation, column: name)
        }
    }

    private(set) var tables: [Table] = []
    private(set) var leaves: [Leaf] = []
    private(set) var foreignKeys: [ForeignKey] = []
    /// Places in `leaves`.
    private var leafNumbers: [UInt32: Int] = [:]

    /// The leaf of an OID; `nil` for a partition that came after the schema was read.
    func leaf(_ oid: UInt32) -> Int? { leafNumbers[oid] }

    /// Reads the schema; runs on the connection's queue.
    ///
    /// - Throws: a `PostgresError`, or `ExportError.subset` for a table that is gone.
    init(_ connection: Connection, tables names: [ColumnReference]) throws {
        let attempt = "read foreign keys"
        let found = try connection.execute(
            SubsetSchemaSQL.tables,
            parameters: [Self.list(names.map(\.schema)), Self.list(names.map(\.relation))],
            attempt: attempt)
        var numbers: [UInt32: Int] = [:]
        for row in 0..<found.rowCount { addTable(found, row, names, &numbers) }
        if let gone = names.first(where: { name in !tables.contains { $0.name == name } }) {
            throw ExportError.subset("\(gone): there is no such table; was it dropped meanwhile?")
        }
        guard leaves.count < RowPlace.leafLimit else {
            throw ExportError.subset("more than \(RowPlace.leafLimit) tables and partitions")
        }
        let oids = "{" + numbers.keys.sorted().map { "\($0)" }.joined(separator: ",") + "}"
        let keys = try connection.execute(
            SubsetSchemaSQL.keys, parameters: [oids], attempt: attempt)
        for row in 0..<keys.rowCount {
            guard let table = numbers[keys.oid(row, 0)] else { continue }
            tables[table].key = keys.list(row, 1)
        }
        let foreign = try connection.execute(
            SubsetSchemaSQL.foreignKeys, parameters: [oids], attempt: attempt)
        for row in 0..<foreign.rowCount { addForeignKey(foreign, row, numbers) }
    }

    /// A row for each partition; the first of a table brings the table.
    private mutating func addTable(
        _ rows: borrowing QueryResult, _ row: Int, _ names: [ColumnReference],
        _ numbers: inout [UInt32: Int]
    ) {
        let oid = rows.oid(row, 1)
        if numbers[oid] == nil, let position = rows.integer(row, 0) {
            numbers[oid] = tables.count
            tables.append(
                Table(name: names[position], isPartitioned: rows.text(row, 2) == "p"))
        }
        guard let table = numbers[oid], !rows.isNull(row, 3) else { return }
        let leaf = Leaf(oid: rows.oid(row, 3), name: rows.relation(row, 4), table: table)
        if rows.text(row, 6) == "f" { tables[table].foreignPartition = leaf.name }
        leafNumbers[leaf.oid] = leaves.count
        tables[table].leaves.append(leaves.count)
        leaves.append(leaf)
        if let estimate = rows.text(row, 7).flatMap({ Double($0) }), estimate >= 0 {
            tables[table].rowEstimate = (tables[table].rowEstimate ?? 0) + estimate
        }
    }

    private mutating func addForeignKey(
        _ rows: borrowing QueryResult, _ row: Int, _ numbers: [UInt32: Int]
    ) {
        foreignKeys.append(
            ForeignKey(
                name: rows.text(row, 0) ?? "", child: end(rows, row, 2, numbers),
                parent: end(rows, row, 8, numbers), operators: rows.list(row, 1)))
    }

    private func end(
        _ rows: borrowing QueryResult, _ row: Int, _ column: Int, _ numbers: [UInt32: Int]
    ) -> ForeignKey.End {
        let oids = rows.list(row, column + 5).compactMap { UInt32($0) }
        return ForeignKey.End(
            name: rows.relation(row, column), isPartitioned: rows.boolean(row, column + 2),
            columns: rows.list(row, column + 3), table: numbers[rows.oid(row, column + 4)],
            leaves: Set(oids.compactMap { leafNumbers[$0] }))
    }

    /// An array of text as PostgreSQL reads it.
    private static func list(_ texts: [String]) -> String {
        let quoted = texts.map { text in
            var escaped = "".unicodeScalars
            for scalar in text.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
                escaped.append(scalar)
            }
            return "\"\(String(escaped))\""
        }
        return "{" + quoted.joined(separator: ",") + "}"
    }
}

extension QueryResult {
    fileprivate func oid(_ row: Int, _ column: Int) -> UInt32 {
        text(row, column).flatMap { UInt32($0) } ?? 0
    }

    /// Schema and name in two columns.
    fileprivate func relation(_ row: Int, _ column: Int) -> ColumnReference {
        ColumnReference(
            schema: text(row, column) ?? "", relation: text(row, column + 1) ?? "", column: "")
    }
}
