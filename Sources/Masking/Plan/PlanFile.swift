package import Configuration
package import Primitives

/// `mask.toml` as written: what people decided, before it meets a catalog and a source.
///
/// ```toml
/// version = 1
/// imports = ["labels.toml"]     # other plans beneath this one, beside this file
/// unknown = "refuse"            # columns without a line: "refuse" the run or "redact" them
/// unknown-paths = "redact"      # JSON paths without a line; default: as unknown
/// expected-rows = 5000000       # for collision odds; by default what the scan counted
/// max-unfit = 0.01              # share of a column's cells its transform may not take
/// ignore-constraints = ["public.customers.phone_check"]   # need not hold in the masked export
/// [labels]                      # how values of a label are masked in text and by default
/// "contact.email" = { transform = "email", domain = "person.email" }
/// [domains]                     # which spellings of a value are one: exact, casefold, digits,
/// e164 "person.email" = { form = "casefold" }
/// [columns]
/// "public.customers.email" = { transform = "email", domain = "person.email" }
/// "query.total" = { transform = "keep" }
/// [environments.staging]        # what --environment staging changes: any key but version
/// unknown = "redact"
/// ```
package struct PlanFile: Sendable {
    /// The only version there is.
    package static let currentVersion = 1

    package let unknown: MaskPlan.UnknownRule
    package let unknownPaths: MaskPlan.UnknownRule
    /// 0 to 1; a column with a larger share of unfit cells fails the run.
    package let maximumUnfitShare: Double
    /// Constraints and unique indexes that the masked rows may break: `schema.table.constraint`.
    package let ignoredConstraints: Set<ColumnReference>
    /// Rows to reckon collisions with.
    package let expectedRows: Int?
    /// By label id.
    package let labels: [String: PlanLine]
    /// By domain name.
    package let domains: [String: CanonicalForm]
    /// By column; an expression of a query as `queryReference`.
    package let columns: [ColumnReference: PlanLine]
    /// The file as the user named it.
    package let name: String

    /// A plan of one file, without an environment.
    ///
    /// - Throws: what is wrong, with file, line and key path.
    package init(_ file: ConfigurationFile) throws(ConfigurationError) { try self.init([file]) }

    /// A plan with all that it imports.
    ///
    /// Files lie over each other in order, an entry of a later one replacing an earlier one whole;
    /// the environment's tables lie over all of them, again in the files' order.
    ///
    /// - Parameters:
    ///   - files: the plan last, before it what it imports.
    ///   - environment: which of `[environments]` counts; one of the files must have it.
    /// - Throws: what is wrong, with file, line and key path.
    package init(
        _ files: [ConfigurationFile], environment: String? = nil
    ) throws(ConfigurationError) {
        var layers: [PlanLayer] = []
        var environments: [(name: String, layer: PlanLayer)] = []
        for file in files {
            layers.append(try Self.root(file.root))
            environments += try Self.environments(file.root)
        }
        let chosen = environments.filter { $0.name == environment }.map(\.layer)
        if let environment, chosen.isEmpty {
            let known = Set(environments.map(\.name)).sorted().joined(separator: ", ")
            let choices = known.isEmpty ? "it has none" : "it has \(known)"
            throw ConfigurationError(
                file: files.last?.name ?? "", line: nil,
                message: "no [environments.\(environment)]; \(choices)")
        }
        self.init(layers + chosen, name: files.last?.name ?? "")
    }

    private init(_ layers: [PlanLayer], name: String) {
        self.name = name
        let unknown = layers.compactMap(\.unknown).last ?? .refuse
        self.unknown = unknown
        unknownPaths = layers.compactMap(\.unknownPaths).last ?? unknown
        maximumUnfitShare =
            layers.compactMap(\.maximumUnfitShare).last ?? MaskPlan.defaultMaximumUnfitShare
        expectedRows = layers.compactMap(\.expectedRows).last
        ignoredConstraints = Set(layers.flatMap(\.ignoredConstraints))
        var labels: [String: PlanLine] = [:]
        var domains: [String: CanonicalForm] = [:]
        var columns: [ColumnReference: PlanLine] = [:]
        for layer in layers {
            labels.merge(layer.labels) { _, later in later }
            domains.merge(layer.domains) { _, later in later }
            columns.merge(layer.columns) { _, later in later }
        }
        self.labels = labels
        self.domains = domains
        self.columns = columns
    }

    private static func root(_ root: ConfigurationTable) throws(ConfigurationError) -> PlanLayer {
        try root.finish(known: ["version", "imports", "environments"] + PlanLayer.keys)
        guard let version = try root.integer("version") else {
            throw root.error("missing key version; write version = \(currentVersion)")
        }
        guard version == currentVersion else {
            throw root.error("this program reads version \(currentVersion)", key: "version")
        }
        _ = try root.strings("imports")
        return try PlanLayer(root)
    }

    private static func environments(
        _ root: ConfigurationTable
    ) throws(ConfigurationError) -> [(name: String, layer: PlanLayer)] {
        guard let table = try root.table("environments") else { return [] }
        var environments: [(name: String, layer: PlanLayer)] = []
        for name in table.keys {
            guard let environment = try table.table(name) else { continue }
            try environment.finish(known: PlanLayer.keys)
            environments.append((name, try PlanLayer(environment)))
        }
        return environments
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
}
