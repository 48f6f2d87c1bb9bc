/// One table of a TOML file, read key by key; `finish` refuses what nobody asked for.
///
/// Every message names the file, the line and the key path: `mask.toml:7: labels."contact.email":
/// unknown key "domian"; expected domain, transform`.
package struct ConfigurationTable: Sendable {
    package let source: ConfigurationSource
    /// Keys from the root to this table; `[2]` is the third element of an array of tables.
    package let path: [String]
    package let values: [String: ConfigurationValue]

    init(source: ConfigurationSource, path: [String], values: [String: ConfigurationValue]) {
        self.source = source
        self.path = path
        self.values = values
    }

    /// Sorted, so that whatever is built from them is deterministic.
    package var keys: [String] { values.keys.sorted() }

    /// An error placed at this table, or at its `key`, with the line.
    package func error(_ message: String, key: String? = nil) -> ConfigurationError {
        let full = key.map { path + [$0] } ?? path
        let place = full.map(Self.quoted).joined(separator: ".")
            .replacing(".[", with: "[")
        return ConfigurationError(
            file: source.file, line: source.line(of: full),
            message: place.isEmpty ? message : "\(place): \(message)")
    }

    /// Refuses any key that isn't one of `known`.
    package func finish(known: [String]) throws(ConfigurationError) {
        for key in keys where !known.contains(key) {
            let expected = known.sorted().joined(separator: ", ")
            throw error("unknown key; expected \(expected)", key: key)
        }
    }

    /// The string at `key`; `nil` when absent, an error when of another type.
    package func string(_ key: String) throws(ConfigurationError) -> String? {
        guard let value = values[key] else { return nil }
        guard case .string(let text) = value else { throw mismatch(key, "a string", value) }
        return text
    }

    /// The string at `key`; an error when absent or of another type.
    package func requiredString(_ key: String) throws(ConfigurationError) -> String {
        guard let text = try string(key) else { throw error("missing key \(key)") }
        return text
    }

    /// The integer at `key`; `nil` when absent, an error when of another type.
    package func integer(_ key: String) throws(ConfigurationError) -> Int? {
        guard let value = values[key] else { return nil }
        guard case .integer(let number) = value else { throw mismatch(key, "an integer", value) }
        return number
    }

    /// An integer is taken as a number too.
    package func number(_ key: String) throws(ConfigurationError) -> Double? {
        switch values[key] {
        case nil: return nil
        case .number(let number)?: return number
        case .integer(let number)?: return Double(number)
        case let value?: throw mismatch(key, "a number", value)
        }
    }

    /// The boolean at `key`; `nil` when absent, an error when of another type.
    package func boolean(_ key: String) throws(ConfigurationError) -> Bool? {
        guard let value = values[key] else { return nil }
        guard case .boolean(let flag) = value else { throw mismatch(key, "true or false", value) }
        return flag
    }

    /// The strings at `key`; empty when absent, an error when of another type.
    package func strings(_ key: String) throws(ConfigurationError) -> [String]? {
        guard let value = values[key] else { return nil }
        guard case .array(let elements) = value else {
            throw mismatch(key, "an array of strings", value)
        }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else {
                throw mismatch(key, "an array of strings", element)
            }
            texts.append(text)
        }
        return texts
    }

    /// The table at `key`; `nil` when absent, an error when of another type.
    package func table(_ key: String) throws(ConfigurationError) -> ConfigurationTable? {
        guard let value = values[key] else { return nil }
        guard case .table(let inner) = value else { throw mismatch(key, "a table", value) }
        return ConfigurationTable(source: source, path: path + [key], values: inner)
    }

    /// The array of tables at `key`; empty when absent.
    package func tables(_ key: String) throws(ConfigurationError) -> [ConfigurationTable]? {
        guard let value = values[key] else { return nil }
        guard case .array(let elements) = value else {
            throw mismatch(key, "an array of tables", value)
        }
        var tables: [ConfigurationTable] = []
        for (index, element) in elements.enumerated() {
            guard case .table(let inner) = element else {
                throw mismatch(key, "an array of tables", element)
            }
            tables.append(
                ConfigurationTable(
                    source: source, path: path + [key, "[\(index)]"], values: inner))
        }
        return tables
    }

    private func mismatch(
        _ key: String, _ expected: String, _ value: ConfigurationValue
    ) -> ConfigurationError {
        error("expected \(expected), found \(value.kind)", key: key)
    }

    private static func quoted(_ key: String) -> String {
        let bare = key.utf8.allSatisfy {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39)
                || $0 == 0x5F || $0 == 0x2D || $0 == 0x5B || $0 == 0x5D
        }
        return bare && !key.isEmpty ? key : "\"\(key)\""
    }
}
