/// PostgreSQL's types, JSON kinds and files' `text`, as far as a transform cares.
enum ColumnTypeClass: Sendable, Equatable {
    /// At most `limit` characters, when the type says so.
    case text(limit: Int?)
    case integer
    case number
    case boolean
    case date
    case uuid
    case network
    case hardware
    case json
    indirect case array(ColumnTypeClass)
    case other

    /// - Parameter type: `format_type` output or a JSON kind.
    init(_ type: String) {
        if type.hasSuffix("[]") {
            self = .array(ColumnTypeClass(String(type.dropLast(2))))
            return
        }
        let base = type.prefix { $0 != "(" }.split(separator: " ").joined(separator: " ")
        switch base {
        case "text", "character varying", "character", "bpchar", "string", "citext", "name",
            "varchar", "char", "\"char\"":
            self = .text(limit: Self.limit(type))
        case "smallint", "integer", "bigint", "oid", "int2", "int4", "int8": self = .integer
        case "number", "numeric", "real", "double precision", "money": self = .number
        case "boolean": self = .boolean
        case "date": self = .date
        case "uuid": self = .uuid
        case "inet", "cidr": self = .network
        case "macaddr", "macaddr8": self = .hardware
        case "json", "jsonb": self = .json
        default: self = base.hasPrefix("timestamp") ? .date : .other
        }
    }

    /// The number between the first brackets.
    private static func limit(_ type: String) -> Int? {
        guard let open = type.firstIndex(of: "(") else { return nil }
        return Int(type[type.index(after: open)...].prefix { $0 != ")" })
    }

    /// Whether values of this type can hold what the transform writes.
    func accepts(_ transform: MaskTransform) -> Bool {
        if case .array(let element) = self, transform.masksElements {
            return element.accepts(transform)
        }
        return switch transform {
        case .keep, .redact, .null, .constant, .shuffle: true
        case .lookup, .template, .external: isText || TypedText.classes.contains(self)
        case .permute: self == .integer || self == .number || has(20)
        case .email(let host): has(EmailMask.Lengths.leastWidth(host))
        case .username: has(UsernameMask.leastWidth)
        case .token: has(TokenMask.leastWidth)
        case .url: has(URLMask.leastWidth)
        case .uuid: self == .uuid || isText
        case .ip: self == .network || has(15)
        case .mac: self == .hardware || isText
        case .dateShift, .dateTruncate: self == .date || isText
        case .noise(let noise):
            self == .number || isText || self == .integer && noise.isWhole
        case .geo: self == .number || isText
        case .rank(let size): self == .number || isText || self == .integer && size.scale == 0
        case .persona(let view) where view.part == .birthYear:
            self == .date || self == .integer || isText
        case .round(let step), .bucket(let step):
            self == .number || isText || self == .integer && step.scale == 0
        case .json: self == .json || isText
        case .hash(let length):
            if case .text(let limit) = self { length <= limit ?? length } else { false }
        case .text: isText || self == .other
        default: isText
        }
    }

    /// Characters that fit, where the type says so.
    var limit: Int? { if case .text(let limit) = self { limit } else { nil } }

    /// Whether it is text with room for so many characters.
    private func has(_ width: Int) -> Bool { isText && limit ?? .max >= width }

    var isText: Bool { if case .text = self { true } else { false } }

    /// JSON, or an array of it.
    var isDocument: Bool { self == .json || self == .array(.json) }

    /// How messages call it.
    var name: String {
        switch self {
        case .text(let limit): limit.map { "text of \($0) characters" } ?? "text"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .date: "a date"
        case .uuid: "a UUID"
        case .network: "an IP address"
        case .hardware: "a MAC address"
        case .json: "JSON"
        case .array(let element): "an array of which each element is \(element.name)"
        case .other: "a type no transform reads"
        }
    }
}
