/// How an export is written.
package enum ExportFormat: String, Sendable, CaseIterable, Codable {
    case csv, jsonl
    /// PostgreSQL's COPY text format.
    case copy

    /// The format that a file's name ends in; `nil` for any other ending.
    package init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "jsonl", "ndjson": self = .jsonl
        case "copy": self = .copy
        default: return nil
        }
    }
}
