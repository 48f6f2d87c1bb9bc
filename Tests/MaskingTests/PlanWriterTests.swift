import Catalog
import Configuration
import Masking
import Primitives
import Testing

struct PlanWriterTests {
    private func text(keepKeys: Bool = false) -> String {
        PlanWriter(catalog: PlanFixture.catalog, labels: PlanFixture.labels, keepKeys: keepKeys)
            .text()
    }

    private func line(_ key: String, keepKeys: Bool = false) -> String {
        let lines = text(keepKeys: keepKeys).split(separator: "\n")
        let found = lines.first { $0.hasPrefix("\"\(key)\" = ") || $0.hasPrefix("'\(key)' = ") }
        return found.map { String($0.drop { $0 != "=" }.dropFirst(2)) } ?? ""
    }

    @Test(arguments: [true, false]) func `a fresh plan compiles for every relation`(keepKeys: Bool)
        throws
    {
        for relation in PlanFixture.catalog.relations {
            let plan = try PlanFixture.compile(
                text(keepKeys: keepKeys), PlanFixture.source(relation))
            #expect(!plan.columns.isEmpty)
        }
    }

    @Test func `has a line for every column and path`() throws {
        let file = try PlanFixture.file(text())
        let count = PlanFixture.catalog.relations.reduce(0) { $0 + $1.columns.count }
        #expect(file.columns.count == count)
        #expect(file.labels.count == PlanFixture.labels.count)
    }

    @Test func `is the same text whatever the catalog's order`() {
        var catalog = PlanFixture.catalog
        catalog.relations.reverse()
        for index in catalog.relations.indices { catalog.relations[index].columns.reverse() }
        let other = PlanWriter(catalog: catalog, labels: PlanFixture.labels).text()
        #expect(other == text())
    }

    @Test(arguments: [
        (
            "public.customers.id",
            #"{ transform = "permute", domain = "customers.id" }  # key of personal rows"#
        ),
        (
            "public.orders.customer_id",
            #"{ transform = "permute", domain = "customers.id" }  # references public.customers.id"#
        ),
        (
            "public.customers.email",
            #"{ transform = "email", domain = "person.email" }  # contact.email, p 0.9900"#
        ),
        (
            "public.customers.first_name",
            #"{ transform = "name", part = "first", domain = "person.name" }  # person.name.first, p 0.9900"#
        ),
        (
            "public.customers.born",
            #"{ transform = "date-shift", entity = "id", domain = "person.birth-date" }"#
                + "  # person.birth-date, p 0.9900"
        ),
        ("public.customers.tier", #"{ transform = "keep" }"#),
        (
            "public.customers.api_key",
            #"{ transform = "secret", domain = "credential.api-key" }  # credential.api-key, p 0.9900"#
        ),
        (
            "public.customers.code",
            #"{ transform = "alphanumeric", domain = "person.phone" }"#
                + "  # needs review: contact.phone, p 0.9900"
        ),
        (
            "public.orders.note",
            #"{ transform = "redact" }  # needs review: contact.phone, p 0.9900"#
        ),
        ("public.events.payload", #"{ transform = "json" }  # path by path"#),
        (
            "public.events.payload$.user.phone",
            #"{ transform = "redact" }  # contact.phone, p 0.9900"#
        ),
        (
            #"file."people.csv"."Ge""boren""#,
            #"{ transform = "date-truncate", to = "year" }  # person.birth-date, p 0.9900"#
        ),
        (
            #"file."chat.jsonl"$.messages[].from"#,
            #"{ transform = "email", domain = "person.email" }  # contact.email, p 0.9900"#
        ),
    ]) func `proposes what suits the column`(key: String, expected: String) {
        #expect(line(key) == expected)
    }

    @Test func `keeps keys when asked`() {
        #expect(line("public.customers.id", keepKeys: true) == #"{ transform = "keep" }"#)
        #expect(
            line("public.orders.customer_id", keepKeys: true)
                == #"{ transform = "keep" }  # references public.customers.id"#)
    }

    @Test func `folds e-mail spellings unless a unique column tells them apart`() throws {
        #expect(try PlanFixture.file(text()).domains.isEmpty)
        var catalog = PlanFixture.catalog
        catalog.relations[0].keys?.unique = []
        let folded = PlanWriter(catalog: catalog, labels: PlanFixture.labels).text()
        #expect(try PlanFixture.file(folded).domains == ["person.email": .casefold])
    }

    @Test func `redacts what couldn't be read and survives hostile names`() throws {
        var relation = PlanFixture.people
        relation.name = "it's \"odd\"\nname"
        relation.columns = [
            PlanFixture.column("a\nb", 1, status: .unread),
            PlanFixture.column("x = { }", 2),
        ]
        relation.unread = "42501"
        let catalog = ClassificationCatalog(
            generator: "", rulesDigest: "", sources: [], relations: [relation])
        let text = PlanWriter(catalog: catalog, labels: [:]).text()
        let plan = try PlanFixture.compile(text, PlanFixture.source(relation), catalog: catalog)
        #expect(plan.columns.map(\.transform) == [.redact, .keep(unguardedReason: nil)])
    }

    @Test func `keyed text has one line and is masked whole`() throws {
        var relation = PlanFixture.people
        relation.columns = [
            PlanFixture.column("note", 1, label: "contact.email", status: .needsReview),
            PlanFixture.column("note", 1, "string", label: "contact.email", path: "$.mail"),
        ]
        let catalog = ClassificationCatalog(
            generator: "", rulesDigest: "", sources: [], relations: [relation])
        let text = PlanWriter(catalog: catalog, labels: [:]).text()
        #expect(!text.contains("$.mail"))
        let plan = try PlanFixture.compile(text, PlanFixture.source(relation), catalog: catalog)
        #expect(plan.columns.map(\.transform) == [.redact])
    }
}
