internal import ArgumentParser
internal import Catalog
internal import Exporting
internal import Formats
internal import Postgres
internal import Primitives

/// One table, query or file to be masked.
struct MaskSource {
    enum Origin {
        case database(String, CopySession.Target)
        case csv(path: String, schema: String, relation: String)
        case jsonLines(path: String, schema: String, relation: String)
    }

    let origin: Origin
    /// What an output of it is called, without an ending.
    let name: String

    /// The table of a database; `nil` for a query or a file.
    var table: ColumnReference? {
        guard case .database(_, .table(let schema, let name)) = origin else { return nil }
        return ColumnReference(schema: schema, relation: name, column: "")
    }
}

/// Works out what the source of a command line stands for.
struct MaskSources {
    let source: String
    let catalog: ClassificationCatalog
    let catalogName: String

    /// - Parameters:
    ///   - table: one table of a database; without it and a query every table of the catalog.
    ///   - relation: the table that a file is an export of.
    func list(
        table: String? = nil, query: String? = nil, relation: String? = nil
    ) throws -> [MaskSource] {
        if !ConnectionOptions.looksLikeServer(source) { return [try file(relation)] }
        if let query { return [database(.query(query))] }
        if let table {
            let (schema, name) = try self.relation(table, option: "--table")
            return [database(.table(schema: schema, name: name))]
        }
        let tables = catalog.relations.filter(\.isExportedWhole)
        guard !tables.isEmpty else {
            throw CommandError("\(catalogName): holds no table that could be masked")
        }
        return tables.map { database(.table(schema: $0.schema, name: $0.name)) }
    }

    private func database(_ target: CopySession.Target) -> MaskSource {
        var name = "query"
        if case .table(let schema, let table) = target { name = schema + "." + table }
        return MaskSource(origin: .database(source, target), name: name)
    }

    private func file(_ relation: String?) throws -> MaskSource {
        let last = source.split(separator: "/").last.map(String.init) ?? source
        let name = Compression.plainName(last)
        let (schema, table) =
            try relation.map { try self.relation($0, option: "--as") } ?? ("file", name)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let isLines = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
        return MaskSource(
            origin: isLines
                ? .jsonLines(path: source, schema: schema, relation: table)
                : .csv(path: source, schema: schema, relation: table), name: stem)
    }

    private func relation(_ text: String, option: String) throws -> (String, String) {
        guard let reference = ColumnReference(relation: text) else {
            throw ValidationError(
                "\(option) \(text): write schema.table, quoting names as SQL does")
        }
        return (reference.schema, reference.relation)
    }
}

extension CatalogRelation {
    /// A table with rows of its own that no other relation of the export shows as well.
    fileprivate var isExportedWhole: Bool {
        unread == nil && (kind == .table || kind == .partitioned)
    }
}
