internal import Primitives

/// What stands in a cell's place when nothing of it may be shown.
struct Redaction: Equatable, Sendable {
    /// The text of a redaction wherever it fits.
    static let text = "[REDACTED]"

    /// `nil` writes NULL.
    let bytes: [UInt8]?

    init(bytes: [UInt8]?) { self.bytes = bytes }

    /// `[REDACTED]` for text that has room for it; else NULL where the column takes it; else the
    /// type's zero. `nil` when the type has none and the column takes no NULL.
    init?(for type: ColumnType, isNullable: Bool) {
        if type.kind == .text, type.width ?? .max >= Self.text.utf8.count {
            self.init(bytes: Array(Self.text.utf8))
        } else if isNullable {
            self.init(bytes: nil)
        } else if let neutral = Self.neutral(type) {
            self.init(bytes: Array(neutral.utf8))
        } else {
            return nil
        }
    }

    func append(to output: inout CellBatch) {
        if let bytes { output.append(bytes) } else { output.appendNull() }
    }

    private static func neutral(_ type: ColumnType) -> String? {
        switch type.kind {
        case .text: String(repeating: "*", count: type.width ?? 1)
        case .integer, .number: "0"
        case .boolean: "false"
        case .date: "1970-01-01"
        case .timestamp: "1970-01-01 00:00:00"
        case .time: "00:00:00"
        case .interval: "00:00:00"
        case .uuid: "00000000-0000-0000-0000-000000000000"
        case .json: "\"" + text + "\""
        case .bytes: "\\x"
        case .address: "0.0.0.0"
        case .macAddress: "00:00:00:00:00:00"
        case .array: "{}"
        case .other: nil
        }
    }
}
