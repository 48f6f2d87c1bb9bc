/// What is wrong with a TOML file, and where.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// The file as the user named it.
    package let file: String
    /// 1-based; `nil` when the place can't be told.
    package let line: Int?
    /// What is wrong and what was expected, as a sentence without a full stop.
    package let message: String

    package init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
}
