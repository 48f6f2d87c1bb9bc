/// Reads a `RowCondition`; `not` binds tighter than `and`, `and` tighter than `or`.
struct ConditionParser {
    private let tokens: [ConditionToken]
    private var position = 0
    /// Open brackets and `not`s, so that no text exhausts the stack.
    private var depth = 0

    private static let depthLimit = 64
    private static let keywords: Set = ["and", "or", "not", "in", "is", "null", "true", "false"]

    /// - Throws: what was expected where.
    static func parse(_ text: String) throws(ConditionError) -> RowCondition {
        var parser = ConditionParser(tokens: try ConditionToken.list(text))
        let condition = try parser.alternatives()
        guard parser.current.kind == .end else { throw parser.expected("and, or or the end") }
        return condition
    }

    private init(tokens: [ConditionToken]) { self.tokens = tokens }

    private var current: ConditionToken { tokens[position] }

    private func expected(_ what: String) -> ConditionError {
        ConditionError(offset: current.offset, problem: "expected \(what)")
    }

    private mutating func skip(_ kind: ConditionToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        position += 1
        return true
    }

    private mutating func require(
        _ kind: ConditionToken.Kind, _ what: String
    ) throws(ConditionError) {
        guard skip(kind) else { throw expected(what) }
    }

    private mutating func alternatives() throws(ConditionError) -> RowCondition {
        var condition = try conjunction()
        while skip(.word("or")) { condition = .or(condition, try conjunction()) }
        return condition
    }

    private mutating func conjunction() throws(ConditionError) -> RowCondition {
        var condition = try negation()
        while skip(.word("and")) { condition = .and(condition, try negation()) }
        return condition
    }

    private mutating func negation() throws(ConditionError) -> RowCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw ConditionError(offset: current.offset, problem: "too deeply nested")
        }
        if skip(.word("not")) { return .not(try negation()) }
        if skip(.symbol("(")) {
            let inner = try alternatives()
            try require(.symbol(")"), "a closing bracket")
            return inner
        }
        return try comparison()
    }

    private mutating func comparison() throws(ConditionError) -> RowCondition {
        let column = try column()
        if skip(.symbol("=")) { return .equals(column: column, try literal()) }
        if skip(.symbol("<>")) { return .not(.equals(column: column, try literal())) }
        if skip(.word("is")) {
            let isNegated = skip(.word("not"))
            try require(.word("null"), "null")
            return isNegated ? .not(.isNull(column: column)) : .isNull(column: column)
        }
        if skip(.word("in")) { return try members(of: column) }
        if skip(.word("not")) {
            try require(.word("in"), "in")
            return .not(try members(of: column))
        }
        throw expected("=, <>, in or is null")
    }

    private mutating func members(of column: String) throws(ConditionError) -> RowCondition {
        try require(.symbol("("), "an opening bracket")
        var condition = RowCondition.equals(column: column, try literal())
        while skip(.symbol(",")) {
            condition = .or(condition, .equals(column: column, try literal()))
        }
        try require(.symbol(")"), "a comma or a closing bracket")
        return condition
    }

    private mutating func column() throws(ConditionError) -> String {
        switch current.kind {
        case .name(let name) where !name.isEmpty:
            position += 1
            return name
        case .word(let word) where !Self.keywords.contains(word):
            position += 1
            return word
        default: throw expected("a column")
        }
    }

    private mutating func literal() throws(ConditionError) -> ConditionLiteral {
        switch current.kind {
        case .text(let text):
            position += 1
            return .text(text)
        case .number(let digits):
            let bytes = Array(digits.utf8)
            guard let number = DecimalNumber(bytes.span) else { throw expected("a number") }
            position += 1
            return .number(number.withoutTrailingZeros)
        case .word("true"), .word("false"):
            defer { position += 1 }
            return .boolean(current.kind == .word("true"))
        case .word("null"):
            throw ConditionError(
                offset: current.offset, problem: "nothing equals null; write is null")
        default: throw expected("'text', a number, true or false")
        }
    }
}
