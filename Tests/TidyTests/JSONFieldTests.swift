import Testing

@Suite struct JSONFieldTests {
    @Test func `docs name every field of every JSON document`() throws {
        let documentation = try #require(Repository.text("Sources/Catalog/JSON.md"))
        expectNone(
            Repository.sources.flatMap { file in
                file.codableFields.compactMap { name, line in
                    documentation.contains("`\(name)`")
                        ? nil : file.at(line, "Sources/Catalog/JSON.md lacks `\(name)`")
                }
            }, "undocumented JSON fields")
    }

    @Test func `finds the stored properties of coded types`() {
        let text = """
            struct Report: Encodable {
                let rows: Int
                var isEmpty: Bool { rows == 0 }
                struct Part: Hashable {
                    let ignored: Int
                }
                static let version = 1
                let keyID: String
                private enum CodingKeys: String, CodingKey {
                    case rows, keyID = "keyId"
                }
            }
            """
        let file = SwiftSource(path: "x.swift", text: text)
        #expect(file.codableFields.map(\.name) == ["rows", "keyId"])
    }
}

extension SwiftSource {
    /// The JSON names of stored properties of `Codable` and `Encodable` structs, with their lines.
    var codableFields: [(name: String, line: Int)] {
        var found: [(String, Int)] = []
        var depth = 0
        // The depth inside each enclosing coded struct, and whether it is coded.
        var scopes: [(depth: Int, isCoded: Bool)] = []
        for (index, line) in code.enumerated() {
            if line.contains("{"), line.split(separator: " ").contains("struct") {
                let isCoded = line.contains("Codable") || line.contains("Encodable")
                scopes.append((depth + 1, isCoded))
            }
            if let scope = scopes.last, scope.isCoded, scope.depth == depth,
                let name = Self.storedProperty(line)
            {
                found.append((codingName(of: name), index + 1))
            }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            while let scope = scopes.last, depth < scope.depth { scopes.removeLast() }
        }
        return found
    }

    private static func storedProperty(_ line: String) -> String? {
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(where: { $0 == "var" || $0 == "let" }),
            at + 1 < words.count,
            !words.contains("static"), !line.contains("{")
        else { return nil }
        return String(words[at + 1].prefix { $0.isLetter || $0.isNumber })
    }

    /// `case keyID = "keyId"` names the field `keyId`.
    private func codingName(of property: String) -> String {
        for line in lines where line.contains("\(property) = \"") && line.contains("case ") {
            let parts = line.split(separator: "\(property) = \"", maxSplits: 1)
            if parts.count == 2 { return String(parts[1].prefix { $0 != "\"" }) }
        }
        return property
    }
}
