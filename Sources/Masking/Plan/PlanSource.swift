package import Primitives

/// The columns that will really be read, in their order: what a plan is compiled for.
package struct PlanSource: Sendable, Equatable, Codable {
    /// One column as the server or the file announces it.
    package struct Column: Sendable, Equatable, Codable {
        /// The name in the result or header.
        package var name: String
        /// `format_type` output; `nil` when the source has no types (CSV, JSONL).
        package var type: String?
        package var isNullable: Bool
        /// Where it comes from; `nil` for an expression of a query. A JSONL document is the
        /// relation with an empty column name.
        package var reference: ColumnReference?

        package init(
            name: String, type: String?, isNullable: Bool = true, reference: ColumnReference?
        ) {
            self.name = name
            self.type = type
            self.isNullable = isNullable
            self.reference = reference
        }
    }

    package var columns: [Column]
    /// True when a whole relation is read, so that a column missing from `columns` is gone; false
    /// for a query, which may leave columns out.
    package var isWholeRelation: Bool

    package init(columns: [Column], isWholeRelation: Bool) {
        self.columns = columns
        self.isWholeRelation = isWholeRelation
    }
}
