internal import Configuration
internal import Primitives

/// Holds a subset plan against the tables it speaks of, before a row is chosen.
struct SubsetSchemaCheck {
    let file: SubsetFile
    let schema: SubsetSchema

    /// The foreign keys that must hold.
    ///
    /// - Throws: names that the server doesn't know, and choices that need a key.
    func foreignKeys() throws(ConfigurationError) -> [SubsetSchema.ForeignKey] {
        for (name, line) in file.lines.sorted(by: { $0.key < $1.key }) {
            guard let table = schema.tables.first(where: { $0.name == name }) else {
                throw line.place.error("the catalog holds no table of that name")
            }
            try check(line, table)
        }
        for table in schema.tables { try check(table) }
        let known = Set(schema.foreignKeys.map(\.reference))
        if let unknown = file.ignoredConstraints.subtracting(known).min() {
            throw file.error("\(unknown) is no foreign key", key: "ignore-constraints")
        }
        return schema.foreignKeys.filter { !file.ignoredConstraints.contains($0.reference) }
    }

    private func check(
        _ line: SubsetLine, _ table: SubsetSchema.Table
    ) throws(ConfigurationError) {
        if let fraction = line.fraction, fraction < 1, line.entity.isEmpty, table.key.isEmpty {
            throw line.place.error(Self.needsKey(table), key: "fraction")
        }
        let own = foreignKeys(of: table).map(\.name)
        if let unknown = line.constraints?.first(where: { !own.contains($0) }) {
            throw line.place.error("\(unknown) is no foreign key of \(table.name)", key: "through")
        }
    }

    private func foreignKeys(of table: SubsetSchema.Table) -> [SubsetSchema.ForeignKey] {
        schema.foreignKeys.filter { key in
            key.child.table.map { schema.tables[$0].name } == table.name
        }
    }

    /// What holds for tables without a line too.
    private func check(_ table: SubsetSchema.Table) throws(ConfigurationError) {
        let line = file.line(for: table.name)
        if let partition = table.foreignPartition, !line.isExcluded {
            throw line.place.error(
                "\(partition), a partition of \(table.name), lies on another server, whose rows"
                    + " have no place here; exclude \(table.name)")
        }
        guard line.takesChildren, line.limitPerParent != nil else { return }
        if table.key.isEmpty, line.entity.isEmpty, !foreignKeys(of: table).isEmpty {
            throw line.place.error(Self.needsKey(table), key: "limit-per-parent")
        }
    }

    private static func needsKey(_ table: SubsetSchema.Table) -> String {
        "\(table.name) has neither a primary key nor a unique one without NULLs to choose rows by;"
            + " name columns with by"
    }
}
