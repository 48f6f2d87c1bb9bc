/// How a column is named everywhere: quoted SQL identifiers plus a JSON path.
///
/// `public.customers.email`, `file."people.csv".email`, `public.events.payload$.user.email`,
/// `file."chat.jsonl"$.messages[].content`. An identifier is quoted when it isn't a lower-case SQL
/// name, as PostgreSQL's `quote_ident` would do (reserved words aside); a JSON source has no column
/// name of its own, so its path follows the relation.
package struct ColumnReference: Hashable, Sendable, Codable {
    package var schema: String
    package var relation: String
    /// The column's name; empty for a path of a JSONL file.
    package var column: String
    /// A JSON path from `$`, or `nil` for the column itself.
    package var path: String?

    package init(schema: String, relation: String, column: String, path: String? = nil) {
        self.schema = schema
        self.relation = relation
        self.column = column
        self.path = path
    }

    /// Reads a reference as `description` writes it; `nil` when it isn't one.
    package init?(_ text: String) {
        var rest = Substring(text)
        guard let schema = Self.takeIdentifier(&rest), rest.first == "." else { return nil }
        rest.removeFirst()
        guard let relation = Self.takeIdentifier(&rest) else { return nil }
        self.init(schema: schema, relation: relation, column: "")
        if rest.first == "." {
            rest.removeFirst()
            guard let column = Self.takeIdentifier(&rest) else { return nil }
            self.column = column
        }
        if rest.first == "$" {
            path = String(rest)
        } else if !rest.isEmpty || column.isEmpty {
            return nil
        }
    }

    /// Reads `schema.relation`, the column left empty; `nil` when it isn't that.
    package init?(relation text: String) {
        guard let reference = ColumnReference(text + ".column"), reference.column == "column",
            reference.path == nil
        else { return nil }
        self.init(schema: reference.schema, relation: reference.relation, column: "")
    }

    /// The identifier as SQL would need it: quoted unless it is a lower-case name.
    package static func quoted(_ identifier: String) -> String {
        let plain =
            identifier.utf8.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
            } && identifier.utf8.first.map { $0 < 0x30 || $0 > 0x39 } == true
        if plain { return identifier }
        let doubled = identifier.reduce(into: "") { result, character in
            if character == "\"" { result += "\"\"" } else { result.append(character) }
        }
        return "\"" + doubled + "\""
    }

    /// Takes one identifier, quoted or plain, from the front of `rest`.
    private static func takeIdentifier(_ rest: inout Substring) -> String? {
        if rest.first == "\"" {
            rest.removeFirst()
            var name = ""
            while let character = rest.popFirst() {
                if character != "\"" {
                    name.append(character)
                } else if rest.first == "\"" {
                    rest.removeFirst()
                    name.append("\"")
                } else {
                    return name.isEmpty ? nil : name
                }
            }
            return nil
        }
        let name = rest.prefix { $0 != "." && $0 != "$" && $0 != "\"" }
        rest = rest[name.endIndex...]
        return name.isEmpty ? nil : String(name)
    }
}

extension ColumnReference: CustomStringConvertible {
    package var description: String {
        var text = Self.quoted(schema) + "." + Self.quoted(relation)
        if !column.isEmpty { text += "." + Self.quoted(column) }
        return text + (path ?? "")
    }
}

extension ColumnReference: Comparable {
    package static func < (left: ColumnReference, right: ColumnReference) -> Bool {
        (left.schema, left.relation, left.column, left.path ?? "")
            < (right.schema, right.relation, right.column, right.path ?? "")
    }
}
