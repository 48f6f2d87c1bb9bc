package import Catalog

/// One relation as the system catalog describes it.
package struct RelationSchema: Sendable, Equatable {
    package var oid: UInt32
    package var schema: String
    package var name: String
    package var kind: CatalogRelation.Kind
    /// Size of the main fork in blocks; of all leaf partitions for a partitioned table.
    package var pageCount: Int
    /// `reltuples`; `nil` before the first ANALYZE.
    package var estimatedRowCount: Double?
    package var hasRowSecurity: Bool
    /// Whether tables inherit from this one.
    package var hasChildren: Bool
    /// The partitioned table this is a partition of.
    package var parentOID: UInt32?
    /// The query of a view, with qualified names.
    package var viewQuery: String?
    package var owner: String
    package var columns: [ColumnSchema] = []
    package var keys = CatalogKeys(primary: nil, unique: [], foreign: [])
}

/// One column as the system catalog describes it.
package struct ColumnSchema: Sendable, Equatable {
    /// How the values are written as text, as far as the scanner cares.
    package enum Form: Sendable, Equatable {
        /// Short whatever the value: numbers, dates, UUIDs.
        case fixed
        case text, json, array, bytes
    }

    package var attnum: Int
    package var name: String
    /// `format_type` of the column; a domain shows its own name here.
    package var type: String
    /// `format_type` below all domains.
    package var baseType: String
    package var form: Form
    package var isNullable: Bool
    package var isIdentity: Bool
    package var isGenerated: Bool
    package var domainName: String?
    package var enumLabels: [String] = []
    package var comment: String?
    /// CHECK constraints on this column alone and on its domain; evidence, never copied.
    package var checkText: String?
    /// Whether the scanning role may SELECT it.
    package var isReadable: Bool
}
