internal import Configuration

/// One decision of `mask.toml`: how a label's or a column's values are masked.
///
/// Everything is optional: a column without a transform takes its label's, or what it references.
package struct PlanLine: Sendable {
    package let transform: MaskTransform?
    package let domain: String?
    /// The label of the column, where the plan says another one than the catalog.
    package let label: String?
    package let unfit: PlannedColumn.UnfitRule?
    /// The unique index of the source need not hold in the masked export.
    package let allowsDuplicates: Bool
    /// Which rows the transform is for, and what becomes of the others.
    package let condition: RowCondition?
    package let otherwise: PlannedColumn.OtherwiseRule
    /// Dates of the column with slashes have the day first.
    package let dayFirst: Bool
    /// A sibling column that masked values don't fall before, where the source's don't.
    package let after: String?
    /// Where the line stands, for messages.
    let table: ConfigurationTable

    /// The condition as written.
    var when: String? { condition == nil ? nil : (try? table.string("when")) ?? nil }

    /// Keys of every line, beside the options of its transform.
    private static let common = ["transform", "domain"]
    private static let columnKeys = [
        "label", "unfit", "allow-duplicates", "day-first", "after", "when", "otherwise",
    ]

    /// - Throws: unknown transforms, options of another transform, bad values, each with its line.
    static func label(_ table: ConfigurationTable) throws(ConfigurationError) -> PlanLine {
        try PlanLine(table, known: common, isColumn: false)
    }

    static func column(_ table: ConfigurationTable) throws(ConfigurationError) -> PlanLine {
        try PlanLine(table, known: common + columnKeys, isColumn: true)
    }

    private init(
        _ table: ConfigurationTable, known: [String], isColumn: Bool
    ) throws(ConfigurationError) {
        self.table = table
        domain = try table.string("domain")
        if domain?.isEmpty == true { throw table.error("a domain needs a name", key: "domain") }
        label = isColumn ? try table.string("label") : nil
        allowsDuplicates = isColumn ? try table.boolean("allow-duplicates") ?? false : false
        dayFirst = isColumn ? try table.boolean("day-first") ?? false : false
        after = isColumn ? try table.string("after") : nil
        unfit = isColumn ? try Self.unfit(table) : nil
        condition = isColumn ? try Self.condition(table) : nil
        otherwise = try isColumn ? Self.otherwise(table) : .redact
        transform = try TransformDecoding(table: table, commonKeys: known).transform()
        if !isColumn && transform == nil {
            throw table.error("a label needs a transform; \(TransformDecoding.choices)")
        }
        if dayFirst, transform.map({ !$0.readsDates }) ?? false {
            throw table.error("is an option of date-shift, date-truncate and age", key: "day-first")
        }
        if !isColumn, transform?.entity != nil {
            let other = transform?.withoutEntity ?? ""
            throw table.error("a label can't name an entity; use \(other)", key: "transform")
        }
        if !isColumn, transform?.isForColumns == true {
            throw table.error("is for columns; spans of text have no row", key: "transform")
        }
    }

    private static func condition(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> RowCondition? {
        guard let text = try table.string("when") else { return nil }
        do throws(ConditionError) {
            return try ConditionParser.parse(text)
        } catch {
            throw table.error("\(error.problem) at byte \(error.offset)", key: "when")
        }
    }

    private static func otherwise(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> PlannedColumn.OtherwiseRule {
        guard let word = try table.string("otherwise") else { return .redact }
        guard let rule = PlannedColumn.OtherwiseRule(rawValue: word) else {
            throw table.error("expected \"redact\", \"null\" or \"keep\"", key: "otherwise")
        }
        guard table.values["when"] != nil else {
            throw table.error("says what becomes of rows that when doesn't take", key: "otherwise")
        }
        return rule
    }

    private static func unfit(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> PlannedColumn.UnfitRule? {
        guard let word = try table.string("unfit") else { return nil }
        guard let rule = PlannedColumn.UnfitRule(rawValue: word) else {
            throw table.error("expected \"redact\" or \"refuse\"", key: "unfit")
        }
        return rule
    }
}

extension MaskTransform {
    /// Whether it reads more of a row than the cell.
    fileprivate var isForColumns: Bool {
        switch self {
        case .shuffle: true
        case .template(let template): !template.columns.isEmpty
        default: false
        }
    }

    fileprivate var readsDates: Bool {
        switch self {
        case .dateShift, .dateTruncate, .age: true
        default: false
        }
    }
}
