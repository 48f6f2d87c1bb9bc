package import Catalog
internal import Configuration
internal import Primitives

/// Compiles catalog and `mask.toml` for one source: one transform for every column, no gaps.
///
/// Fails closed. Every reason against the run is found before a byte is read: columns without a
/// line, lines without a column, changed types, transforms that can't write the type, lossy ones on
/// unique columns, foreign keys masked otherwise than what they reference.
package struct PlanCompiler {
    let resolver: PlanResolver
    private let catalogDigest: String
    private let planDigest: String
    private var problems: [PlanProblem] = []

    /// - Parameters:
    ///   - catalogDigest: `sha256:` of `catalog.json`, for the manifest.
    ///   - planDigest: the same of `mask.toml`.
    package init(
        catalog: ClassificationCatalog, file: PlanFile, catalogDigest: String = "",
        planDigest: String = ""
    ) {
        resolver = PlanResolver(catalog: catalog, file: file)
        self.catalogDigest = catalogDigest
        self.planDigest = planDigest
    }

    /// - Throws: every problem at once, each naming column, place and remedy.
    package mutating func compile(_ source: PlanSource) throws(PlanRefusal) -> MaskPlan {
        problems = []
        refuseStrayLines(source)
        let entities = Dictionary(
            source.columns.enumerated().map { ($0.element.name, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        var columns = source.columns.map { plan($0, source, entities) }
        for index in columns.indices {
            columns[index].afterColumn = later(columns[index].reference, entities)
        }
        refuseCycles(columns)
        guard problems.isEmpty else { throw PlanRefusal(problems) }
        let file = resolver.file
        var compiled = MaskPlan(
            columns: columns, spans: spans(), unknownPath: file.unknownPaths,
            maximumUnfitShare: file.maximumUnfitShare, catalogDigest: catalogDigest,
            planDigest: planDigest)
        compiled.notes = columns.flatMap { [$0] + $0.paths }.flatMap { notes(on: $0) }
        return compiled
    }

    private func spans() -> [String: MaskPlan.SpanTransform] {
        var spans: [String: MaskPlan.SpanTransform] = [:]
        for (label, line) in resolver.file.labels {
            guard let transform = line.transform else { continue }
            let domain = line.domain ?? label
            spans[label] = .init(
                transform: transform, domain: domain, canonicalForm: form(of: domain))
        }
        return spans
    }

    func form(of domain: String) -> CanonicalForm { resolver.file.domains[domain] ?? .exact }

    /// Lines that name what neither catalog nor source has.
    private mutating func refuseStrayLines(_ source: PlanSource) {
        let present = Set(source.columns.compactMap(\.reference))
        let relations = Set(present.map { [$0.schema, $0.relation] })
        for (reference, line) in resolver.file.columns where reference.schema != "query" {
            var whole = reference
            whole.path = nil
            let isRead = relations.contains([reference.schema, reference.relation])
            if reference.path != nil && (present.contains(whole) || !isRead) { continue }
            if resolver.column(reference) == nil {
                refuse(line, "\(reference) isn't in the catalog; scan again or remove the line")
            } else if source.isWholeRelation && isRead && !present.contains(whole) {
                refuse(line, "the source no longer has \(reference); remove the line")
            }
        }
    }

    private mutating func plan(
        _ column: PlanSource.Column, _ source: PlanSource, _ entities: [String: Int]
    ) -> PlannedColumn {
        let reference = column.reference ?? PlanFile.queryReference(column.name)
        let isDocument = column.reference != nil && reference.column.isEmpty
        let known = resolver.column(reference)
        var planned = PlannedColumn(
            reference: reference,
            type: column.type ?? known?.type ?? (isDocument ? "json" : "text"),
            isNullable: known?.nullable ?? column.isNullable,
            isUnique: resolver.graph.unique.contains(reference), domain: reference.description,
            transform: .redact)
        if isDocument {
            planned.transform = .json
            planned.paths = paths(of: reference, source, entities)
            return planned
        }
        if column.reference != nil { checkType(column, known, reference) }
        guard let resolution = resolver.resolve(reference) else {
            refuseUnknown(reference, isExpression: column.reference == nil)
            return planned
        }
        planned.take(resolution, form: form(of: resolution.domain))
        planned.shapes = known?.shapes.flatMap { $0.free ? nil : $0.seen }
        planned.entityColumn = entity(of: planned, resolution.line, entities)
        takeSiblings(&planned, resolution.line, source: source)
        check(planned, resolution)
        if planned.transform == .json {
            planned.paths = paths(of: reference, source, entities)
        }
        return planned
    }

    /// The declared leaf paths of a document, each planned like a column.
    private mutating func paths(
        of document: ColumnReference, _ source: PlanSource, _ entities: [String: Int]
    ) -> [PlannedColumn] {
        var planned: [PlannedColumn] = []
        for reference in resolver.paths(of: document) {
            let known = resolver.column(reference)
            guard let resolution = resolver.resolve(reference) else {
                refuseUnknown(reference, isExpression: false)
                continue
            }
            var path = PlannedColumn(
                reference: reference, type: known?.type ?? "string", domain: resolution.domain,
                transform: resolution.transform)
            path.take(resolution, form: form(of: resolution.domain))
            path.shapes = known?.shapes.flatMap { $0.free ? nil : $0.seen }
            takeDeciding(&path, resolution.line, source, entities)
            checkRoot(path, resolution.line)
            check(path, resolution)
            planned.append(path)
        }
        return planned
    }

    /// The source column that a date shift's `entity` names, or the row's key of a unique secret.
    mutating func entity(
        of column: PlannedColumn, _ line: PlanLine, _ entities: [String: Int]
    ) -> Int? {
        if column.transform == .secret && column.isUnique {
            return resolver.rowKey(beside: column.reference).flatMap { entities[$0.column] }
        }
        guard let name = column.transform.entity else { return nil }
        guard let index = entities[name] else {
            refuse(
                line,
                "\(column.reference): the source has no column \(name) to be the entity;"
                    + " read it too or use \(column.transform.withoutEntity)")
            return nil
        }
        return index
    }

    /// The source column that `after` names.
    private mutating func later(
        _ reference: ColumnReference, _ entities: [String: Int]
    ) -> Int? {
        guard let line = resolver.file.columns[reference], let name = line.after else { return nil }
        guard let index = entities[name], name != reference.column else {
            refuse(line, "\(reference): the source has no other column \(name) to come after")
            return nil
        }
        return index
    }

    /// Columns that would each have to come after the other.
    private mutating func refuseCycles(_ columns: [PlannedColumn]) {
        for start in columns {
            var next = start.afterColumn
            for _ in columns.indices {
                guard let index = next else { break }
                next = columns[index].afterColumn
            }
            guard next != nil, let line = resolver.file.columns[start.reference] else { continue }
            refuse(line, "\(start.reference): after leads back to itself; remove one")
        }
    }

    mutating func refuse(_ line: PlanLine, _ message: String) {
        let place = line.table.error("")
        problems.append(PlanProblem(file: place.file, line: place.line, message: message))
    }

    mutating func refuse(_ message: String) {
        problems.append(PlanProblem(file: resolver.file.name, line: nil, message: message))
    }
}

extension PlannedColumn {
    /// Takes over what the plan decides.
    mutating func take(_ resolution: PlanResolver.Resolution, form: CanonicalForm) {
        label = resolution.label
        domain = resolution.domain
        canonicalForm = form
        transform = resolution.transform
        unfit = resolution.line.unfit ?? .redact
        condition = resolution.line.condition
        otherwise = resolution.line.otherwise
        dayFirst = resolution.line.dayFirst
    }
}
