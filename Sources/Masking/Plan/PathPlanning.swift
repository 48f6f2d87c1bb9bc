internal import Catalog
internal import Configuration
internal import Primitives
internal import Structure

/// JSON paths that read more than their own value: columns of the row and, beginning with `$`,
/// other paths of the document.
extension PlanCompiler {
    /// Finds what condition and entity of a path name.
    ///
    /// - Parameter entities: positions of the source's columns by name.
    mutating func takeDeciding(
        _ path: inout PlannedColumn, _ line: PlanLine, _ source: PlanSource,
        _ entities: [String: Int]
    ) {
        refuseWholeColumn(path, line)
        if let entity = path.transform.entity, entity.hasPrefix("$") {
            path.entityPath = entity
        } else {
            path.entityColumn = self.entity(of: path, line, entities)
        }
        for name in path.decidingPaths.sorted() { checkDeciding(name, of: path, line) }
        guard let condition = path.condition else { return }
        let columns = condition.columns.filter { !$0.hasPrefix("$") }
        findSiblings(&path, columns, line, source)
        path.condition = condition.padded(paddedWidths(path, source))
    }

    /// Another path decides only if the plan knows it and it has one value in a document.
    private mutating func checkDeciding(
        _ name: String, of path: PlannedColumn, _ line: PlanLine
    ) {
        var reference = path.reference
        reference.path = name
        var document = path.reference
        document.path = nil
        guard resolver.paths(of: document).contains(reference) else {
            refuse(
                line,
                "\(path.reference): the document has no path \(name) in catalog or plan; write it"
                    + " as they do, $.user.country, in double quotes where a key is in quotes")
            return
        }
        let below = isArray(document) ? PlannedColumn.elementRoot : "$"
        let steps = name.dropFirst(below.count)
        if !name.hasPrefix(below) || steps.contains("[]") || steps.contains(".*") {
            refuse(
                line,
                "\(path.reference): \(name) has many values in a document, and none of them can"
                    + " decide; name a path without [] and *")
        }
        checkTypes(of: name, resolver.column(reference)?.type ?? "string", in: path, line)
    }

    /// Whether each document is an element of an array.
    private func isArray(_ document: ColumnReference) -> Bool {
        resolver.column(document)?.type.hasSuffix("[]") == true
    }

    /// Paths of documents in an array begin with that array.
    mutating func checkRoot(_ path: PlannedColumn, _ line: PlanLine) {
        var document = path.reference
        document.path = nil
        let root = PlannedColumn.elementRoot
        guard isArray(document), path.reference.path?.hasPrefix(root) == false else { return }
        refuse(line, "\(path.reference): paths of an array's documents begin with \(root)")
    }

    private mutating func refuseWholeColumn(_ path: PlannedColumn, _ line: PlanLine) {
        switch path.transform {
        case .shuffle:
            refuse(line, "\(path.reference): a JSON path can't be shuffled; use another transform")
        case .template(let template) where !template.columns.isEmpty:
            refuse(line, "\(path.reference): a template of a JSON path can't name columns")
        default: break
        }
    }
}
