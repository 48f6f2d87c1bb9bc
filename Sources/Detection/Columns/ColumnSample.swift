package import Primitives

/// What a classifier is given about one column or JSON path: its cells and what surrounds them.
package struct ColumnSample: Sendable {
    /// What the schema says, beyond the values.
    package struct Context: Sendable {
        package var schema = ""
        package var table = ""
        package var column = ""
        /// A JSON path (`$.user.email`, `$.tags[]`), or `nil`.
        package var path: String?
        /// `format_type` output (`character varying(20)`), `text` for files, `string`, `number` or
        /// `boolean` for JSON leaves.
        package var type = "text"
        package var comment: String?
        package var domainName: String?
        /// The closed list of values that an enum or a CHECK constraint allows.
        package var allowedValues: [String] = []
        /// Names of functions that check the column and of columns it is computed from.
        package var schemaWords: [String] = []
        package var isPrimaryKey = false
        package var isForeignKey = false
        package var isUnique = false
        package var isIdentity = false
        package var isGenerated = false
        /// Names of the other columns of the relation.
        package var siblings: [String] = []

        package init() {}
    }

    package var context: Context
    package var cells: CellBatch
    /// Verdicts without name evidence: column, table and JSON key names are ignored.
    package var ignoresNames: Bool

    package init(context: Context, cells: CellBatch, ignoresNames: Bool = false) {
        self.context = context
        self.cells = cells
        self.ignoresNames = ignoresNames
    }
}
