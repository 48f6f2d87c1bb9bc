import Primitives

/// A random subset plan for a random schema, and what it must take, told from the model alone.
struct RandomSubset {
    struct Line {
        var fraction: Double?
        var below: Int?
        var takesChildren = false
        var limit: Int?
        var isWhole = false
    }

    /// A row of a table.
    struct Row: Hashable {
        let table: Int
        let number: Int
    }

    let schema: RandomSchema
    private(set) var lines: [Line]

    init(_ schema: RandomSchema, seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) &+ 1000)
        self.schema = schema
        lines = schema.tables.indices.map { table in
            var line = Line()
            switch table == 0 ? random.below(3) : random.below(10) {
            case 0: line.fraction = [0.1, 0.25, 0.5, 1][random.below(4)]
            case 1: line.below = 3 + random.below(12)
            case 2: (line.fraction, line.below) = (0.5, 20)
            case 3: line.isWhole = true
            default: break
            }
            line.takesChildren = !line.isWhole && random.below(2) == 0
            if line.takesChildren, random.below(2) == 0 { line.limit = 1 + random.below(3) }
            return line
        }
    }

    /// `subset.toml`.
    var text: String {
        var text = "version = 1\nseed = \"orchard\"\n"
        for (table, line) in lines.enumerated() {
            text += "[tables.\"public.t\(table)\"]\n"
            if let fraction = line.fraction { text += "fraction = \(fraction)\n" }
            if let below = line.below { text += "where = \"n < \(below) -- the first\"\n" }
            if line.takesChildren { text += "children = true\n" }
            if let limit = line.limit { text += "limit-per-parent = \(limit)\n" }
            if line.isWhole { text += "whole = true\n" }
        }
        return text
    }

    /// A query for the hash of each row, as `SUBSET.md` defines it: `tag|hash`.
    func hashes(_ table: Int) -> String {
        let key = schema.tables[table].columns.map(\.name).joined(separator: ", ")
        return """
            SELECT n, encode(sha256(convert_to(encode(sha256('orchard'), 'hex')
                || ROW(\(key))::text, 'UTF8')), 'hex') FROM t\(table) ORDER BY n
            """
    }

    /// Roots, their children, and whatever any of these needs.
    ///
    /// - Parameter hashes: of each row of each table.
    func rows(_ hashes: [[String]]) -> Set<Row> {
        var taken = roots(hashes)
        var fresh = Array(taken)
        while let parent = fresh.popLast() {
            for child in children(of: parent, hashes) where taken.insert(child).inserted {
                fresh.append(child)
            }
        }
        for (table, line) in lines.enumerated() where line.isWhole {
            taken.formUnion(
                (0..<schema.tables[table].rowCount).map { Row(table: table, number: $0) })
        }
        fresh = Array(taken)
        while let child = fresh.popLast() {
            for reference in schema.tables[child.table].references {
                guard let number = reference.rows[child.number] else { continue }
                let parent = Row(table: reference.parent, number: number)
                if taken.insert(parent).inserted { fresh.append(parent) }
            }
        }
        return taken
    }

    private func roots(_ hashes: [[String]]) -> Set<Row> {
        var roots: Set<Row> = []
        for (table, line) in lines.enumerated() where line.fraction ?? 0 > 0 || line.below != nil {
            for number in 0..<schema.tables[table].rowCount where number < line.below ?? .max {
                // 52 bits, which a Double holds.
                let share =
                    Double(UInt64(hashes[table][number].prefix(13), radix: 16) ?? 0) / 0x1p52
                if share < line.fraction ?? 1 { roots.insert(Row(table: table, number: number)) }
            }
        }
        return roots
    }

    private func children(of parent: Row, _ hashes: [[String]]) -> [Row] {
        schema.tables.indices.filter { lines[$0].takesChildren }.flatMap { table in
            schema.tables[table].references.filter { $0.parent == parent.table }.flatMap {
                reference in
                reference.rows.indices.filter { reference.rows[$0] == parent.number }
                    .sorted { hashes[table][$0] < hashes[table][$1] }
                    .prefix(lines[table].limit ?? .max).map { Row(table: table, number: $0) }
            }
        }
    }
}
