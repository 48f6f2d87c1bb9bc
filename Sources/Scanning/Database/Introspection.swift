internal import Catalog
package import Postgres

/// Reads what the system catalog says of every relation that isn't the system's own.
///
/// One read-only transaction with one snapshot, so that the answers fit together. Needs no
/// privilege on the relations themselves.
package struct Introspection {
    private var relations: [RelationSchema] = []
    private var positions: [UInt32: Int] = [:]
    private var domains: [UInt32: Domain] = [:]
    private var enums: [UInt32: [String]] = [:]

    private struct Domain {
        var name: String
        var base: UInt32
        var baseType: String
        var category: String
        var checks: String?
    }

    /// All relations, by schema and name; must run on the connection's queue.
    package static func read(_ connection: Connection) throws(PostgresError) -> [RelationSchema] {
        let attempt = "read the system catalog"
        try connection.run(
            script: """
                BEGIN READ ONLY ISOLATION LEVEL REPEATABLE READ;
                SET LOCAL search_path = pg_catalog; SET LOCAL statement_timeout = '60s'
                """, attempt: attempt)
        var reading = Introspection()
        do throws(PostgresError) {
            try reading.readAll(connection, attempt)
        } catch {
            try? connection.run(script: "ROLLBACK", attempt: attempt)
            throw error
        }
        try connection.run(script: "COMMIT", attempt: attempt)
        return reading.relations
    }

    private mutating func readAll(
        _ connection: Connection, _ attempt: String
    ) throws(PostgresError) {
        try readRelations(connection.execute(IntrospectionSQL.relations, attempt: attempt))
        try readDomains(connection.execute(IntrospectionSQL.domains, attempt: attempt))
        try readEnums(connection.execute(IntrospectionSQL.enums, attempt: attempt))
        try readColumns(connection.execute(IntrospectionSQL.columns, attempt: attempt))
        try readChecks(connection.execute(IntrospectionSQL.checks, attempt: attempt))
        try readGenerated(
            connection.execute(IntrospectionSQL.generatedColumns, attempt: attempt))
        try readIndexes(connection.execute(IntrospectionSQL.indexes, attempt: attempt))
        try readIndexes(
            connection.execute(IntrospectionSQL.partialIndexes, attempt: attempt), arePartial: true)
        try readForeignKeys(connection.execute(IntrospectionSQL.foreignKeys, attempt: attempt))
    }

    private mutating func readRelations(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            let isPartition = rows.boolean(row, 4)
            guard let kind = Self.kind(rows.text(row, 3), isPartition: isPartition) else {
                continue
            }
            let tuples = rows.text(row, 5).flatMap { Double($0) } ?? -1
            let pages = rows.integer(row, 6) ?? 0
            positions[rows.oid(row, 0) ?? 0] = relations.count
            var relation = RelationSchema(
                oid: rows.oid(row, 0) ?? 0, schema: rows.text(row, 1) ?? "",
                name: rows.text(row, 2) ?? "", kind: kind,
                // Why: before the first ANALYZE there are -1 tuples, before PostgreSQL 14 0.
                rowsPerPage: tuples < 0 || pages <= 0 ? nil : tuples / Double(pages),
                hasChildren: rows.boolean(row, 7), isPartitioned: rows.text(row, 3) == "p",
                owner: rows.text(row, 9) ?? "")
            relation.parentOID = isPartition ? rows.oid(row, 8) : nil
            relation.server = rows.text(row, 10)
            relations.append(relation)
        }
    }

    private static func kind(_ relkind: String?, isPartition: Bool) -> CatalogRelation.Kind? {
        switch relkind {
        case "r": isPartition ? .partition : .table
        case "p": isPartition ? .partition : .partitioned
        case "m": .materializedView
        case "v": .view
        case "f": .foreignTable
        default: nil
        }
    }

    private mutating func readDomains(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            domains[rows.oid(row, 0) ?? 0] = Domain(
                name: rows.text(row, 1) ?? "", base: rows.oid(row, 2) ?? 0,
                baseType: rows.text(row, 3) ?? "", category: rows.text(row, 4) ?? "",
                checks: rows.text(row, 5))
        }
    }

    private mutating func readEnums(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            enums[rows.oid(row, 0) ?? 0, default: []].append(rows.text(row, 1) ?? "")
        }
    }

    private mutating func readColumns(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            guard let position = positions[rows.oid(row, 0) ?? 0] else { continue }
            var type = rows.oid(row, 4) ?? 0
            var column = ColumnSchema(
                attnum: rows.integer(row, 1) ?? 0, name: rows.text(row, 2) ?? "",
                type: rows.text(row, 3) ?? "", form: .text, isNullable: !rows.boolean(row, 5),
                isReadable: rows.boolean(row, 9))
            column.isIdentity = rows.boolean(row, 6)
            column.isGenerated = rows.boolean(row, 7)
            column.comment = rows.text(row, 8)
            var category = rows.text(row, 10) ?? ""
            // Bounded: a domain can't stand on itself, and nobody stacks thirty-two.
            for _ in 0..<32 {
                guard let domain = domains[type] else { break }
                column.domainName = column.domainName ?? domain.name
                column.baseType = domain.baseType
                category = domain.category
                type = domain.base
                column.checkText = Self.joined(column.checkText, domain.checks)
            }
            column.enumLabels = enums[type] ?? []
            column.form = Self.form(of: column.baseType, category: category)
            relations[position].columns.append(column)
        }
    }

    private static func form(of type: String, category: String) -> ColumnSchema.Form {
        switch (type, category) {
        case ("json", _), ("jsonb", _), ("json[]", _), ("jsonb[]", _): .json
        case ("bytea", _): .bytes
        case ("uuid", _), (_, "N"), (_, "D"), (_, "B"), (_, "T"), (_, "I"): .fixed
        case (_, "A"): .array
        default: .text
        }
    }

    private mutating func readChecks(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            let attnum = rows.integer(row, 1)
            guard let position = positions[rows.oid(row, 0) ?? 0],
                let column = relations[position].columns.firstIndex(where: { $0.attnum == attnum })
            else { continue }
            let known = relations[position].columns[column].checkText
            relations[position].columns[column].checkText = Self.joined(known, rows.text(row, 2))
        }
    }

    private mutating func readGenerated(_ rows: borrowing QueryResult) {
        for row in 0..<rows.rowCount {
            let attnum = rows.integer(row, 1)
            guard let position = positions[rows.oid(row, 0) ?? 0],
                let column = relations[position].columns.firstIndex(where: { $0.attnum == attnum }),
                let source = rows.text(row, 2)
            else { continue }
            relations[position].columns[column].generatedFrom.append(source)
        }
    }

    private static func joined(_ first: String?, _ second: String?) -> String? {
        guard let first, let second else { return first ?? second }
        return first + " " + second
    }

    /// - Parameter arePartial: they are unique over some rows or over expressions only.
    private mutating func readIndexes(
        _ rows: borrowing QueryResult, arePartial: Bool = false
    ) {
        var row = 0
        while row < rows.rowCount {
            let index = rows.text(row, 1)
            let first = row
            var names: [String] = []
            while row < rows.rowCount, rows.text(row, 1) == index {
                names.append(rows.text(row, 3) ?? "")
                row += 1
            }
            guard let position = positions[rows.oid(first, 0) ?? 0] else { continue }
            if arePartial {
                let known = relations[position].keys.partlyUnique ?? []
                if !known.contains(names) {
                    relations[position].keys.partlyUnique = known + [names]
                }
            } else if rows.boolean(first, 2) {
                relations[position].keys.primary = names
            } else if !relations[position].keys.unique.contains(names) {
                relations[position].keys.unique.append(names)
            }
        }
    }

    private mutating func readForeignKeys(_ rows: borrowing QueryResult) {
        var row = 0
        while row < rows.rowCount {
            let constraint = rows.text(row, 1)
            let first = row
            var foreign = CatalogKeys.Foreign(
                columns: [], schema: rows.text(row, 2) ?? "", relation: rows.text(row, 3) ?? "",
                references: [])
            while row < rows.rowCount, rows.text(row, 1) == constraint {
                foreign.columns.append(rows.text(row, 4) ?? "")
                foreign.references.append(rows.text(row, 5) ?? "")
                row += 1
            }
            if let position = positions[rows.oid(first, 0) ?? 0],
                !relations[position].keys.foreign.contains(foreign)
            {
                relations[position].keys.foreign.append(foreign)
            }
        }
    }
}

extension QueryResult {
    /// An OID; `nil` for NULL.
    fileprivate func oid(_ row: Int, _ column: Int) -> UInt32? {
        text(row, column).flatMap { UInt32($0) }
    }
}
