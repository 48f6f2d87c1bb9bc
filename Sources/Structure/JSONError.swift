/// Why bytes aren't one JSON document (RFC 8259), and where; never holds a value.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Why the document isn't JSON, or isn't walked.
    package enum Reason: String, Sendable {
        case unexpectedByte = "unexpected byte"
        case unexpectedEnd = "the document ends too early"
        case trailingBytes = "more bytes after the document"
        case badNumber = "not a JSON number"
        case badEscape = "not a JSON escape"
        case controlCharacter = "a control character that must be escaped"
        case tooDeep = "nested too deeply"
        case tooManyPaths = "too many different paths"
    }

    /// 0-based, from the start of the document.
    package let offset: Int
    package let reason: Reason

    package init(offset: Int, _ reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "not valid JSON: byte \(offset): \(reason.rawValue)" }
}
