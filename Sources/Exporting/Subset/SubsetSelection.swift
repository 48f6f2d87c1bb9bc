internal import Postgres
package import Primitives

/// The rows of a subset in a snapshot that stays until this object goes.
///
/// Every table is read in that one snapshot, so that foreign keys hold across them whatever
/// others write meanwhile.
package final class SubsetSelection {
    /// A line for each table that isn't excluded, as the export names them.
    package let reports: [SubsetReport]
    /// `sha256:` and 64 hexadecimal digits, of the plan.
    package let planDigest: String
    /// By which other transactions join the snapshot.
    let snapshot: String
    private let rows: [ColumnReference: [SubsetPart]]
    /// Holds the transaction open.
    private let connection: Connection

    init(
        _ connection: Connection, snapshot: String, schema: SubsetSchema, taken: [SubsetRows],
        file: SubsetFile
    ) {
        planDigest = file.digest
        self.connection = connection
        self.snapshot = snapshot
        var reports: [SubsetReport] = []
        var rows: [ColumnReference: [SubsetPart]] = [:]
        for (table, taken) in zip(schema.tables, taken)
        where !file.line(for: table.name).isExcluded {
            reports.append(SubsetReport(table, taken))
            rows[table.name] = SubsetPart.parts(of: taken.places, in: schema)
        }
        self.reports = reports
        self.rows = rows
    }

    /// The rows of a table, in its order.
    ///
    /// - Throws: `ExportError.subset` for what the subset doesn't hold.
    func parts(of target: CopySession.Target) throws(ExportError) -> [SubsetPart] {
        guard case .table(let schema, let name) = target,
            let parts = rows[ColumnReference(schema: schema, relation: name, column: "")]
        else { throw .subset("\(target.text): the subset holds no such table") }
        return parts
    }

    /// Whether the subset has the table at all.
    package func holds(_ table: ColumnReference) -> Bool { rows[table] != nil }
}

/// Rows of one table or partition, in its order.
struct SubsetPart: Sendable {
    let leaf: ColumnReference
    let places: [RowPlace]

    static func parts(of places: Set<RowPlace>, in schema: SubsetSchema) -> [SubsetPart] {
        places.sorted().byLeaf.map {
            SubsetPart(leaf: schema.leaves[$0.leaf].name, places: Array($0.places))
        }
    }
}

extension [RowPlace] {
    /// Sorted places cut where one leaf ends and the next begins.
    var byLeaf: [(leaf: Int, places: ArraySlice<RowPlace>)] {
        var runs: [(Int, ArraySlice<RowPlace>)] = []
        var start = startIndex
        while start < endIndex {
            let leaf = self[start].leaf
            let end = self[start...].firstIndex { $0.leaf != leaf } ?? endIndex
            runs.append((leaf, self[start..<end]))
            start = end
        }
        return runs
    }
}

extension ArraySlice<RowPlace> {
    /// The places in pieces of at most `size`.
    func pieces(of size: Int) -> [ArraySlice<RowPlace>] {
        stride(from: startIndex, to: endIndex, by: size).map {
            self[$0..<Swift.min($0 + size, endIndex)]
        }
    }
}
