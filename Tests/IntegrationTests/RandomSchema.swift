import Primitives

/// A database of random tables: keys of every kind, foreign keys anywhere, cycles included.
struct RandomSchema {
    enum Key: CaseIterable { case integer, pair, code, uuid, partitioned }

    /// A foreign key and the parent of each row.
    struct Reference {
        let parent: Int
        let rows: [Int?]
        let isDeferrable: Bool
    }

    struct Table {
        let key: Key
        let rowCount: Int
        var references: [Reference] = []

        /// Name, type and line of the plan of each column of the key.
        var columns: [(name: String, type: String, transform: String)] {
            switch key {
            case .integer, .partitioned: [("id", "integer", "permute")]
            case .pair: [("a", "integer", "permute"), ("b", "text", "alphanumeric")]
            case .code: [("code", "varchar(12)", "alphanumeric")]
            case .uuid: [("id", "uuid", "uuid")]
            }
        }

        /// The key of a row as SQL literals.
        func values(_ row: Int) -> [String] {
            switch key {
            case .integer, .partitioned: ["\(row * 3 + 1)"]
            case .pair: ["\(row % 7)", "'B-\(100_000 + row)'"]
            case .code: ["'C\(200_000 + row)'"]
            case .uuid: ["'7b1c0000-0000-4000-8000-\(100_000_000_000 + row)'"]
            }
        }
    }

    private(set) var tables: [Table] = []

    init(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        tables = (0..<4 + random.below(4)).map { _ in
            Table(key: Key.allCases[random.below(5)], rowCount: 30 + random.below(90))
        }
        for child in tables.indices {
            for _ in 0..<random.below(4) {
                let parent = random.below(tables.count)
                let rows = (0..<tables[child].rowCount).map { _ in
                    random.below(4) == 0 ? nil : random.below(tables[parent].rowCount)
                }
                tables[child].references.append(
                    Reference(parent: parent, rows: rows, isDeferrable: random.below(2) == 0))
            }
        }
    }

    /// Creates and fills everything; foreign keys come last, since they go in circles.
    var script: String {
        tables.indices.map(create).joined() + tables.indices.map(constrain).joined() + "ANALYZE;"
    }

    private func create(_ table: Int) -> String {
        let own = tables[table]
        var columns = own.columns.map { "\($0.name) \($0.type) NOT NULL" }
        for (number, reference) in own.references.enumerated() {
            columns += tables[reference.parent].columns.map { "r\(number)_\($0.name) \($0.type)" }
        }
        columns += ["tag text NOT NULL", "n integer NOT NULL", "mail text NOT NULL"]
        let key = own.columns.map(\.name).joined(separator: ", ")
        columns.append((own.key == .code ? "UNIQUE" : "PRIMARY KEY") + " (\(key))")
        var sql = "CREATE TABLE t\(table) (\(columns.joined(separator: ", ")))"
        if own.key == .partitioned {
            sql += " PARTITION BY HASH (id)"
            for part in 0..<3 {
                sql +=
                    "; CREATE TABLE t\(table)_\(part) PARTITION OF t\(table) FOR VALUES WITH"
                    + " (MODULUS 3, REMAINDER \(part))"
            }
        }
        let rows = (0..<own.rowCount).map { "(\(cells(own, table, $0).joined(separator: ", ")))" }
        return sql + ";\nINSERT INTO t\(table) VALUES \(rows.joined(separator: ",\n"));\n"
    }

    private func cells(_ own: Table, _ table: Int, _ row: Int) -> [String] {
        var cells = own.values(row)
        for reference in own.references {
            let parent = tables[reference.parent]
            if let target = reference.rows[row] {
                cells += parent.values(target)
            } else {
                // Why: a NULL beside a value references nothing either.
                let half = parent.columns.count > 1 && row % 2 == 0
                cells += parent.columns.indices.map { half && $0 == 0 ? "3" : "NULL" }
            }
        }
        return cells + ["'t\(table)-\(row)'", "\(row)", "'u\(row)@orchard.org'"]
    }

    private func constrain(_ table: Int) -> String {
        tables[table].references.enumerated().map { number, reference in
            let names = tables[reference.parent].columns.map(\.name)
            let own = names.map { "r\(number)_\($0)" }.joined(separator: ", ")
            return "ALTER TABLE t\(table) ADD CONSTRAINT t\(table)_r\(number) FOREIGN KEY (\(own))"
                + " REFERENCES t\(reference.parent) (\(names.joined(separator: ", ")))"
                + (reference.isDeferrable ? " DEFERRABLE INITIALLY DEFERRED;\n" : ";\n")
        }.joined()
    }

    /// Keys and references are masked alike, so that joins survive; `tag` and `n` tell the rows.
    var plan: String {
        var text = "version = 1\n[columns]\n"
        for (number, table) in tables.enumerated() {
            func add(_ column: String, _ transform: String, domain: String? = nil) {
                let end = domain.map { ", domain = \"\($0)\"" } ?? ""
                text += "\"public.t\(number).\(column)\" = { transform = \"\(transform)\"\(end) }\n"
            }
            for column in table.columns {
                add(column.name, column.transform, domain: "t\(number).\(column.name)")
            }
            for (index, reference) in table.references.enumerated() {
                for column in tables[reference.parent].columns {
                    add(
                        "r\(index)_\(column.name)", column.transform,
                        domain: "t\(reference.parent).\(column.name)")
                }
            }
            add("tag", "keep")
            add("n", "keep")
            add("mail", "email")
        }
        return text
    }
}
