package import Configuration
internal import Cryptography
internal import Primitives

/// `subset.toml` as written: which rows of which tables are exported, before it meets a server.
///
/// `Sources/Exporting/SUBSET.md` says what each key means.
package struct SubsetFile: Sendable {
    /// The only version there is.
    package static let currentVersion = 1
    /// The places of so many rows take some 600 MB of memory.
    static let defaultRowLimit = 10_000_000

    /// Decides which rows a fraction takes; without it the key of the run does.
    package let seed: String?
    /// Rows of all tables together; a subset of more is refused.
    let rowLimit: Int
    /// Foreign keys that need not hold in the subset: `schema.table.constraint`.
    let ignoredConstraints: Set<ColumnReference>
    /// By table, the column left empty.
    let lines: [ColumnReference: SubsetLine]
    /// What holds for a table without a line.
    let fallback: SubsetLine
    /// `sha256:` and 64 hexadecimal digits, of the text.
    let digest: String
    private let root: ConfigurationTable

    private static let keys = [
        "version", "seed", "max-rows", "children", "limit-per-parent", "ignore-constraints",
        "tables",
    ]

    /// - Parameter name: the file as the user named it.
    /// - Throws: what is wrong, with file, line and key path.
    package init(name: String, text: String) throws(ConfigurationError) {
        digest = "sha256:" + MessageDigest.sha256(Array(text.utf8)).hex
        root = try ConfigurationFile(name: name, text: text).root
        try root.finish(known: Self.keys)
        guard let version = try root.integer("version") else {
            throw root.error("missing key version; write version = \(Self.currentVersion)")
        }
        guard version == Self.currentVersion else {
            throw root.error("this program reads version \(Self.currentVersion)", key: "version")
        }
        seed = try root.string("seed")
        rowLimit = try root.positive("max-rows") ?? Self.defaultRowLimit
        ignoredConstraints = try Self.constraints(root)
        fallback = try SubsetLine(defaults: root)
        lines = try Self.lines(root, fallback)
        guard lines.values.contains(where: { $0.isRoot }) else {
            throw root.error(
                "no table to begin with; give one a fraction or where", key: "tables")
        }
    }

    func line(for table: ColumnReference) -> SubsetLine { lines[table] ?? fallback }

    /// A complaint placed at a key of the file.
    func error(_ message: String, key: String) -> ConfigurationError {
        root.error(message, key: key)
    }

    private static func constraints(
        _ root: ConfigurationTable
    ) throws(ConfigurationError) -> Set<ColumnReference> {
        let key = "ignore-constraints"
        var constraints: Set<ColumnReference> = []
        for name in try root.strings(key) ?? [] {
            guard let reference = ColumnReference(name), !reference.column.isEmpty else {
                throw root.error("\(name) isn't schema.table.constraint", key: key)
            }
            constraints.insert(reference)
        }
        return constraints
    }

    private static func lines(
        _ root: ConfigurationTable, _ fallback: SubsetLine
    ) throws(ConfigurationError) -> [ColumnReference: SubsetLine] {
        var lines: [ColumnReference: SubsetLine] = [:]
        guard let tables = try root.table("tables") else { return lines }
        for name in tables.keys {
            guard let table = try tables.table(name) else { continue }
            guard let reference = ColumnReference(relation: name) else {
                throw table.error("write schema.table, quoting names as SQL does")
            }
            lines[reference] = try SubsetLine(table, over: fallback)
        }
        return lines
    }
}

extension ConfigurationTable {
    /// The integer at `key`, which must be above 0.
    func positive(_ key: String) throws(ConfigurationError) -> Int? {
        guard let number = try integer(key) else { return nil }
        guard number > 0 else { throw error("choose a number above 0", key: key) }
        return number
    }
}
