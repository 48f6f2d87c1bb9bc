import Catalog
import Primitives
import Testing

struct CatalogTextTests {
    @Test func `shows sensitive columns first, then doubtful, then clean ones`() {
        let expected = """
            Sensitive (3)
            column                             label                 p  harm
            public.customers.email             contact.email      1.00  moderate
            public.visits.notes                has contact.phone        moderate
            public.visits.payload$.user.email  contact.email      0.99  moderate

            Needs review (1)
            column                 label               p  harm
            public.customers.code  person.username  0.61  moderate

            Clean (2)
            column                 label                p  harm
            public.customers.id    identifier.sequence     none
            public.visits.payload  -                       none

            """
        #expect(CatalogTable(CatalogFixture.shop()).text() == expected)
    }

    @Test func `never exceeds 80 columns and never steers the terminal`() {
        var shop = CatalogFixture.shop()
        for index in shop.relations.indices {
            shop.relations[index].schema = String(repeating: "schéma\u{1B}[31m", count: 9)
            shop.relations[index].columns[0].label = String(repeating: "long.label", count: 9)
            shop.relations[index].columns[1].name = String(repeating: "漢字", count: 40)
        }
        let text = CatalogTable(shop).text()
        #expect(!text.contains("\u{1B}"))
        for line in text.split(separator: "\n") { #expect(TextTable.width(String(line)) <= 80) }
    }

    @Test func `an empty catalog says so`() {
        let empty = ClassificationCatalog(
            generator: "", rulesDigest: "", sources: [], relations: [])
        #expect(CatalogTable(empty).text() == "The catalog has no columns.\n")
    }

    @Test func `explains each contribution, the sample and what would change the verdict`() throws {
        let reference = try #require(ColumnReference("public.customers.email"))
        let explanation = try #require(
            CatalogExplanation(of: reference, in: CatalogFixture.shop()))
        let expected = """
            public.customers.email (text)
              status       decided
              label        contact.email, p 0.9987
              sensitivity  moderate
              regulations  GDPR
              mask with    email in domain person.email

              by values    contact.email, p 0.9990
              by name      contact.email, p 0.9300
              runner-up    person.username, p 0.0011

              nats  for            from    because
            +41.20  contact.email  values  distinct 1000, matched 998
             +2.50  contact.email  name    token "email"

            1000 rows were read (system, seed 1).
            What fewer than 0.30 % of the rows hold may have been missed (95 % sure).

            What would change the verdict:
              3.71 nats against contact.email would make it needs-review
              without the values evidence it would be needs-review
              a review in reviews.toml: decision = "confirm", "reject" or "relabel"

            """
        #expect(explanation.text() == expected)
    }

    @Test func `explains contents with their intervals`() throws {
        let reference = try #require(ColumnReference("public.visits.notes"))
        let text = try #require(CatalogExplanation(of: reference, in: CatalogFixture.shop())).text()
        #expect(text.contains("contact.phone in 12.00 % of the values (10.00 % to 14.00 %)"))
        #expect(text.contains("All 12 rows were read."))
    }

    @Test func `says where name and values disagree`() throws {
        var shop = CatalogFixture.shop()
        let relation = try #require(shop.relations.firstIndex { $0.name == "customers" })
        shop.relations[relation].columns[2].disagreement = true
        #expect(CatalogTable(shop).text().contains("person.username?"))
        let reference = try #require(ColumnReference("public.customers.code"))
        let text = try #require(CatalogExplanation(of: reference, in: shop)).text()
        #expect(text.contains("beware       name and values disagree: one of them lies"))
        let document = String(decoding: try CatalogCoding.encode(shop), as: UTF8.self)
        #expect(document.contains("\"disagreement\" : true"))
    }

    @Test func `has no explanation for a column the catalog lacks`() throws {
        let reference = try #require(ColumnReference("public.visits.nothing"))
        #expect(CatalogExplanation(of: reference, in: CatalogFixture.shop()) == nil)
    }

    @Test(arguments: [
        ("short", 5, "short"), ("public.customers.email", 11, "publi…email"),
        ("abc", 1, "…"), ("漢字漢字", 5, "漢…字"),
    ]) func `cuts in the middle`(text: String, limit: Int, expected: String) {
        #expect(TextTable.truncated(text, to: limit) == expected)
    }

    @Test(arguments: [
        (0.5, 2, "0.50"), (-0.004, 2, "0.00"), (41.2, 2, "41.20"), (-3.456, 1, "-3.5"),
        (12.0, 0, "12"), (0.99995, 4, "1.0000"), (0.05, 4, "0.0500"),
    ]) func `prints fixed decimals`(number: Double, digits: Int, expected: String) {
        #expect(number.fixed(digits) == expected)
    }
}
