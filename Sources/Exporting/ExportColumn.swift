/// One column of an export: its name in the output and how JSON writes its cells.
package struct ExportColumn: Sendable, Equatable, Codable {
    /// What a cell becomes in JSON Lines.
    package enum JSONKind: String, Sendable, Codable {
        /// A string.
        case text
        /// A number, written with the digits of the source; what JSON can't write is a string.
        case number
        /// `true` or `false` for PostgreSQL's `t` and `f`.
        case boolean
        /// A document, embedded as it is.
        case json
        /// The whole line: the one column of a JSON Lines source.
        case document
    }

    package let name: String
    package let jsonKind: JSONKind

    package init(name: String, jsonKind: JSONKind = .text) {
        self.name = name
        self.jsonKind = jsonKind
    }

    /// A column of a PostgreSQL type as `format_type` writes it.
    package init(name: String, type: String) {
        self.name = name
        switch type.prefix(while: { $0 != "(" }) {
        case "smallint", "integer", "bigint", "real", "double precision", "numeric", "oid":
            jsonKind = type.hasSuffix("[]") ? .text : .number
        case "boolean": jsonKind = .boolean
        case "json", "jsonb": jsonKind = .json
        default: jsonKind = .text
        }
    }
}
