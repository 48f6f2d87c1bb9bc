internal import Configuration
internal import Primitives

/// What one file, or one environment of it, decides; a later layer replaces entry by entry.
struct PlanLayer {
    let unknown: MaskPlan.UnknownRule?
    let unknownPaths: MaskPlan.UnknownRule?
    let maximumUnfitShare: Double?
    let expectedRows: Int?
    let ignoredConstraints: [ColumnReference]
    let labels: [String: PlanLine]
    let domains: [String: CanonicalForm]
    let columns: [ColumnReference: PlanLine]

    /// The keys of a layer; the root of a file has some more.
    static let keys = [
        "unknown", "unknown-paths", "max-unfit", "expected-rows", "ignore-constraints", "labels",
        "domains", "columns",
    ]

    init(_ table: ConfigurationTable) throws(ConfigurationError) {
        unknown = try Self.rule(table, "unknown")
        unknownPaths = try Self.rule(table, "unknown-paths")
        maximumUnfitShare = try Self.share(table)
        expectedRows = try Self.rows(table)
        ignoredConstraints = try Self.constraints(table)
        labels = try Self.labels(table)
        domains = try Self.domains(table)
        columns = try Self.columns(table)
    }

    private static func rule(
        _ table: ConfigurationTable, _ key: String
    ) throws(ConfigurationError) -> MaskPlan.UnknownRule? {
        guard let word = try table.string(key) else { return nil }
        guard let rule = MaskPlan.UnknownRule(rawValue: word) else {
            throw table.error("expected \"refuse\" or \"redact\"; never keep", key: key)
        }
        return rule
    }

    private static func share(_ table: ConfigurationTable) throws(ConfigurationError) -> Double? {
        guard let share = try table.number("max-unfit") else { return nil }
        guard (0...1).contains(share) else {
            throw table.error("expected a share from 0 to 1", key: "max-unfit")
        }
        return share
    }

    private static func rows(_ table: ConfigurationTable) throws(ConfigurationError) -> Int? {
        guard let rows = try table.integer("expected-rows") else { return nil }
        guard rows > 0 else { throw table.error("expected a number of rows", key: "expected-rows") }
        return rows
    }

    private static func constraints(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> [ColumnReference] {
        let key = "ignore-constraints"
        var constraints: [ColumnReference] = []
        for name in try table.strings(key) ?? [] {
            guard let constraint = ColumnReference(name), !constraint.column.isEmpty else {
                throw table.error("\(name): write \"schema.table.constraint\"", key: key)
            }
            constraints.append(constraint)
        }
        return constraints
    }

    private static func labels(
        _ layer: ConfigurationTable
    ) throws(ConfigurationError) -> [String: PlanLine] {
        guard let table = try layer.table("labels") else { return [:] }
        var labels: [String: PlanLine] = [:]
        for key in table.keys {
            guard let line = try table.table(key) else { continue }
            labels[key] = try .label(line)
        }
        return labels
    }

    private static func domains(
        _ layer: ConfigurationTable
    ) throws(ConfigurationError) -> [String: CanonicalForm] {
        guard let table = try layer.table("domains") else { return [:] }
        var domains: [String: CanonicalForm] = [:]
        for key in table.keys {
            guard let line = try table.table(key) else { continue }
            try line.finish(known: ["form"])
            let word = try line.requiredString("form")
            guard let form = CanonicalForm(rawValue: word) else {
                throw line.error("expected exact, casefold, digits or e164", key: "form")
            }
            domains[key] = form
        }
        return domains
    }

    private static func columns(
        _ layer: ConfigurationTable
    ) throws(ConfigurationError) -> [ColumnReference: PlanLine] {
        guard let table = try layer.table("columns") else { return [:] }
        var columns: [ColumnReference: PlanLine] = [:]
        for key in table.keys {
            guard let line = try table.table(key) else { continue }
            guard let reference = PlanFile.reference(key) else {
                throw line.error("isn't a column; write \"schema.table.column\"")
            }
            guard columns[reference] == nil else {
                throw line.error("\(reference) has two lines; remove one")
            }
            columns[reference] = try .column(line)
        }
        return columns
    }
}
