internal import ArgumentParser
internal import Catalog
internal import Exporting
internal import Postgres
internal import Primitives

/// One source to mask and where it goes.
struct MaskTarget {
    enum Source {
        case database(String, CopySession.Target)
        case csv(path: String, schema: String, relation: String)
        case jsonLines(path: String, schema: String, relation: String)
    }

    let source: Source
    let destination: ExportDestination
    let format: ExportFormat
}

/// Works out what a `bauta mask` command line means.
struct MaskTargets {
    let command: MaskCommand
    let catalog: ClassificationCatalog

    func list() throws -> [MaskTarget] {
        if !ConnectionOptions.looksLikeServer(command.source) { return [try file()] }
        if let query = command.query { return [try target(.query(query))] }
        if let table = command.table {
            let (schema, name) = try relation(table, option: "--table")
            return [try target(.table(schema: schema, name: name))]
        }
        let tables = catalog.relations.filter(\.isExportedWhole)
        guard !tables.isEmpty else {
            throw CommandError("\(command.catalog): holds no table that could be masked")
        }
        return try tables.map { try target(.table(schema: $0.schema, name: $0.name)) }
    }

    private func target(_ target: CopySession.Target) throws -> MaskTarget {
        var name = "query"
        if case .table(let schema, let table) = target { name = schema + "." + table }
        return try place(.database(command.source, target), name: name)
    }

    private func file() throws -> MaskTarget {
        let path = command.source
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let (schema, table) =
            try command.relation.map { try relation($0, option: "--as") } ?? ("file", name)
        let stem = Self.stem(name)
        if Self.isJSONLines(name) {
            return try place(.jsonLines(path: path, schema: schema, relation: table), name: stem)
        }
        return try place(.csv(path: path, schema: schema, relation: table), name: stem)
    }

    /// The destination and format of a source called `name`.
    private func place(_ source: MaskTarget.Source, name: String) throws -> MaskTarget {
        if command.out == "-" {
            return MaskTarget(
                source: source, destination: .standardOutput,
                format: command.format ?? Self.natural(source))
        }
        if command.out.hasSuffix("/") {
            let format = command.format ?? Self.natural(source)
            try Folder.make(command.out)
            return MaskTarget(
                source: source, destination: .file(command.out + name + "." + format.rawValue),
                format: format)
        }
        guard let format = command.format ?? ExportFormat(path: command.out) else {
            throw ValidationError(
                "--out \(command.out): the ending says no format; say --format csv, jsonl or copy")
        }
        return MaskTarget(source: source, destination: .file(command.out), format: format)
    }

    private func relation(_ text: String, option: String) throws -> (String, String) {
        guard let reference = ColumnReference(text + ".column"), reference.column == "column" else {
            throw ValidationError(
                "\(option) \(text): write schema.table, quoting names as SQL does")
        }
        return (reference.schema, reference.relation)
    }

    private static func natural(_ source: MaskTarget.Source) -> ExportFormat {
        if case .jsonLines = source { .jsonl } else { .csv }
    }

    private static func isJSONLines(_ name: String) -> Bool {
        name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
    }

    private static func stem(_ name: String) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }
}

extension CatalogRelation {
    /// A table with rows of its own that no other relation of the export shows as well.
    fileprivate var isExportedWhole: Bool {
        unread == nil && (kind == .table || kind == .partitioned)
    }
}
