package import Configuration
package import Primitives

/// `mask.toml` as written: what people decided, before it meets a catalog and a source.
///
/// ```toml
/// version = 1
/// unknown = "refuse"            # columns without a line: "refuse" the run or "redact" them
/// unknown-paths = "redact"      # JSON paths without a line; default: as unknown
/// max-unfit = 0.01              # share of a column's cells its transform may not take
/// [labels]                      # how values of a label are masked in text and by default
/// "contact.email" = { transform = "email", domain = "person.email" }
/// [domains]                     # which spellings of a value are one: exact, casefold, digits,
/// e164 "person.email" = { form = "casefold" }
/// [columns]
/// "public.customers.email" = { transform = "email", domain = "person.email" }
/// "query.total" = { transform = "keep" }
/// ```
package struct PlanFile: Sendable {
    /// The only version there is.
    package static let currentVersion = 1

    package let unknown: MaskPlan.UnknownRule
    package let unknownPaths: MaskPlan.UnknownRule
    /// 0 to 1; a column with a larger share of unfit cells fails the run.
    package let maximumUnfitShare: Double
    /// By label id.
    package let labels: [String: PlanLine]
    /// By domain name.
    package let domains: [String: CanonicalForm]
    /// By column; an expression of a query as `queryReference`.
    package let columns: [ColumnReference: PlanLine]
    /// The file as the user named it.
    package let name: String

    /// - Throws: what is wrong, with file, line and key path.
    package init(_ file: ConfigurationFile) throws(ConfigurationError) {
        let root = file.root
        name = file.name
        try root.finish(known: [
            "version", "unknown", "unknown-paths", "max-unfit", "labels", "domains", "columns",
        ])
        guard let version = try root.integer("version") else {
            throw root.error("missing key version; write version = \(Self.currentVersion)")
        }
        guard version == Self.currentVersion else {
            throw root.error("this program reads version \(Self.currentVersion)", key: "version")
        }
        unknown = try Self.rule(root, "unknown") ?? .refuse
        unknownPaths = try Self.rule(root, "unknown-paths") ?? unknown
        maximumUnfitShare = try Self.share(root)
        labels = try Self.labels(root)
        domains = try Self.domains(root)
        columns = try Self.columns(root)
    }

    /// The reference under which a query's column without origin is declared: `query.total`.
    package static func queryReference(_ name: String) -> ColumnReference {
        ColumnReference(schema: "query", relation: name, column: "")
    }

    /// A key of `[columns]`: a reference, or `query.NAME` with the name as the query gives it.
    static func reference(_ key: String) -> ColumnReference? {
        guard key.hasPrefix("query.") else { return ColumnReference(key) }
        if let column = ColumnReference(key) { return column }
        let name = String(key.dropFirst("query.".count))
        if let quoted = ColumnReference("query.relation." + name) {
            return queryReference(quoted.column)
        }
        return name.isEmpty ? nil : queryReference(name)
    }

    private static func rule(
        _ root: ConfigurationTable, _ key: String
    ) throws(ConfigurationError) -> MaskPlan.UnknownRule? {
        guard let word = try root.string(key) else { return nil }
        guard let rule = MaskPlan.UnknownRule(rawValue: word) else {
            throw root.error("expected \"refuse\" or \"redact\"; never keep", key: key)
        }
        return rule
    }

    private static func share(_ root: ConfigurationTable) throws(ConfigurationError) -> Double {
        let share = try root.number("max-unfit") ?? MaskPlan.defaultMaximumUnfitShare
        guard (0...1).contains(share) else {
            throw root.error("expected a share from 0 to 1", key: "max-unfit")
        }
        return share
    }

    private static func labels(
        _ root: ConfigurationTable
    ) throws(ConfigurationError) -> [String: PlanLine] {
        guard let table = try root.table("labels") else { return [:] }
        var labels: [String: PlanLine] = [:]
        for key in table.keys {
            guard let line = try table.table(key) else { continue }
            labels[key] = try .label(line)
        }
        return labels
    }

    private static func domains(
        _ root: ConfigurationTable
    ) throws(ConfigurationError) -> [String: CanonicalForm] {
        guard let table = try root.table("domains") else { return [:] }
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
        _ root: ConfigurationTable
    ) throws(ConfigurationError) -> [ColumnReference: PlanLine] {
        guard let table = try root.table("columns") else { return [:] }
        var columns: [ColumnReference: PlanLine] = [:]
        for key in table.keys {
            guard let line = try table.table(key) else { continue }
            guard let reference = reference(key) else {
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
