internal import Catalog
package import Masking

/// What `plan check` says of one table or file; holds no value.
package struct TableReport: Sendable, Equatable, Encodable {
    /// The table, file or query as messages name it.
    package let relation: String
    /// Rows that were masked and tried on the server; 0 for a file.
    package internal(set) var triedRows = 0
    /// Aligned with the plan's columns; empty when the plan doesn't even fit the catalog.
    package internal(set) var columns: [ColumnOutlook] = []
    /// Why `mask` would write nothing.
    package internal(set) var refusals: [PlanProblem] = []
    /// What is worth knowing and no reason to stop.
    package internal(set) var warnings: [PlanProblem] = []
    /// What the plan itself says of its transforms: collision odds, what they show.
    package var notes: [String] = []

    package init(relation: String) { self.relation = relation }

    /// A plan that doesn't fit what the catalog knows.
    package init(relation: String, refusal: PlanRefusal) {
        self.relation = relation
        refusals = refusal.problems
    }

    /// Text of at most 80 columns but for the messages, ended by a newline.
    package func text() -> String {
        var text = "\(relation)\n"
        if !columns.isEmpty {
            var table = TextTable([
                .init("  column", limit: 24), .init("transform", limit: 13),
                .init("promise", limit: 9), .init("distinct", limit: 9, isNumber: true),
                .init("alike", limit: 7, isNumber: true),
                .init("by rank", limit: 7, isNumber: true),
            ])
            for column in columns { table.append(row(column)) }
            text += table.text()
        }
        for refusal in refusals { text += "  refused: \(TextTable.printable("\(refusal)"))\n" }
        for warning in warnings { text += "  warning: \(TextTable.printable("\(warning)"))\n" }
        for note in notes { text += "  note: \(TextTable.printable(note))\n" }
        return text
    }

    private func row(_ column: ColumnOutlook) -> [String] {
        [
            "  " + column.column.dropFirst(relation.count + 1), column.transform,
            column.promise.split(separator: ", ").last.map(String.init) ?? "",
            "\(column.distinctValues)", column.expectedCollisions.map(ColumnOutlook.text) ?? "",
            column.rankMatchingShare.map(ColumnOutlook.percent) ?? "",
        ]
    }
}
