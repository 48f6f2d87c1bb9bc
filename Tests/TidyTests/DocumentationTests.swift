import Testing

@Suite struct DocumentationTests {
    @Test
    func `every package type and function has a doc comment`() {
        expectNone(Repository.sources.flatMap(\.undocumented), "undocumented declarations")
    }

    @Test func `finds what lacks a doc comment`() {
        let text = """
            /// Said.
            package struct Said {
                package let plain: Int
                package var description: String { "" }
                package func silent() {}
                /// Said.
                @inlinable
                package static func said() {}
            }
            package enum Silent {}
            """
        let file = SwiftSource(path: "x.swift", text: text)
        #expect(file.undocumented == ["x.swift:5: func silent", "x.swift:10: enum Silent"])
    }
}

extension SwiftSource {
    /// What a protocol of the standard library already documents.
    private static let inherited: Set = [
        "encode", "hash", "makeIterator", "next", "encodeIfPresent", "index", "validate", "run",
    ]

    /// `package` and `public` types and functions without `///` above them.
    ///
    /// Stored properties and memberwise initialisers may let their names speak.
    var undocumented: [String] {
        let kinds: Set = ["func", "struct", "class", "enum", "protocol", "actor", "typealias"]
        return code.enumerated().compactMap { index, line in
            let words = line.split { " (<:{".contains($0) }.map(String.init)
            guard let access = words.firstIndex(where: { $0 == "package" || $0 == "public" }),
                let kind = words.firstIndex(where: { kinds.contains($0) }),
                access < kind, kind + 1 < words.count, !words.contains("override")
            else { return nil }
            let name = words[kind + 1]
            let declared = line.split(separator: "func ").last?.first
            let isOperator = words[kind] == "func" && declared?.isLetter != true && declared != "_"
            guard !isOperator, !Self.inherited.contains(name), !hasDocComment(above: index) else {
                return nil
            }
            return at(index + 1, words[kind] + " " + name)
        }
    }

    private func hasDocComment(above index: Int) -> Bool {
        var line = index - 1
        while line >= 0 {
            let text = lines[line].drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            guard text.hasPrefix("@") || text.hasPrefix("//") || text.hasPrefix("#if") else {
                return false
            }
            line -= 1
        }
        return false
    }
}
