/// The words around a column: its own, its table's, and remarks such as comment and domain,
/// functions that check it and columns it is computed from.
struct ColumnNames: Sendable {
    struct Remark: Sendable {
        var words: [String]
        var factor: Double
    }

    /// The column's name, or the last key of the JSON path.
    var column: [String] = []
    /// The table's name, the JSON column's and the parent keys.
    var table: [String] = []
    var remarks: [Remark] = []

    init(_ context: ColumnSample.Context, vocabulary: NameVocabulary, scoring: Scoring) {
        func words(_ name: String) -> [String] {
            NameTokens(name, vocabulary: vocabulary).words
        }
        table = words(context.table)
        let initials = SharedInitials.count(of: context.column, among: context.siblings)
        column = words(String(context.column.dropFirst(initials)))
        for key in Self.keys(of: context.path ?? "") {
            table += column
            column = words(key)
        }
        if let domain = context.domainName {
            remarks.append(Remark(words: words(domain), factor: 1))
        }
        if let comment = context.comment {
            remarks.append(Remark(words: words(comment), factor: scoring.nameCommentFactor))
        }
        for name in context.schemaWords {
            remarks.append(Remark(words: words(name), factor: scoring.nameCommentFactor))
        }
    }

    /// The keys of `$.user."odd key"[].*`, without array and wildcard steps.
    private static func keys(of path: String) -> [String] {
        var keys: [String] = []
        var current = ""
        var isQuoted = false
        var isEscaped = false
        func close() {
            if !current.isEmpty, current != "$", current != "*" { keys.append(current) }
            current = ""
        }
        for character in path {
            if isEscaped {
                current.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "." || character == "[" || character == "]" {
                close()
            } else {
                current.append(character)
            }
        }
        close()
        return keys
    }
}
