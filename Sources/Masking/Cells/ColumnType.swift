/// What the masker needs to know of a column's type: its class and the width it bears.
struct ColumnType: Equatable, Sendable {
    enum Class: Equatable, Sendable {
        case text, integer, number, boolean, date, timestamp, time, interval, uuid, json, bytes
        case address, macAddress, array
        /// An enum, composite or any other type.
        case other
    }

    let kind: Class
    /// Characters that fit: the `n` of `character varying(n)`.
    let width: Int?
    /// Filled up with blanks that mean nothing: `character(n)`.
    let isPadded: Bool

    /// - Parameter name: as `format_type` writes it, or the JSON kind of a path.
    init(_ name: String) {
        if name.hasSuffix("[]") {
            self.init(kind: .array, width: nil, isPadded: false)
            return
        }
        let base = name.prefix { $0 != "(" }
        let arguments = name.dropFirst(base.count).dropFirst().prefix { $0.isNumber }
        let kind = Self.classes[String(base)] ?? Self.byPrefix(base)
        self.init(
            kind: kind, width: kind == .text ? Int(arguments) : nil,
            isPadded: ["character", "char", "bpchar"].contains(base))
    }

    private init(kind: Class, width: Int?, isPadded: Bool) {
        self.isPadded = isPadded
        self.kind = kind
        self.width = width
    }

    /// `timestamp(3) with time zone` and the like, whose precision stands in the middle.
    private static func byPrefix(_ name: Substring) -> Class {
        if name.hasPrefix("timestamp") { return .timestamp }
        if name.hasPrefix("time ") { return .time }
        if name.hasPrefix("interval") { return .interval }
        return .other
    }

    private static let classes: [String: Class] = [
        "text": .text, "string": .text, "character varying": .text, "varchar": .text,
        "character": .text, "char": .text, "bpchar": .text, "citext": .text, "name": .text,
        "\"char\"": .text, "xml": .text,
        "smallint": .integer, "integer": .integer, "bigint": .integer, "oid": .integer,
        "numeric": .number, "real": .number, "double precision": .number, "number": .number,
        "money": .number, "boolean": .boolean, "date": .date, "timestamp": .timestamp,
        "time": .time, "uuid": .uuid, "json": .json, "jsonb": .json, "bytea": .bytes,
        "inet": .address, "cidr": .address, "macaddr": .macAddress, "interval": .interval,
    ]
}
