package import Primitives

/// The rows of `catalog show`: sensitive columns first, then what needs a person, then the rest.
package struct CatalogTable: Equatable, Sendable {
    /// The groups of the table, in their order.
    package enum Group: Int, Sendable, CaseIterable {
        case sensitive, needsReview, unread, protected, clean

        /// The heading above the group.
        package var title: String {
            switch self {
            case .sensitive: "Sensitive"
            case .needsReview: "Needs review"
            case .unread: "Unread"
            case .protected: "Already protected"
            case .clean: "Clean"
            }
        }
    }

    /// One line of the table.
    package struct Row: Equatable, Sendable {
        package var group: Group
        package var reference: ColumnReference
        /// The label, or what the values contain, or `-`.
        package var label: String
        package var probability: Double?
        package var sensitivity: Sensitivity
        package var isReviewed: Bool
        /// Name and values say different things.
        package var isDisputed: Bool

        fileprivate var marks: String { (isReviewed ? "*" : "") + (isDisputed ? "?" : "") }
    }

    /// Sorted by group, falling sensitivity, then reference.
    package let rows: [Row]

    package init(_ catalog: ClassificationCatalog) {
        var rows: [Row] = []
        for relation in catalog.relations {
            rows += relation.columns.map { Self.row($0, relation.reference(to: $0)) }
        }
        rows.sort {
            if $0.group != $1.group { return $0.group.rawValue < $1.group.rawValue }
            if $0.sensitivity != $1.sensitivity { return $0.sensitivity > $1.sensitivity }
            return $0.reference < $1.reference
        }
        self.rows = rows
    }

    /// The table as plain text of at most 80 columns; a reviewed row's label ends in `*`,
    /// one whose name and values disagree in `?`.
    package func text() -> String {
        var text = ""
        for group in Group.allCases {
            let members = rows.filter { $0.group == group }
            guard !members.isEmpty else { continue }
            var table = TextTable([
                .init("column", limit: 40), .init("label", limit: 22),
                .init("p", limit: 4, isNumber: true), .init("harm", limit: 8),
            ])
            for row in members {
                table.append([
                    row.reference.description, row.label + row.marks,
                    row.probability?.fixed(2) ?? "", row.sensitivity.rawValue,
                ])
            }
            text +=
                (text.isEmpty ? "" : "\n") + "\(group.title) (\(members.count))\n" + table.text()
        }
        return text.isEmpty ? "The catalog has no columns.\n" : text
    }

    private static func row(_ column: CatalogColumn, _ reference: ColumnReference) -> Row {
        Row(
            group: group(of: column), reference: reference, label: label(of: column),
            probability: column.probability, sensitivity: column.sensitivity,
            isReviewed: column.review != nil, isDisputed: column.disagreement == true)
    }

    private static func group(of column: CatalogColumn) -> Group {
        switch column.status {
        case .needsReview: .needsReview
        case .unread: .unread
        case .protected: .protected
        case .clean: .clean
        case .decided: column.sensitivity == .none && column.contents.isEmpty ? .clean : .sensitive
        }
    }

    private static func label(of column: CatalogColumn) -> String {
        if let label = column.label { return label }
        let contents = column.contents.map(\.label)
        return contents.isEmpty ? "-" : "has " + contents.joined(separator: ", ")
    }
}
