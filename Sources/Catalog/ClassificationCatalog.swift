package import Primitives

/// All verdicts for the catalog's sources: what `catalog.json` holds.
///
/// Deterministic and free of raw values: the same snapshot, rules, seed and date give the same
/// bytes. Relations and columns are kept sorted by `sorted()`; `CatalogCoding` reads and writes.
package struct ClassificationCatalog: Codable, Equatable, Sendable {
    package static let currentSchemaVersion = "1.0"

    package var schemaVersion: String
    /// The program that wrote it, such as `bauta 0.1.0`.
    package var generator: String
    /// `sha256:` and 64 hex digits over every rule file and dictionary used.
    package var rulesDigest: String
    package var sources: [CatalogSource]
    package var relations: [CatalogRelation]

    package init(
        generator: String, rulesDigest: String, sources: [CatalogSource],
        relations: [CatalogRelation]
    ) {
        schemaVersion = Self.currentSchemaVersion
        self.generator = generator
        self.rulesDigest = rulesDigest
        self.sources = sources
        self.relations = relations
    }

    /// The same catalog in its one order: sources by id, relations by name, columns as declared.
    package func sorted() -> ClassificationCatalog {
        var copy = self
        copy.sources.sort { $0.id < $1.id }
        copy.relations.sort {
            ($0.source, $0.schema, $0.name) < ($1.source, $1.schema, $1.name)
        }
        for index in copy.relations.indices { copy.relations[index].sortColumns() }
        return copy
    }

    /// The relation of that name in the first source that has it.
    package func relation(schema: String, name: String) -> CatalogRelation? {
        relations.first { $0.schema == schema && $0.name == name }
    }

    /// The entry of a column or path; `nil` when the catalog doesn't have it.
    package func column(at reference: ColumnReference) -> CatalogColumn? {
        guard let relation = relation(schema: reference.schema, name: reference.relation) else {
            return nil
        }
        return relation.columns.first { relation.reference(to: $0) == reference }
    }
}

/// Where relations were read; no password, no user data.
package struct CatalogSource: Codable, Equatable, Sendable {
    /// What sort of source it is.
    package enum Kind: String, Codable, Sendable { case postgresql, csv, jsonl }

    package var id: String
    package var kind: Kind
    package var host: String?
    package var database: String?
    /// The path of a file source as the user gave it.
    package var path: String?

    package init(
        id: String, kind: Kind, host: String? = nil, database: String? = nil, path: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.host = host
        self.database = database
        self.path = path
    }
}
