internal import Catalog
internal import Postgres
internal import Primitives

/// Labels that a column takes over without being read: partitions, views, foreign keys.
///
/// Works on the relations of one source, found by schema and name.
struct Inheritance {
    private struct Place: Hashable {
        var schema: String
        var name: String
    }

    private(set) var relations: [CatalogRelation]
    private var positions: [Place: Int] = [:]

    init(_ relations: [CatalogRelation]) {
        self.relations = relations
        for (index, relation) in relations.enumerated() {
            positions[Place(schema: relation.schema, name: relation.name)] = index
        }
    }

    func relation(schema: String, name: String) -> CatalogRelation? {
        positions[Place(schema: schema, name: name)].map { relations[$0] }
    }

    private mutating func add(_ relation: CatalogRelation) {
        positions[Place(schema: relation.schema, name: relation.name)] = relations.count
        relations.append(relation)
    }

    /// Adds a partition with the verdicts of the partitioned table above it, column by name.
    mutating func addPartition(_ partition: RelationSchema, of root: RelationSchema) {
        guard let above = relation(schema: root.schema, name: root.name) else { return }
        var entry = CatalogRelation(
            source: above.source, schema: partition.schema, name: partition.name,
            kind: partition.kind, unread: above.unread, keys: partition.catalogKeys, columns: [])
        if let sample = above.sample {
            entry.sample = CatalogSample(method: .inherited, rows: sample.rows, seed: sample.seed)
        }
        for column in partition.columns {
            entry.columns += Self.inherited(column, from: above, named: column.name)
        }
        add(entry)
    }

    /// Adds views whose output columns come from `origins`; `nil` is a computed column.
    ///
    /// A view over views comes after them. Computed columns and columns of relations that weren't
    /// scanned are unread.
    mutating func addViews(
        _ views: [(view: RelationSchema, origins: [DescribedColumn.Origin?])], source: String
    ) {
        var waiting = views
        while !waiting.isEmpty {
            let names = Set(waiting.map { Place(schema: $0.view.schema, name: $0.view.name) })
            let ready = waiting.indices.filter { index in
                !waiting[index].origins.contains { origin in
                    origin.map { names.contains(Place(schema: $0.schema, name: $0.relation)) }
                        ?? false
                }
            }
            // Why: views can't form a circle, but the catalog may have changed between questions.
            let next = ready.isEmpty ? Array(waiting.indices) : ready
            for index in next {
                addView(waiting[index].view, origins: waiting[index].origins, source: source)
            }
            for index in next.reversed() { waiting.remove(at: index) }
        }
    }

    private mutating func addView(
        _ view: RelationSchema, origins: [DescribedColumn.Origin?], source: String
    ) {
        var entry = CatalogRelation(
            source: source, schema: view.schema, name: view.name, kind: .view, columns: [])
        var rows: Int?
        var seed = 0
        for (index, column) in view.columns.enumerated() {
            let origin = index < origins.count ? origins[index] : nil
            guard let origin, let base = relation(schema: origin.schema, name: origin.relation)
            else {
                entry.columns.append(VerdictCoding.unread(column))
                continue
            }
            entry.columns += Self.inherited(column, from: base, named: origin.column)
            if let sample = base.sample {
                rows = min(rows ?? sample.rows, sample.rows)
                seed = sample.seed
            }
        }
        if let rows { entry.sample = CatalogSample(method: .inherited, rows: rows, seed: seed) }
        add(entry)
    }

    /// The base column's entry and those of its JSON paths under the heir's name and type.
    private static func inherited(
        _ heir: ColumnSchema, from base: CatalogRelation, named name: String
    ) -> [CatalogColumn] {
        let found = base.columns.filter { $0.name == name }
        if found.isEmpty { return [VerdictCoding.unread(heir)] }
        return found.map { original in
            var column = original
            column.name = heir.name
            column.attnum = heir.attnum
            if original.path == nil {
                column.type = heir.type
                column.nullable = heir.isNullable
            }
            return column
        }
    }

    /// Gives referencing columns the label of what they reference, where that is decided and
    /// sensitive and their own verdict isn't as sure.
    ///
    /// Follows chains of keys: each round passes labels one step on, as many rounds as needed.
    mutating func followForeignKeys() {
        for _ in 0..<16 {
            var changed = false
            for index in relations.indices {
                for foreign in relations[index].keys?.foreign ?? [] {
                    for (name, referenced) in zip(foreign.columns, foreign.references) {
                        changed =
                            passLabel(
                                to: name, of: index, from: referenced, schema: foreign.schema,
                                relation: foreign.relation) || changed
                    }
                }
            }
            if !changed { return }
        }
    }

    private mutating func passLabel(
        to name: String, of index: Int, from referenced: String, schema: String, relation: String
    ) -> Bool {
        guard
            let base = self.relation(schema: schema, name: relation)?.column(named: referenced),
            let position = relations[index].columns.firstIndex(where: {
                $0.name == name && $0.path == nil
            }), base.status == .decided, base.sensitivity > .none, let label = base.label
        else { return false }
        var column = relations[index].columns[position]
        guard column.status != .unread, column.label != label,
            column.status != .decided || column.sensitivity < base.sensitivity
        else { return false }
        column.status = .decided
        column.label = label
        column.probability = base.probability
        column.sensitivity = base.sensitivity
        column.quasiIdentifier = base.quasiIdentifier
        column.regulations = base.regulations
        column.transform = base.transform
        column.domain = base.domain
        column.evidence.append(
            CatalogEvidence(
                kind: "constraints", label: label, nats: 0,
                detail: "references \(schema).\(relation).\(referenced)"))
        relations[index].columns[position] = column
        return true
    }
}
