import Catalog
import Primitives
import Testing

struct CatalogDiffTests {
    @Test func `finds nothing between equal catalogs in another order`() {
        let shop = CatalogFixture.shop()
        #expect(CatalogDiff(from: shop, to: shop.sorted()).isEmpty)
    }

    @Test func `finds new, gone and changed columns`() {
        let old = CatalogFixture.shop().sorted()
        var new = old
        new.relations[0].columns[1].label = "person.username"
        new.relations[0].columns[1].status = .needsReview
        new.relations[0].columns[2].name = "login"
        let expected = """
            - public.customers.code  person.username, moderate, needs-review
            ~ public.customers.email  label contact.email → person.username; \
            status decided → needs-review
            + public.customers.login  person.username, moderate, needs-review

            """
        #expect(CatalogDiff(from: old, to: new).text() == expected)
    }

    @Test func `finds new and gone relations with their columns`() {
        let old = CatalogFixture.shop().sorted()
        var new = old
        new.relations.removeLast()
        let gone = CatalogDiff(from: old, to: new)
        #expect(
            gone.entries.map(\.change) == [.goneRelation, .goneColumn, .goneColumn, .goneColumn])
        let back = CatalogDiff(from: new, to: old)
        #expect(back.entries.count == 4)
        #expect(back.entries[0].reference == "public.visits")
        #expect(back.text().hasPrefix("+ public.visits  new relation\n+ public.visits.notes  "))
    }

    @Test func `finds a relation that can no longer be read`() {
        let old = CatalogFixture.shop().sorted()
        var new = old
        new.relations[1].unread = "42501 permission denied"
        #expect(
            CatalogDiff(from: old, to: new).text() == "~ public.visits  can no longer be read\n")
    }

    @Test func `ignores evidence and probability`() {
        let old = CatalogFixture.shop()
        var new = old
        new.relations[1].columns[0].evidence = []
        new.relations[1].columns[0].probability = 0.97
        #expect(CatalogDiff(from: old, to: new).isEmpty)
    }
}
