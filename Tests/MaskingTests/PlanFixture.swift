import Catalog
import Configuration
import Masking
import Primitives

/// A shop with keys, a JSON column, a file and a chat log, as a scan would leave it.
enum PlanFixture {
    static let labels: [String: LabelAttributes] = [
        "contact.email": LabelAttributes(
            sensitivity: .moderate, transform: "email", domain: "person.email"),
        "contact.phone": LabelAttributes(
            sensitivity: .moderate, transform: "phone", domain: "person.phone"),
        "person.name.first": LabelAttributes(
            sensitivity: .moderate, transform: "name", domain: "person.name"),
        "person.birth-date": LabelAttributes(
            sensitivity: .high, transform: "date-shift", domain: "person.birth-date"),
        "credential.api-key": LabelAttributes(sensitivity: .critical, transform: "secret"),
    ]

    static func column(
        _ name: String, _ number: Int, _ type: String = "text", label: String? = nil,
        status: CatalogColumn.Status? = nil, nullable: Bool = false, path: String? = nil
    ) -> CatalogColumn {
        var column = CatalogColumn(
            name: name, attnum: number, path: path, type: type, nullable: nullable,
            status: status ?? (label == nil ? .clean : .decided))
        column.label = label
        column.probability = label == nil ? nil : 0.99
        let attributes = label.flatMap { labels[$0] }
        column.sensitivity = attributes?.sensitivity ?? .none
        column.transform = attributes?.transform
        column.domain = attributes?.domain
        return column
    }

    static let customers = CatalogRelation(
        source: "prod", schema: "public", name: "customers", kind: .table,
        keys: CatalogKeys(
            primary: ["id"], unique: [["email"], ["api_key"], ["code"], ["since"]], foreign: []),
        columns: [
            column("id", 1, "bigint"),
            column("email", 2, label: "contact.email"),
            column("first_name", 3, label: "person.name.first"),
            column("born", 4, "date", label: "person.birth-date"),
            column("api_key", 5, label: "credential.api-key"),
            column("code", 6, label: "contact.phone", status: .needsReview),
            column("since", 7, "date", label: "person.birth-date"),
            column("tier", 8, nullable: true),
        ])

    static let orders = CatalogRelation(
        source: "prod", schema: "public", name: "orders", kind: .table,
        keys: CatalogKeys(
            primary: ["id"], unique: [],
            foreign: [
                .init(
                    columns: ["customer_id"], schema: "public", relation: "customers",
                    references: ["id"])
            ]),
        columns: [
            column("id", 1, "integer"), column("customer_id", 2, "bigint"),
            column("total", 3, "numeric(10,2)"),
            column("note", 4, label: "contact.phone", status: .needsReview, nullable: true),
        ])

    static let events = CatalogRelation(
        source: "prod", schema: "public", name: "events", kind: .table,
        columns: [
            column("at", 1, "timestamp with time zone"),
            column("payload", 2, "jsonb", nullable: true),
            column("payload", 2, "string", label: "contact.email", path: "$.user.email"),
            column("payload", 2, "number", label: "contact.phone", path: "$.user.phone"),
            column("payload", 2, "string", path: "$.kind"),
        ])

    static let chat = CatalogRelation(
        source: "chat", schema: "file", name: "chat.jsonl", kind: .jsonl,
        columns: [
            column("messages", 1, "string", label: "contact.email", path: "$.messages[].from"),
            column("id", 2, "number", path: "$.id"),
        ])

    static let people = CatalogRelation(
        source: "people", schema: "file", name: "people.csv", kind: .csv,
        columns: [
            column("e-mail", 1, label: "contact.email"),
            column("Ge\"boren", 2, label: "person.birth-date"),
        ])

    static let catalog = ClassificationCatalog(
        generator: "bauta test", rulesDigest: "sha256:00", sources: [],
        relations: [customers, orders, events, chat, people])

    static func source(_ relation: CatalogRelation) -> PlanSource {
        let typed = relation.kind == .table
        guard relation.kind != .jsonl else {
            let document = ColumnReference(
                schema: relation.schema, relation: relation.name, column: "")
            return PlanSource(
                columns: [.init(name: "", type: nil, reference: document)], isWholeRelation: true)
        }
        let columns = relation.columns.filter { $0.path == nil }.map {
            PlanSource.Column(
                name: $0.name, type: typed ? $0.type : nil, isNullable: $0.nullable,
                reference: relation.reference(to: $0))
        }
        return PlanSource(columns: columns, isWholeRelation: true)
    }

    static func file(_ text: String) throws -> PlanFile {
        try PlanFile(ConfigurationFile(name: "mask.toml", text: text))
    }

    /// A plan that keeps everything but what `lines` say.
    static func keeping(_ relation: CatalogRelation, _ lines: [String: String] = [:]) -> String {
        var text = "version = 1\n[labels]\n"
        text += "\"contact.email\" = { transform = \"email\", domain = \"person.email\" }\n"
        text += lines["domains"].map { "[domains]\n\($0)\n" } ?? ""
        text += "[columns]\n"
        for column in relation.columns where lines[column.name] != "" {
            let key = relation.reference(to: column).description
            text += "'\(key)' = { \(lines[column.name] ?? "transform = \"keep\"") }\n"
        }
        return text + (lines["more"] ?? "")
    }

    /// Whether a plan with this line for a column of the type compiles.
    static func accepts(_ line: String, type: String) -> Bool {
        let relation = CatalogRelation(
            source: "prod", schema: "public", name: "typed", kind: .table,
            columns: [column("c", 1, type, nullable: true)])
        let catalog = ClassificationCatalog(
            generator: "bauta test", rulesDigest: "sha256:00", sources: [], relations: [relation])
        let text = keeping(relation, ["c": line])
        return (try? compile(text, source(relation), catalog: catalog)) != nil
    }

    static func compile(
        _ text: String, _ source: PlanSource, catalog: ClassificationCatalog = catalog
    ) throws -> MaskPlan {
        var compiler = PlanCompiler(catalog: catalog, file: try file(text))
        return try compiler.compile(source)
    }
}

/// The message of the error a body throws; empty when it throws none.
func message(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return "\(error)"
    }
}
