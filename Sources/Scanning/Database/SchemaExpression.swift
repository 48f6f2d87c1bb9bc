/// What the text of a CHECK constraint says without being run: the values it allows, and the words
/// of its functions. Evidence only; none of it is copied into the catalog.
package struct SchemaExpression {
    /// SQL's own words and the functions that say nothing of what a value means.
    private static let plainWords: Set<String> = [
        "check", "any", "array", "and", "or", "not", "null", "is", "in", "between", "like", "ilike",
        "similar", "to", "value", "length", "char_length", "octet_length", "lower", "upper",
        "btrim",
        "trim", "true", "false", "cast", "as", "case", "when", "then", "else", "end", "collate",
    ]

    /// String literals, in order.
    private(set) var literals: [String] = []
    /// Identifiers that aren't SQL's own nor names of types.
    package private(set) var words: [String] = []
    private var operators: Set<String> = []

    /// - Parameter text: what `pg_get_constraintdef` prints, one constraint or several.
    package init(_ text: String) {
        var rest = text.utf8[...]
        var isType = false
        while let byte = rest.first {
            if byte == UInt8(ascii: "'") {
                literals.append(Self.quoted(&rest, by: byte))
            } else if byte == UInt8(ascii: "\"") {
                note(Self.quoted(&rest, by: byte), isType: isType)
            } else if Self.isLetter(byte) {
                note(Self.taken(&rest) { Self.isLetter($0) || 0x30...0x39 ~= $0 }, isType: isType)
                // Why: names of types have several words, `character varying`.
                continue
            } else if Self.isOperator(byte) {
                operators.insert(Self.taken(&rest, while: Self.isOperator))
            } else {
                // What stands before a point is a schema.
                if byte == UInt8(ascii: "."), !isType, !words.isEmpty { words.removeLast() }
                isType = byte == UInt8(ascii: ":") || isType && byte == 0x20
                rest.removeFirst()
                continue
            }
            isType = false
        }
    }

    /// The closed list of `x = ANY (ARRAY['a', 'b'])`, which is how `IN` is kept; empty when the
    /// constraint says anything else.
    package var allowedValues: [String] {
        operators == ["="] && words.count <= 1 && isList ? literals : []
    }

    private var isList = false

    private mutating func note(_ word: String, isType: Bool) {
        let folded = word.lowercased()
        if folded == "any" { isList = true }
        guard !isType, !Self.plainWords.contains(folded), !words.contains(word) else { return }
        words.append(word)
    }

    /// The text between quotes, which are doubled inside.
    private static func quoted(_ rest: inout Substring.UTF8View, by quote: UInt8) -> String {
        var text: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst() {
            if byte == quote {
                guard rest.first == quote else { break }
                rest.removeFirst()
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func taken(
        _ rest: inout Substring.UTF8View, while belongs: (UInt8) -> Bool
    ) -> String {
        let taken = rest.prefix(while: belongs)
        rest = rest[taken.endIndex...]
        return String(Substring(taken))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isOperator(_ byte: UInt8) -> Bool { "=<>~!*+|%&".utf8.contains(byte) }
}
