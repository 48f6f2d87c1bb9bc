internal import Configuration

/// What is wrong with a rule file, and where: `rules/us.toml:12: rule us.ssn: values[0].pattern:
/// missing closing parenthesis at byte 14`.
package struct RuleError: Error, Equatable, CustomStringConvertible {
    package let file: String
    /// 1-based; `nil` when the place can't be told.
    package let line: Int?
    /// The rule's id; `nil` when the trouble is the file's.
    package let rule: String?
    /// Key path within the rule, and what is wrong with it.
    package let message: String

    package init(file: String, line: Int?, rule: String?, message: String) {
        self.file = file
        self.line = line
        self.rule = rule
        self.message = message
    }

    /// A complaint of the reader about one rule: the place in the array gives way to the id.
    init(_ error: ConfigurationError, rule: String?) {
        var message = Substring(error.message)
        if rule != nil, message.hasPrefix("rules["), let close = message.firstIndex(of: "]") {
            message = message[message.index(after: close)...]
            while let first = message.first, first == "." || first == ":" || first == " " {
                message = message.dropFirst()
            }
        }
        self.init(file: error.file, line: error.line, rule: rule, message: String(message))
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        guard let rule else { return "\(place): \(message)" }
        return "\(place): rule \(rule): \(message)"
    }
}
