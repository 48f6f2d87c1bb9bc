/// The text of a `template` transform, such as `user-{token:8}@{column:region}.example`.
///
/// In braces stand draws from the cell's value under the key, `{hash:N}` (hexadecimal digits),
/// `{token:N}` (base 32), `{digits:N}`, `{letters:N}`, and `{column:NAME}`, what another column of
/// the row was masked to. `{{` and `}}` are braces.
package struct TextTemplate: Sendable, Hashable {
    enum Piece: Sendable, Hashable {
        case text(String)
        case draw(Draw, count: Int)
        /// The masked value of another column; nothing where it is NULL.
        case column(String)
    }

    /// What is drawn from the cell's value.
    enum Draw: String, Sendable, CaseIterable {
        case hash, token, digits, letters

        /// The most characters that one draw of 128 bits fills evenly.
        var limit: Int {
            switch self {
            case .hash: 32
            case .token: 25
            case .digits: 18
            case .letters: 12
            }
        }

        /// log₂ of how many texts of so many characters there are, rounded down.
        func bits(_ count: Int) -> Int {
            switch self {
            case .hash: count * 4
            case .token: count * 5
            case .digits: count * 332 / 100
            case .letters: count * 470 / 100
            }
        }
    }

    /// As `mask.toml` has it.
    package let text: String
    let pieces: [Piece]

    /// Other columns of the row whose masked values it takes.
    var columns: Set<String> {
        Set(
            pieces.compactMap { piece in
                if case .column(let name) = piece { name } else { nil }
            })
    }

    /// log₂ of how many outputs there are for given columns.
    var bits: Int {
        pieces.reduce(0) { bits, piece in
            if case .draw(let draw, let count) = piece { bits + draw.bits(count) } else { bits }
        }
    }

    /// - Throws: a sentence on what is wrong where.
    package init(_ text: String) throws(TemplateError) {
        self.text = text
        var pieces: [Piece] = []
        var literal = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "{" || character == "}" else {
                literal.append(character)
                continue
            }
            if rest.first == character {
                rest.removeFirst()
                literal.append(character)
                continue
            }
            guard character == "{", let end = rest.firstIndex(of: "}") else {
                throw TemplateError(problem: "a brace isn't closed; {{ and }} write braces")
            }
            if !literal.isEmpty { pieces.append(.text(literal)) }
            literal = ""
            pieces.append(try Self.piece(rest[..<end]))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { pieces.append(.text(literal)) }
        self.pieces = pieces
        if pieces.allSatisfy({ if case .text = $0 { true } else { false } }) {
            throw TemplateError(problem: "holds nothing in braces; use constant")
        }
    }

    private static func piece(_ text: Substring) throws(TemplateError) -> Piece {
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let kind = String(text[..<colon])
        let argument = String(text[colon...].dropFirst())
        if kind == "column", !argument.isEmpty { return .column(argument) }
        guard let draw = Draw(rawValue: kind) else {
            let kinds = Draw.allCases.map(\.rawValue).joined(separator: ", ")
            throw TemplateError(problem: "in braces stand \(kinds) or column, then a colon")
        }
        guard let count = Int(argument), (1...draw.limit).contains(count) else {
            throw TemplateError(problem: "\(kind) takes 1 to \(draw.limit) characters")
        }
        return .draw(draw, count: count)
    }
}

/// Why a template can't be read.
package struct TemplateError: Error, Equatable {
    let problem: String
}
