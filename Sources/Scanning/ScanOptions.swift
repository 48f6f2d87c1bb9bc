/// What the user asked of a scan; defaults are the command line's.
package struct ScanOptions: Sendable {
    /// Whether the first row of a CSV file names its columns.
    package enum Header: String, Sendable, CaseIterable { case yes, no, auto }

    /// Patterns for schemas, tables (`orders` or `public.orders`) and what to leave out.
    package var schemas: [GlobPattern] = []
    package var tables: [GlobPattern] = []
    package var excluded: [GlobPattern] = []
    /// Rows to read from each relation; `nil` reads whole relations, as far as the byte budget.
    package var sampleRowLimit: Int? = 1000
    /// Connections to one server, each on a queue of its own.
    package var connectionCount = 2
    /// Workers that classify.
    package var workerCount = 2
    package var seed = 1
    /// Read plain views too, which runs their owners' code with the scanner's rights.
    package var readsViews = false
    /// Read foreign tables too, which burdens another server.
    package var readsForeignTables = false
    /// Judge by values alone: column, table and key names are no evidence.
    package var ignoresNames = false
    package var header = Header.auto
    package var statementTimeoutSeconds = 30
    package var lockTimeoutSeconds = 2

    package init() {}

    /// Whether schema and name pass the patterns.
    package func selects(schema: String, name: String) -> Bool {
        let qualified = schema + "." + name
        func named(_ pattern: GlobPattern) -> Bool {
            pattern.matches(name) || pattern.matches(qualified)
        }
        return (schemas.isEmpty || schemas.contains { $0.matches(schema) })
            && (tables.isEmpty || tables.contains(where: named)) && !excluded.contains(where: named)
    }
}
