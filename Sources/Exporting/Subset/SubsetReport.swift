internal import Catalog
internal import Primitives

/// How many rows a subset takes of a table; holds no value.
package struct SubsetReport: Sendable, Equatable, Encodable {
    /// The table.
    package let relation: String
    package let rows: Int
    /// Chosen by fraction or condition, or with the whole table.
    package let roots: Int
    /// Taken because they reference such rows, or each other.
    package let children: Int
    /// Taken because rows that are taken reference them.
    package let parents: Int
    /// Rows of the table by the server's statistics; left out before any ANALYZE.
    package let estimatedTableRows: Int?

    init(_ table: SubsetSchema.Table, _ taken: SubsetRows) {
        relation = table.name.description
        rows = taken.places.count
        roots = taken[.root]
        children = taken[.child]
        parents = taken[.parent]
        estimatedTableRows = table.rowEstimate.map { Int($0) }
    }

    /// A line a table in at most 80 columns, ended by newlines.
    package static func text(_ reports: [SubsetReport]) -> String {
        var table = TextTable([
            .init("table", limit: 28), .init("rows", limit: 9, isNumber: true),
            .init("of about", limit: 10, isNumber: true), .init("roots", limit: 7, isNumber: true),
            .init("children", limit: 8, isNumber: true), .init("parents", limit: 8, isNumber: true),
        ])
        for report in reports {
            table.append([
                report.relation, "\(report.rows)",
                report.estimatedTableRows.map { "\($0)" } ?? "?", "\(report.roots)",
                "\(report.children)", "\(report.parents)",
            ])
        }
        return table.text()
    }
}
