import Catalog
import Configuration
import Primitives

/// A small shop as a scan would see it: every status, a JSON path, a file and keys.
enum CatalogFixture {
    static func shop() -> ClassificationCatalog {
        ClassificationCatalog(
            generator: "bauta test", rulesDigest: "sha256:00",
            sources: [CatalogSource(id: "prod", kind: .postgresql, database: "shop")],
            relations: [visits(), customers()])
    }

    static func customers() -> CatalogRelation {
        var id = CatalogColumn(
            name: "id", attnum: 1, type: "bigint", nullable: false, status: .clean)
        id.label = "identifier.sequence"
        var email = CatalogColumn(
            name: "email", attnum: 2, type: "text", nullable: false, status: .decided)
        email.label = "contact.email"
        email.probability = 0.998_71
        email.runnerUp = CatalogJudgement(label: "person.username", probability: 0.001_14)
        email.byValues = CatalogJudgement(label: "contact.email", probability: 0.999)
        email.byName = CatalogJudgement(label: "contact.email", probability: 0.93)
        email.evidence = [
            CatalogEvidence(
                kind: "values", label: "contact.email", nats: 41.200_04,
                counts: ["distinct": 1000, "matched": 998]),
            CatalogEvidence(
                kind: "name", label: "contact.email", nats: 2.5, detail: "token \"email\""),
        ]
        email.sensitivity = .moderate
        email.regulations = ["GDPR"]
        email.transform = "email"
        email.domain = "person.email"
        var code = CatalogColumn(
            name: "code", attnum: 3, type: "text", nullable: true, status: .needsReview)
        code.label = "person.username"
        code.probability = 0.61
        code.sensitivity = .moderate
        var sample = CatalogSample(method: .system, rows: 1000, seed: 1)
        sample.detectablePrevalence = 0.003
        return CatalogRelation(
            source: "prod", schema: "public", name: "customers", kind: .table, sample: sample,
            keys: CatalogKeys(primary: ["id"], unique: [["email"]], foreign: []),
            columns: [email, id, code])
    }

    static func visits() -> CatalogRelation {
        var notes = CatalogColumn(
            name: "notes", attnum: 2, type: "text", nullable: true, status: .decided)
        notes.contents = [
            CatalogContent(label: "contact.phone", prevalence: 0.12, low: 0.1, high: 0.14)
        ]
        notes.sensitivity = .moderate
        var path = CatalogColumn(
            name: "payload", attnum: 3, path: "$.user.email", type: "string", nullable: true,
            status: .decided)
        path.label = "contact.email"
        path.probability = 0.99
        path.sensitivity = .moderate
        let payload = CatalogColumn(
            name: "payload", attnum: 3, type: "jsonb", nullable: true, status: .clean)
        return CatalogRelation(
            source: "prod", schema: "public", name: "visits", kind: .table,
            sample: CatalogSample(method: .all, rows: 12, seed: 1),
            columns: [path, payload, notes])
    }

    static func reviews(_ text: String) throws -> ReviewFile {
        try ReviewFile(ConfigurationFile(name: "reviews.toml", text: text))
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
