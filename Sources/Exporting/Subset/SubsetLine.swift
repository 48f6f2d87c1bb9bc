internal import Configuration

/// What a subset takes of one table.
struct SubsetLine: Sendable {
    /// Rows to begin with: this share of them, above 0 and at most 1 …
    let fraction: Double?
    /// … that this SQL condition lets through.
    let condition: String?
    /// The columns whose values decide about a row; by default those of the table's key.
    let entity: [String]
    /// Every row, and what it references.
    let isWhole: Bool
    /// No row, and no output.
    let isExcluded: Bool
    /// Whether rows that reference taken ones come along.
    let takesChildren: Bool
    /// At most so many of them for each row and foreign key.
    let limitPerParent: Int?
    /// The foreign keys by which they come; `nil` for all.
    let constraints: [String]?
    /// For complaints.
    let place: ConfigurationTable

    private static let keys = [
        "fraction", "where", "by", "whole", "exclude", "children", "limit-per-parent", "through",
    ]

    /// Whether rows are chosen by what they are rather than by their references.
    var isRoot: Bool { fraction != nil || condition != nil }

    /// The line of every table without one.
    init(defaults root: ConfigurationTable) throws(ConfigurationError) {
        fraction = nil
        condition = nil
        entity = []
        isWhole = false
        isExcluded = false
        takesChildren = try root.boolean("children") ?? false
        limitPerParent = try root.positive("limit-per-parent")
        constraints = nil
        place = root
    }

    init(_ table: ConfigurationTable, over fallback: SubsetLine) throws(ConfigurationError) {
        try table.finish(known: Self.keys)
        place = table
        fraction = try table.number("fraction")
        condition = try table.string("where")
        entity = try table.strings("by") ?? []
        isWhole = try table.boolean("whole") ?? false
        isExcluded = try table.boolean("exclude") ?? false
        let follows = try table.boolean("children")
        let isShut = isWhole || isExcluded
        takesChildren = !isShut && (follows ?? fallback.takesChildren)
        limitPerParent = try table.positive("limit-per-parent") ?? fallback.limitPerParent
        constraints = try table.strings("through")
        try check(table)
    }

    private func check(_ table: ConfigurationTable) throws(ConfigurationError) {
        if let fraction, !(fraction > 0 && fraction <= 1) {
            throw table.error("choose above 0 and at most 1", key: "fraction")
        }
        for alone in ["whole", "exclude"] where try table.boolean(alone) == true {
            if let other = table.keys.first(where: { $0 != alone }) {
                throw table.error("\(alone) = true leaves nothing to say here", key: other)
            }
        }
        if !takesChildren {
            for key in ["limit-per-parent", "through"] where table.values[key] != nil {
                throw table.error("needs children = true", key: key)
            }
        }
        if table.values["by"] != nil {
            if entity.isEmpty { throw table.error("name a column or more", key: "by") }
            if fraction == nil && !(takesChildren && limitPerParent != nil) {
                throw table.error("needs a fraction or limit-per-parent", key: "by")
            }
        }
    }
}
