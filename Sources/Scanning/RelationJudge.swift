internal import Catalog
package import Detection
internal import Primitives

/// Judges the columns of one relation together, in their order; see `ColumnClassifier`.
///
/// Called from several workers at once.
package typealias ColumnJudge = @Sendable ([ColumnSample]) -> [ColumnVerdict]

/// Turns a relation's sample into its catalog entry: arrays by element, JSON by path.
struct RelationJudge: Sendable {
    let source: String
    let ignoresNames: Bool
    let judge: ColumnJudge

    /// A column, or a JSON path of one, that waits for its verdict.
    private struct Entry {
        var column: ColumnSchema
        var path: JSONPathCells.Path?
        /// Which values beyond the sample were judged.
        var note: String?
        /// The keys of cells that are keyed text.
        var keyed: [JSONPathCells.Path] = []
    }

    func relation(_ sample: RelationSample) -> CatalogRelation {
        let relation = sample.relation
        var entries: [Entry] = []
        var samples: [ColumnSample] = []
        for (column, cells) in zip(sample.plan.columns, sample.rows.columns) {
            let context = self.context(column, of: relation)
            if column.form == .json {
                for path in JSONPathCells.split(cells, judge: judge) {
                    entries.append(Entry(column: column, path: path))
                    samples.append(self.sample(path, context))
                }
            } else {
                let elements = column.form == .array ? ArrayElements.explode(cells) : cells
                let known = KnownValues.complete(
                    elements, statistics: sample.statistics[column.name],
                    allowed: column.allowedValues)
                let isKeyed =
                    TypeClass(typeName: context.type) == .text
                    || ["hstore", "xml"].contains(context.type)
                let root = column.form == .array ? "$[]" : "$"
                let keyed = isKeyed ? KeyedCells.split(elements, below: root) : []
                entries.append(Entry(column: column, note: known.note, keyed: keyed))
                samples.append(
                    ColumnSample(context: context, cells: known.cells, ignoresNames: ignoresNames))
            }
        }
        var verdicts = judge(samples)
        var keyed: [CatalogColumn] = []
        for index in entries.indices where !entries[index].keyed.isEmpty {
            keyed += self.keyed(entries[index], samples[index], addingTo: &verdicts[index])
        }
        var judged = zip(entries, verdicts).map { entry, verdict in
            VerdictCoding.column(
                verdict, name: entry.column.name, attnum: entry.column.attnum,
                path: entry.path?.text, type: entry.path?.kind ?? entry.column.baseType,
                nullable: entry.path != nil || entry.column.isNullable, note: entry.note)
        }
        if sample.failure != nil {
            // Fail closed: statistics can accuse a column, never acquit it.
            for index in judged.indices where judged[index].status == .clean {
                judged[index] = VerdictCoding.unread(entries[index].column)
            }
            keyed.removeAll { $0.status == .clean }
        }
        return CatalogRelation(
            source: source, schema: relation.schema, name: relation.name, kind: relation.kind,
            sample: CatalogSample(
                method: sample.failure == nil
                    ? sample.plan.method(rowsRead: sample.rows.rowCount) : .statistics,
                rows: sample.rows.rowCount, seed: sample.plan.seed),
            keys: relation.catalogKeys, columns: completed(judged + keyed, relation))
    }

    /// The entries of the keys of a column's cells; what they hold is added to its own verdict.
    private func keyed(
        _ entry: Entry, _ column: ColumnSample, addingTo verdict: inout ColumnVerdict
    ) -> [CatalogColumn] {
        let cells = column.cells
        let rows = (0..<cells.count).count { !cells.isNull($0) }
        let verdicts = judge(entry.keyed.map { sample($0, column.context) })
        verdict.add(entry.keyed, verdicts, rows: rows)
        return zip(entry.keyed, verdicts).map { path, verdict in
            VerdictCoding.column(
                verdict, name: entry.column.name, attnum: entry.column.attnum, path: path.text,
                type: path.kind, nullable: true)
        }
    }

    /// The entry of a JSONL file: every path a column named after its top-level key.
    func documents(_ sample: RelationSample) -> CatalogRelation {
        let relation = sample.relation
        var context = ColumnSample.Context()
        context.schema = relation.schema
        context.table = relation.name
        let paths = JSONPathCells.split(sample.rows.columns[0], judge: judge)
        let verdicts = judge(paths.map { self.sample($0, context) })
        let tops = Set(paths.map(\.topKey)).sorted()
        let columns = zip(paths, verdicts).map { path, verdict in
            VerdictCoding.column(
                verdict, name: path.topKey.isEmpty ? "$" : path.topKey,
                attnum: (tops.firstIndex(of: path.topKey) ?? 0) + 1, path: path.text,
                type: path.kind, nullable: true)
        }
        return CatalogRelation(
            source: source, schema: relation.schema, name: relation.name, kind: relation.kind,
            columns: columns)
    }

    /// The entry of a relation that couldn't be read.
    func unread(_ relation: RelationSchema, reason: String) -> CatalogRelation {
        CatalogRelation(
            source: source, schema: relation.schema, name: relation.name, kind: relation.kind,
            unread: reason, keys: relation.catalogKeys,
            columns: relation.columns.map(VerdictCoding.unread))
    }

    /// Adds the JSON columns themselves and the columns the role may not read.
    private func completed(
        _ judged: [CatalogColumn], _ relation: RelationSchema
    ) -> [CatalogColumn] {
        var columns = judged
        for column in relation.columns where column.isGenerated {
            for index in columns.indices where columns[index].attnum == column.attnum {
                columns[index].generatedFrom = column.generatedFrom
            }
        }
        for column in relation.columns {
            if !column.isReadable {
                columns.append(VerdictCoding.unread(column))
            } else if column.form == .json {
                columns.append(
                    VerdictCoding.container(
                        name: column.name, attnum: column.attnum, type: column.baseType,
                        nullable: column.isNullable,
                        paths: judged.filter { $0.attnum == column.attnum }))
            }
        }
        return columns
    }

    private func sample(
        _ path: JSONPathCells.Path, _ context: ColumnSample.Context
    ) -> ColumnSample {
        var context = context
        context.path = path.text
        context.type = path.kind
        context.comment = nil
        context.schemaWords = []
        context.allowedValues = []
        context.isUnique = false
        return ColumnSample(context: context, cells: path.cells, ignoresNames: ignoresNames)
    }

    private func context(
        _ column: ColumnSchema, of relation: RelationSchema
    ) -> ColumnSample.Context {
        var context = ColumnSample.Context()
        context.schema = relation.schema
        context.table = relation.name
        context.column = column.name
        context.type = column.elementType
        context.comment = column.comment
        context.domainName = column.domainName
        context.allowedValues = column.allowedValues
        context.schemaWords = column.schemaWords
        context.isPrimaryKey = relation.keys.primary?.contains(column.name) == true
        context.isForeignKey = relation.keys.foreign.contains { $0.columns.contains(column.name) }
        context.isUnique =
            relation.keys.primary == [column.name] || relation.keys.unique.contains([column.name])
        context.isIdentity = column.isIdentity
        context.isGenerated = column.isGenerated
        context.siblings = relation.columns.map(\.name).filter { $0 != column.name }
        return context
    }
}

extension RelationSchema {
    /// The keys, or `nil` when there are none.
    var catalogKeys: CatalogKeys? {
        keys == CatalogKeys(primary: nil, unique: [], foreign: []) ? nil : keys
    }
}

extension ColumnSchema {
    /// The base type, of an array the type of its elements.
    var elementType: String {
        form == .array && baseType.hasSuffix("[]") ? String(baseType.dropLast(2)) : baseType
    }
}
