/// What kind of values a column type holds, as far as rules care.
package enum TypeClass: String, CaseIterable, Sendable {
    case text, integer, number, boolean, date, timestamp, time, interval
    case uuid, inet, macaddr, json, bytea, other

    /// The class of a `format_type` output or of a JSON leaf kind.
    ///
    /// Arrays, enums and types nobody knows count as text: their cells are read as such.
    package init(typeName: String) {
        let base = typeName.prefix { $0 != "(" && $0 != "[" }.lowercased()
        let name = base.hasSuffix(" ") ? String(base.dropLast()) : base
        if typeName.hasSuffix("]") {
            self = .text
        } else if name.hasPrefix("timestamp") {
            self = .timestamp
        } else if name.hasPrefix("time") {
            self = .time
        } else {
            self = Self.byName[name] ?? .text
        }
    }

    private static let byName: [String: TypeClass] = [
        "smallint": .integer, "integer": .integer, "bigint": .integer, "int": .integer,
        "numeric": .number, "real": .number, "double precision": .number, "number": .number,
        "decimal": .number, "float": .number, "money": .other,
        "boolean": .boolean, "bool": .boolean, "date": .date, "interval": .interval,
        "uuid": .uuid, "inet": .inet, "cidr": .inet, "macaddr": .macaddr, "macaddr8": .macaddr,
        "json": .json, "jsonb": .json, "bytea": .bytea, "bit": .other, "bit varying": .other,
        "oid": .other, "point": .other, "line": .other, "lseg": .other, "box": .other,
        "path": .other, "polygon": .other, "circle": .other, "tsvector": .other,
        "tsquery": .other, "pg_lsn": .other,
    ]
}

/// A set of type classes; a rule's and a column's are intersected to see whether they meet.
package struct TypeClassSet: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package init(_ single: TypeClass) {
        let position = TypeClass.allCases.firstIndex(of: single) ?? 0
        rawValue = 1 << UInt16(position)
    }

    static let any = TypeClassSet(rawValue: .max)
}
