internal import TOMLKit

/// A parsed TOML file that knows its name, so that every complaint can say where.
///
/// The only importer of TOMLKit. Reading is pure: the caller brings the text.
package struct ConfigurationFile: Sendable {
    package let name: String
    package let root: ConfigurationTable

    /// - Throws: the syntax error with its line.
    package init(name: String, text: String) throws(ConfigurationError) {
        self.name = name
        let parsed: TOMLTable
        do {
            parsed = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw ConfigurationError(
                file: name, line: error.source.begin.line, message: error.description)
        } catch {
            throw ConfigurationError(file: name, line: nil, message: "isn't readable as TOML")
        }
        let source = ConfigurationSource(file: name, text: text)
        root = ConfigurationTable(source: source, path: [], values: Self.convert(parsed))
    }

    private static func convert(_ table: TOMLTable) -> [String: ConfigurationValue] {
        var values: [String: ConfigurationValue] = [:]
        for (key, value) in table { values[key] = convert(value) }
        return values
    }

    private static func convert(_ value: any TOMLValueConvertible) -> ConfigurationValue {
        switch value.type {
        case .table: .table(value.table.map(convert) ?? [:])
        case .array: .array(value.array.map { $0.map { convert($0) } } ?? [])
        case .string: .string(value.string ?? "")
        case .int: .integer(value.int ?? 0)
        case .double: .number(value.double ?? 0)
        case .bool: .boolean(value.bool ?? false)
        default: .string(value.debugDescription)
        }
    }
}
