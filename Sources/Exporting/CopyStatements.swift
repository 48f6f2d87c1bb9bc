internal import Postgres

/// What is left to copy of a target: one statement for all of it, or one for every so many rows of
/// a subset.
struct CopyStatements {
    private var statements: [(sql: String, places: ArraySlice<RowPlace>?)]
    private var position = 0
    /// Rows that a subset has chosen; `nil` when all are read.
    let chosenRowCount: Int?

    /// Rows that one statement names, some 14 bytes each.
    private static let rowCount = 10_000

    init(_ target: CopySession.Target, _ columns: [DescribedColumn], _ parts: [SubsetPart]?) {
        guard let parts else {
            statements = [(target.sql, nil)]
            chosenRowCount = nil
            return
        }
        chosenRowCount = parts.reduce(0) { $0 + $1.places.count }
        let list = columns.map { CopySession.Target.identifier($0.name) }.joined(separator: ", ")
        statements = parts.flatMap { part in
            let sql = "SELECT \(list) FROM ONLY \(SubsetSQL.relation(part.leaf)) WHERE ctid = ANY "
            return part.places[...].pieces(of: Self.rowCount).map { (sql, $0) }
        }
    }

    /// The next COPY.
    mutating func next() -> String? {
        guard position < statements.count else { return nil }
        let (sql, places) = statements[position]
        position += 1
        return "COPY (\(sql)\(places.map { "(\(RowPlace.array($0)))" } ?? "")\n) TO STDOUT"
    }
}
