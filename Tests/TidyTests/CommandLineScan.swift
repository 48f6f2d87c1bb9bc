/// The commands and options declared under `Sources/bauta`, read from the sources.
struct CommandLineScan {
    /// Subcommand names, such as `scan` and `diff`.
    private(set) var commands: Set<String> = []
    /// Option and flag names with their dashes, such as `--catalog`.
    private(set) var options: Set<String> = []

    init(_ files: [SwiftSource]) {
        for file in files { read(file) }
    }

    private mutating func read(_ file: SwiftSource) {
        var attribute: String?
        for (index, line) in file.code.enumerated() {
            let text = String(file.lines[index])
            if let name = Self.commandName(line, text) { commands.insert(name) }
            if line.contains("@Option(") || line.contains("@Flag") { attribute = "" }
            guard let gathered = attribute else { continue }
            attribute = gathered + text + "\n"
            if let property = Self.property(line) {
                options.formUnion(Self.names(attribute: gathered + text, property: property))
                attribute = nil
            }
        }
    }

    /// A command is named by `commandName:`, or by the type whose name it takes in lower case.
    private static func commandName(_ code: String, _ text: String) -> String? {
        if code.contains("commandName:") { return quoted(text[...]).first }
        guard code.contains("struct "), code.contains(": ParsableCommand"),
            let name = code.split(separator: "struct ").last?.prefix(while: \.isLetter)
        else { return nil }
        return name.hasSuffix("Command") || name == "Identify" ? nil : kebab(String(name))
    }

    /// The property that ends an attribute: `var catalog: String` → `catalog`.
    private static func property(_ code: String) -> String? {
        guard let range = code.firstRange(of: " var ") ?? code.firstRange(of: "\tvar ") else {
            return code.hasPrefix("var ")
                ? String(code.dropFirst(4).prefix { $0.isLetter || $0.isNumber }) : nil
        }
        return String(code[range.upperBound...].prefix { $0.isLetter || $0.isNumber })
    }

    private static func names(attribute: String, property: String) -> [String] {
        guard let custom = attribute.firstRange(of: "customLong(") else {
            return ["--" + kebab(property)]
        }
        return quoted(attribute[custom.upperBound...]).prefix(1).map { "--" + $0 }
    }

    private static func quoted(_ text: Substring) -> [String] {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }
    }

    /// `sampleRows` → `sample-rows`.
    static func kebab(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isUppercase, !result.isEmpty { result += "-" }
            result += character.lowercased()
        }
        return result
    }
}
