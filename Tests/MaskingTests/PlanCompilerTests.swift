import Catalog
import Configuration
import Masking
import Primitives
import Testing

struct PlanCompilerTests {
    private let customers = PlanFixture.customers
    private let orders = PlanFixture.orders

    private func refusal(
        _ relation: CatalogRelation, _ lines: [String: String], _ source: PlanSource? = nil
    ) -> String {
        message {
            _ = try PlanFixture.compile(
                PlanFixture.keeping(relation, lines), source ?? PlanFixture.source(relation))
        }
    }

    @Test func `plans every column of the source in its order`() throws {
        let plan = try PlanFixture.compile(
            PlanFixture.keeping(
                customers,
                [
                    "email": "transform = \"email\"", "code": "transform = \"alphanumeric\"",
                    "born": "transform = \"date-shift\", entity = \"id\"",
                ]), PlanFixture.source(customers))
        #expect(plan.columns.map(\.reference.column) == customers.columns.map(\.name))
        #expect(plan.columns[1].transform == .email(.reserved))
        #expect(plan.columns[1].domain == "person.email")
        #expect(plan.columns[1].isUnique)
        #expect(plan.columns[3].entityColumn == 0)
        #expect(plan.columns[5].domain == "person.phone")
        #expect(plan.spans["contact.email"]?.domain == "person.email")
    }

    @Test func `takes the label's transform for a line that names none`() throws {
        let text = PlanFixture.keeping(customers, ["email": "unfit = \"refuse\""])
        let plan = try PlanFixture.compile(text, PlanFixture.source(customers))
        #expect(plan.columns[1].transform == .email(.reserved))
        #expect(plan.columns[1].unfit == .refuse)
    }

    @Test func `a foreign key inherits transform and domain of what it references`() throws {
        let text = PlanFixture.keeping(
            orders,
            [
                "customer_id": "",
                "more": """
                "public.orders.customer_id" = { unfit = "refuse" }
                "public.customers.id" = { transform = "permute", domain = "customer" }
                """,
            ])
        let plan = try PlanFixture.compile(text, PlanFixture.source(orders))
        #expect(plan.columns[1].transform == .permute)
        #expect(plan.columns[1].domain == "customer")
    }

    @Test func `refuses a foreign key that is masked otherwise than its target`() {
        let target =
            "\"public.customers.id\" = { transform = \"permute\", domain = \"customer\" }\n"
        #expect(
            refusal(orders, ["more": target])
                == "mask.toml:6: public.orders.customer_id references public.customers.id, which is "
                + "masked with permute; use the same transform and options, or leave transform out")
        #expect(
            refusal(
                orders,
                ["customer_id": "transform = \"permute\", domain = \"order\"", "more": target])
                == "mask.toml:6: public.orders.customer_id references public.customers.id, whose "
                + "domain is customer, not order; use that one or leave domain out")
    }

    @Test func `refuses every problem at once, in the order of the lines`() {
        let text = refusal(
            customers, ["email": "transform = \"redact\"", "tier": "transform = \"permute\""])
        #expect(
            text == "mask.toml:6: public.customers.email is unique and redact may repeat values; "
                + "use alphanumeric or say allow-duplicates = true")
        let two = refusal(
            customers, ["id": "transform = \"email\"", "email": "transform = \"redact\""])
        #expect(two.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        (
            "id", "transform = \"email\"",
            "can't write bigint, which is an integer; use redact or permute"
        ),
        ("id", "transform = \"null\"", "null: the column is NOT NULL; use redact or constant"),
        (
            "id", "transform = \"constant\", value = \"x\", allow-duplicates = true",
            "the constant's value isn't an integer"
        ),
        (
            "first_name", "transform = \"date-shift\", entity = \"nobody\"",
            "no column nobody to be the entity"
        ),
        ("born", "transform = \"phone\"", "phone can't write date, which is a date; use redact"),
        ("since", "transform = \"date-truncate\"", "is unique and date-truncate may repeat values"),
    ]) func `refuses a transform that doesn't suit its column`(
        column: String, line: String, expected: String
    ) {
        let text = refusal(customers, [column: line])
        #expect(text.contains("public.customers.\(column)"))
        #expect(text.contains(expected), "\(text)")
    }

    @Test func `accepts NULL for a unique nullable column and duplicates when told so`() throws {
        #expect(
            refusal(customers, ["api_key": "transform = \"secret\", allow-duplicates = true"]) == ""
        )
        var relation = customers
        relation.columns[4].nullable = true
        let catalog = ClassificationCatalog(
            generator: "", rulesDigest: "", sources: [], relations: [relation])
        let text = PlanFixture.keeping(relation, ["api_key": "transform = \"null\""])
        _ = try PlanFixture.compile(text, PlanFixture.source(relation), catalog: catalog)
    }

    @Test func `a date column may say that its day comes first`() throws {
        let line = "transform = \"date-truncate\", day-first = true"
        let text = PlanFixture.keeping(customers, ["born": line])
        let columns = try PlanFixture.compile(text, PlanFixture.source(customers)).columns
        #expect(columns[3].dayFirst && !columns[1].dayFirst)
    }

    @Test func `a unique secret takes the row's key`() throws {
        let text = PlanFixture.keeping(customers, ["api_key": "transform = \"secret\""])
        #expect(
            try PlanFixture.compile(text, PlanFixture.source(customers)).columns[4].entityColumn
                == 0)
    }

    @Test func `refuses a folding domain on a unique column`() {
        let text = refusal(
            customers,
            [
                "email": "transform = \"email\"",
                "domains": "\"person.email\" = { form = \"casefold\" }",
            ])
        #expect(text.contains("public.customers.email is unique, but domain person.email folds"))
        #expect(text.contains("set the domain's form = \"exact\""))
    }

    @Test func `refuses a column without a line and one that is new since the scan`() {
        #expect(
            refusal(customers, ["tier": ""])
                == "mask.toml: public.customers.tier has no line; add one under [columns] or set "
                + "unknown = \"redact\"")
        var source = PlanFixture.source(customers)
        source.columns.append(
            .init(
                name: "ssn", type: "text",
                reference: ColumnReference(schema: "public", relation: "customers", column: "ssn")))
        #expect(
            refusal(customers, [:], source).contains("public.customers.ssn is new since the scan"))
    }

    @Test func `redacts unknown columns when the plan says so`() throws {
        let text = PlanFixture.keeping(customers, ["tier": ""])
            .replacing("version = 1", with: "version = 1\nunknown = \"redact\"")
        let plan = try PlanFixture.compile(text, PlanFixture.source(customers))
        #expect(plan.columns[7].transform == .redact)
    }

    @Test func `refuses a changed type, a vanished column and a line for no column`() {
        var source = PlanFixture.source(customers)
        source.columns[7].type = "jsonb"
        #expect(
            refusal(customers, [:], source)
                == "mask.toml:12: public.customers.tier is jsonb now and was text when it was scanned; "
                + "scan again")
        source.columns.removeLast()
        #expect(
            refusal(customers, [:], source).contains(
                "the source no longer has public.customers.tier"))
        #expect(
            refusal(customers, ["more": "\"public.customers.gone\" = { transform = \"keep\" }"])
                == "mask.toml:13: public.customers.gone isn't in the catalog; scan again or remove the line"
        )
    }

    @Test func `a query may leave columns out, and its expressions need a line`() throws {
        var source = PlanSource(
            columns: [PlanFixture.source(customers).columns[1]], isWholeRelation: false)
        let text = PlanFixture.keeping(customers)
        #expect(try PlanFixture.compile(text, source).columns.count == 1)
        source.columns.append(.init(name: "total", type: "numeric", reference: nil))
        #expect(
            message { _ = try PlanFixture.compile(text, source) }
                == "mask.toml: the query's column query.total comes from no table; declare "
                + "[columns.\"query.total\"] with a transform")
        let declared = text + "\"query.total\" = { transform = \"redact\" }\n"
        #expect(try PlanFixture.compile(declared, source).columns[1].transform == .redact)
    }

    @Test func `a JSON column carries its paths, and one more may be declared`() throws {
        let text = PlanFixture.keeping(
            PlanFixture.events,
            [
                "payload": "",
                "more": """
                "public.events.payload" = { transform = "json" }
                "public.events.payload$.user.email" = { transform = "email" }
                "public.events.payload$.user.phone" = { transform = "redact" }
                "public.events.payload$.kind" = { transform = "keep" }
                "public.events.payload$.later" = { transform = "redact" }
                """,
            ])
        let plan = try PlanFixture.compile(text, PlanFixture.source(PlanFixture.events))
        #expect(
            plan.columns[1].paths.map(\.reference.path)
                == ["$.kind", "$.later", "$.user.email", "$.user.phone"])
        #expect(plan.columns[1].paths[2].domain == "person.email")
        let without = text.replacing("\"public.events.payload$.kind\"", with: "#")
        #expect(
            message { _ = try PlanFixture.compile(without, PlanFixture.source(PlanFixture.events)) }
                == "mask.toml: public.events.payload$.kind has no line; add one under [columns] or "
                + "set unknown-paths = \"redact\"")
    }
}
