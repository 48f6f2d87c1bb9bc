import Catalog
import Configuration
import Primitives
import Testing

struct ReviewTests {
    private func apply(
        _ text: String
    ) throws -> (catalog: ClassificationCatalog, report: ReviewReport) {
        try CatalogFixture.shop().sorted().applying(
            reviews: CatalogFixture.reviews(text), asOf: "2026-06-30"
        ) { label in
            label == "financial.card"
                ? LabelAttributes(sensitivity: .high, transform: "card", domain: "card.pan") : nil
        }
    }

    @Test func `a confirmation decides`() throws {
        let result = try apply(
            "[columns.\"public.customers.code\"]\ndecision = \"confirm\"\nby = \"ada\"")
        let column = result.catalog.relations[0].columns[2]
        #expect(column.status == .decided)
        #expect(column.label == "person.username")
        #expect(column.review?.by == "ada")
        #expect(result.report.applied.map(\.description) == ["public.customers.code"])
    }

    @Test func `a rejection makes clean and takes the label away`() throws {
        let result = try apply("[columns.\"public.customers.email\"]\ndecision = \"reject\"")
        let column = result.catalog.relations[0].columns[1]
        #expect(column.status == .clean)
        #expect(column.label == nil)
        #expect(column.sensitivity == .none)
        #expect(column.transform == nil)
    }

    @Test func `a relabel brings the label's attributes along`() throws {
        let result = try apply(
            """
            [columns."public.visits.payload$.user.email"]
            decision = "relabel"
            label = "financial.card"
            until = "2026-06-30"
            """)
        let column = result.catalog.relations[1].column(named: "payload", path: "$.user.email")
        #expect(column?.label == "financial.card")
        #expect(column?.sensitivity == .high)
        #expect(column?.domain == "card.pan")
    }

    @Test func `reports expired reviews, missing columns and nothing to confirm`() throws {
        var shop = CatalogFixture.shop()
        shop.relations[0].columns[2].status = .unread
        let reviews = try CatalogFixture.reviews(
            """
            [columns."public.customers.email"]
            decision = "reject"
            until = "2026-06-29"
            [columns."public.customers.gone"]
            decision = "confirm"
            """)
        let result = try shop.applying(reviews: reviews, asOf: "2026-06-30") { _ in nil }
        #expect(result.report.expired.map(\.column) == ["email"])
        #expect(result.report.missing.map(\.column) == ["gone"])
        #expect(result.catalog == shop)
    }

    @Test(arguments: [
        ("colums = 1", "reviews.toml:1: colums: unknown key; expected columns"),
        (
            "[columns.\"public.t\"]\ndecision = \"confirm\"",
            "reviews.toml:1: columns.\"public.t\": isn't a column; write \"schema.table.column\""
        ),
        (
            "[columns.\"public.t.c\"]\ndecision = \"maybe\"",
            "reviews.toml:2: columns.\"public.t.c\".decision: expected confirm, reject or relabel"
        ),
        (
            "[columns.\"public.t.c\"]\n\ndecison = \"confirm\"",
            "reviews.toml:3: columns.\"public.t.c\".decison: unknown key; "
                + "expected by, decision, label, reason, until"
        ),
        (
            "[columns.\"public.t.c\"]\ndecision = \"relabel\"",
            "reviews.toml:1: columns.\"public.t.c\": a relabel needs a label"
        ),
        (
            "[columns.\"public.t.c\"]\ndecision = \"reject\"\nlabel = \"a.b\"",
            "reviews.toml:3: columns.\"public.t.c\".label: only a relabel has a label"
        ),
        (
            "[columns.\"public.t.c\"]\ndecision = \"reject\"\nuntil = \"next year\"",
            "reviews.toml:3: columns.\"public.t.c\".until: expected a date as \"2027-01-31\""
        ),
    ]) func `refuses a bad review with file and line`(text: String, expected: String) {
        #expect(message { _ = try CatalogFixture.reviews(text) } == expected)
    }

    @Test func `refuses a label no rule has`() {
        let text = message {
            _ = try apply(
                "[columns.\"public.customers.code\"]\ndecision = \"relabel\"\nlabel = \"x.y\"")
        }
        #expect(
            text
                == "reviews.toml:3: columns.\"public.customers.code\".label: no rule has the label x.y"
        )
    }
}
