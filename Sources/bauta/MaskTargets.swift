internal import ArgumentParser
internal import Catalog
internal import Exporting

/// One source to mask and where it goes.
struct MaskTarget {
    let source: MaskSource
    let destination: ExportDestination
    let format: ExportFormat
}

/// Works out what a `bauta mask` command line means.
struct MaskTargets {
    let command: MaskCommand
    let catalog: ClassificationCatalog
    let subset: SubsetSelection?

    func list() throws -> [MaskTarget] {
        let sources = MaskSources(
            source: command.source, catalog: catalog, catalogName: command.planOptions.catalog)
        return try sources.list(
            table: command.table, query: command.query, relation: command.relation
        ).filter { try isTaken($0) }.map(place)
    }

    /// A table that a subset excludes has no output; naming one is a mistake.
    private func isTaken(_ source: MaskSource) throws -> Bool {
        guard let subset, let table = source.table else { return true }
        if !subset.holds(table), command.table != nil {
            throw ValidationError("--table \(table): the subset holds no such table")
        }
        return subset.holds(table)
    }

    private func place(_ source: MaskSource) throws -> MaskTarget {
        if command.out == "-" {
            return MaskTarget(
                source: source, destination: .standardOutput,
                format: command.format ?? Self.natural(source))
        }
        if command.out.hasSuffix("/") {
            let format = command.format ?? Self.natural(source)
            try Folder.make(command.out)
            return MaskTarget(
                source: source,
                destination: .file(command.out + source.name + "." + format.rawValue),
                format: format)
        }
        guard let format = command.format ?? ExportFormat(path: command.out) else {
            throw ValidationError(
                "--out \(command.out): the ending says no format; say --format csv, jsonl or copy")
        }
        return MaskTarget(source: source, destination: .file(command.out), format: format)
    }

    private static func natural(_ source: MaskSource) -> ExportFormat {
        if case .jsonLines = source.origin { .jsonl } else { .csv }
    }
}
