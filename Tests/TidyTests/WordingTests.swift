import Testing

@Suite struct WordingTests {
    @Test func `says why each unchecked declaration is safe`() {
        expectNone(
            Repository.swift.flatMap { file in
                file.code.enumerated().compactMap { index, line in
                    let words = ["nonisolated(unsafe)", "@unchecked Sendable"]
                    guard words.contains(where: line.contains) else { return nil }
                    return file.hasSafetyNote(above: index)
                        ? nil : file.at(index + 1, "// SAFETY: is missing")
                }
            }, "unexplained safety")
    }

    @Test func `nothing is left to do`() {
        // Joined at run time, so that this file doesn't find itself.
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:"]
        expectNone(
            Repository.swift.flatMap { file in
                file.lines.enumerated().flatMap { index, line in
                    marks.compactMap { line.contains($0) ? file.at(index + 1, $0) : nil }
                }
            }, "unfinished work")
    }

    @Test func `no function is a stub and nothing is forced`() {
        let words = ["fatalError(", "try!", "as!", "NSString", "unimplemented"]
        expectNone(Repository.sources.flatMap { $0.occurrences(of: words) }, "stubs and force")
    }

    @Test func `no type is named after nothing`() {
        let banned = ["Manager", "Helper", "Helpers", "Utils", "Util", "Utilities", "Impl"]
        let prefixes = ["Base", "New"]
        expectNone(
            Repository.swift.flatMap { file in
                file.typeNames.compactMap { name, line in
                    let empty =
                        banned.contains { name.hasSuffix($0) }
                        || prefixes.contains { prefix in
                            name.hasPrefix(prefix)
                                && name.dropFirst(prefix.count).first?.isUppercase == true
                        }
                    return empty ? file.at(line, name) : nil
                }
            }, "names that say nothing")
    }

    @Test func `no module holds a type of its own name`() {
        expectNone(
            Repository.sources.flatMap { file in
                file.typeNames.compactMap { name, line in
                    name == file.target ? file.at(line, "\(name).Other would not resolve") : nil
                }
            }, "shadowed modules")
    }

    @Test func `every target of the sources has left its placeholder behind`() {
        let targets = Set(Repository.sources.map(\.target))
        let empty = targets.filter { target in
            Repository.sources.filter { $0.target == target }
                .allSatisfy { $0.path.hasSuffix("Placeholder.swift") }
        }
        let leftovers = Repository.sources.filter { $0.path.hasSuffix("Placeholder.swift") }
        expectNone(
            leftovers.filter { !empty.contains($0.target) }.map(\.path), "placeholders beside code")
    }
}

extension SwiftSource {
    /// Whether the comment lines right above line `index` (or other lines of the same group of
    /// declarations) hold a `SAFETY:` note.
    func hasSafetyNote(above index: Int) -> Bool {
        var line = index - 1
        while line >= 0 {
            let text = lines[line].drop { $0 == " " }
            if text.hasPrefix("//") {
                if text.contains("SAFETY:") { return true }
            } else if !text.hasPrefix("@"), !text.contains("nonisolated(unsafe)") {
                return false
            }
            line -= 1
        }
        return false
    }

    /// The types declared, with their line numbers.
    var typeNames: [(name: String, line: Int)] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
        return code.enumerated().compactMap { index, line in
            let words = line.split { " :<{(=".contains($0) }.map(String.init)
            guard let at = words.firstIndex(where: { kinds.contains($0) }), at + 1 < words.count,
                words[..<at].allSatisfy({ $0.first?.isLowercase == true || $0.first == "@" })
            else { return nil }
            let name = words[at + 1]
            return name.first?.isUppercase == true ? (name, index + 1) : nil
        }
    }
}
