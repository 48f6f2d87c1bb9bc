internal import Primitives

/// The statements that choose rows; each gives a table OID and a `ctid` a row.
struct SubsetSQL {
    let seed: SubsetSeed

    typealias Table = SubsetSchema.Table
    typealias ForeignKey = SubsetSchema.ForeignKey

    /// The rows that a condition lets through, `nil` for all.
    func rows(of table: Table, where condition: String?) -> String {
        // Why: the newline ends a comment that the condition may end with.
        let filter = condition.map { " WHERE (\($0)\n)" } ?? " WHERE true"
        return "SELECT tableoid, ctid FROM \(Self.only(table))\(filter)"
    }

    /// Narrows `rows` to a fraction of the entities that `columns` name; NULL is none.
    func sampled(_ rows: String, _ fraction: Double, by columns: [String]) -> String {
        let present = columns.map { " AND \(Self.identifier($0)) IS NOT NULL" }.joined()
        return rows + present + " AND \(hash(columns)) < \(Self.threshold(fraction))"
    }

    /// Rows that reference rows of one leaf, per row and foreign key at most `limit` of them.
    ///
    /// - Parameter key: columns that tell the children apart, for a choice that lasts.
    func children(
        of key: ForeignKey, leaf: String, _ places: ArraySlice<RowPlace>, limit: Int?,
        key columns: [String]
    ) -> String {
        let joined = """
            FROM unnest(\(RowPlace.array(places))) AS k(place)
            JOIN ONLY \(leaf) AS p ON p.ctid = k.place
            JOIN \(Self.only(key.child)) AS c ON \(Self.match(key))
            """
        guard let limit else { return "SELECT c.tableoid, c.ctid \(joined)" }
        let order = "\(hash(columns, of: "c.")), c.tableoid, c.ctid"
        return """
            SELECT n.leaf, n.place FROM (SELECT c.tableoid AS leaf, c.ctid AS place,
                row_number() OVER (PARTITION BY p.ctid ORDER BY \(order)) AS number
            \(joined)) AS n WHERE n.number <= \(limit)
            """
    }

    /// Rows that rows of one leaf reference.
    func parents(of key: ForeignKey, leaf: String, _ places: ArraySlice<RowPlace>) -> String {
        """
        SELECT p.tableoid, p.ctid FROM \(Self.only(key.parent)) AS p WHERE EXISTS (SELECT
            FROM unnest(\(RowPlace.array(places))) AS k(place)
            JOIN ONLY \(leaf) AS c ON c.ctid = k.place WHERE \(Self.match(key)))
        """
    }

    /// How many rows of one leaf reference anything by a foreign key.
    func references(of key: ForeignKey, leaf: String, _ places: ArraySlice<RowPlace>) -> String {
        let present = key.child.columns.map { "c.\(Self.identifier($0)) IS NOT NULL" }
        return """
            SELECT count(*) FROM unnest(\(RowPlace.array(places))) AS k(place)
            JOIN ONLY \(leaf) AS c ON c.ctid = k.place WHERE \(present.joined(separator: " AND "))
            """
    }

    /// A quoted name for a FROM clause.
    static func relation(_ name: ColumnReference) -> String {
        identifier(name.schema) + "." + identifier(name.relation)
    }

    private static func identifier(_ name: String) -> String {
        CopySession.Target.identifier(name)
    }

    /// Without the tables that inherit from it, which are exported by themselves.
    private static func only(_ table: Table) -> String {
        (table.isPartitioned ? "" : "ONLY ") + relation(table.name)
    }

    private static func only(_ end: ForeignKey.End) -> String {
        (end.isPartitioned ? "" : "ONLY ") + relation(end.name)
    }

    private static func match(_ key: ForeignKey) -> String {
        zip(zip(key.parent.columns, key.operators), key.child.columns).map {
            "p.\(identifier($0.0)) \($0.1) c.\(identifier($1))"
        }.joined(separator: " AND ")
    }

    /// SHA-256 of the seed and the columns' text: the same on every server and version.
    private func hash(_ columns: [String], of table: String = "") -> String {
        let list = columns.map { table + Self.identifier($0) }.joined(separator: ", ")
        return """
            pg_catalog.sha256(pg_catalog.convert_to(\
            '\(seed.hexadecimal)' || ROW(\(list))::pg_catalog.text, 'UTF8'))
            """
    }

    /// The first 8 bytes of the hashes above the fraction; a fraction of 1 is never asked for.
    private static func threshold(_ fraction: Double) -> String {
        let bound = UInt64(fraction * 0x1p64)
        let digits = String(bound, radix: 16)
        let zeros = String(repeating: "0", count: 16 - digits.count)
        return "pg_catalog.decode('\(zeros)\(digits)', 'hex')"
    }
}
