/// The text behind a parsed file, kept to find the line of a key for messages.
package struct ConfigurationSource: Sendable {
    package let file: String
    private let lines: [Substring]

    init(file: String, text: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The 1-based line on which the key at `path` is written, or the nearest enclosing table's.
    ///
    /// TOMLKit keeps positions for syntax errors only, so the line is looked up in the text: the
    /// deepest table header that is a prefix of the path, then the key below it. Elements of an
    /// array of tables are counted, `[2]` in the path being the third.
    func line(of path: [String]) -> Int? {
        var best: (line: Int, depth: Int)?
        var header: [String] = []
        var counts: [[String]: Int] = [:]
        for (index, raw) in lines.enumerated() {
            let line = raw.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("[[") {
                let name = Self.keys(line.dropFirst(2), until: "]", header: counts)
                counts[name, default: -1] += 1
                header = name + ["[\(counts[name] ?? 0)]"]
            } else if line.hasPrefix("[") {
                header = Self.keys(line.dropFirst(), until: "]", header: counts)
            } else {
                let key = Self.keys(line, until: "=", header: [:])
                guard !key.isEmpty, line.contains("=") else { continue }
                consider(header + key, at: index + 1, for: path, &best)
                continue
            }
            consider(header, at: index + 1, for: path, &best)
        }
        return best?.line
    }

    private func consider(
        _ candidate: [String], at line: Int, for path: [String],
        _ best: inout (line: Int, depth: Int)?
    ) {
        guard path.starts(with: candidate), candidate.count > best?.depth ?? 0 else { return }
        best = (line, candidate.count)
    }

    /// Splits a dotted key, bare or quoted, up to `end`; array positions are put in from `header`.
    private static func keys(
        _ text: Substring, until end: Character, header: [[String]: Int]
    ) -> [String] {
        var keys: [String] = []
        var current = ""
        var quote: Character?
        func close() {
            let name = current
            current = ""
            guard !name.isEmpty else { return }
            keys.append(name)
        }
        for character in text {
            if let open = quote {
                if character == open { quote = nil } else { current.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == end || character == "#" {
                break
            } else if character == "." {
                close()
                if let position = header[keys] { keys.append("[\(position)]") }
            } else if character != " " && character != "\t" {
                current.append(character)
            }
        }
        close()
        return keys
    }
}
