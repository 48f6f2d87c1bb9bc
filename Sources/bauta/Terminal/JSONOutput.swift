internal import FoundationEssentials

/// `--json`: one document with sorted keys and a newline, so that runs diff clean.
enum JSONOutput {
    static func write(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        try StandardOutput.line(text)
    }
}
