package import Catalog
internal import Primitives

/// One relation as the system catalog describes it.
package struct RelationSchema: Sendable, Equatable {
    package var oid: UInt32
    package var schema: String
    package var name: String
    package var kind: CatalogRelation.Kind
    /// Rows in a block when the statistics were taken; `nil` before the first ANALYZE.
    package var rowsPerPage: Double?
    /// Whether tables inherit from this one.
    package var hasChildren: Bool
    /// Whether the rows lie in partitions; a partition may be partitioned itself.
    package var isPartitioned: Bool
    /// The partitioned table this is a partition of.
    package var parentOID: UInt32?
    package var owner: String
    /// The foreign server of a foreign table.
    package var server: String?
    package var columns: [ColumnSchema] = []
    package var keys = CatalogKeys(primary: nil, unique: [], foreign: [])

    package init(
        oid: UInt32, schema: String, name: String, kind: CatalogRelation.Kind,
        rowsPerPage: Double? = nil, hasChildren: Bool = false, isPartitioned: Bool = false,
        owner: String = ""
    ) {
        self.oid = oid
        self.schema = schema
        self.name = name
        self.kind = kind
        self.rowsPerPage = rowsPerPage
        self.hasChildren = hasChildren
        self.isPartitioned = isPartitioned
        self.owner = owner
    }
}

extension RelationSchema {
    /// How the relation is named in messages: `public.orders`.
    package var reference: String {
        ColumnReference.quoted(schema) + "." + ColumnReference.quoted(name)
    }
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
    package var isIdentity = false
    package var isGenerated = false
    package var domainName: String?
    package var enumLabels: [String] = []
    package var comment: String?
    /// CHECK constraints on this column alone and on its domain; evidence, never copied.
    package var checkText: String?
    /// The columns of the same relation that a generated column is computed from.
    package var generatedFrom: [String] = []
    /// Whether the scanning role may SELECT it.
    package var isReadable: Bool

    package init(
        attnum: Int, name: String, type: String, form: Form, isNullable: Bool = true,
        isReadable: Bool = true
    ) {
        self.attnum = attnum
        self.name = name
        self.type = type
        self.baseType = type
        self.form = form
        self.isNullable = isNullable
        self.isReadable = isReadable
    }
}

extension ColumnSchema {
    /// The closed list of values an enum or a CHECK allows; empty when there is none.
    var allowedValues: [String] {
        enumLabels.isEmpty
            ? checkText.map { SchemaExpression($0).allowedValues } ?? [] : enumLabels
    }

    /// Names in the schema that say something of the column: functions that check it, columns it
    /// is computed from.
    var schemaWords: [String] {
        let words = checkText.map { SchemaExpression($0).words } ?? []
        return generatedFrom + words.filter { $0 != name && $0 != "VALUE" }
    }
}
