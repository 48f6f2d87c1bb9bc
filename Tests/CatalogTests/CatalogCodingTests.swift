import Catalog
import Primitives
import Testing

struct CatalogCodingTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `reads back what it wrote, sorted and rounded`() throws {
        let shop = CatalogFixture.shop()
        let written = try CatalogCoding.encode(shop)
        let read = try CatalogCoding.decode(written, file: "catalog.json")
        #expect(read == shop.sorted().rounded())
        #expect(read.relations.map(\.name) == ["customers", "visits"])
        #expect(read.relations[0].columns.map(\.name) == ["id", "email", "code"])
        #expect(read.relations[0].columns[1].probability == 0.9987)
    }

    @Test func `gives the same bytes whatever the order it was built in`() throws {
        let shop = CatalogFixture.shop()
        var other = shop
        other.relations.reverse()
        for index in other.relations.indices { other.relations[index].columns.reverse() }
        #expect(try CatalogCoding.encode(shop) == CatalogCoding.encode(other))
        let read = try CatalogCoding.decode(CatalogCoding.encode(shop), file: "c")
        #expect(try CatalogCoding.encode(read) == CatalogCoding.encode(shop))
    }

    @Test func `writes readable text: indented, slashes plain, newline at the end`() throws {
        var shop = CatalogFixture.shop()
        shop.generator = "bauta 0.1/test"
        let text = String(decoding: try CatalogCoding.encode(shop), as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"generator\""))
        #expect(text.contains("bauta 0.1/test"))
        #expect(text.contains("\"nats\" : 41.2\n"))
        #expect(text.hasSuffix("}\n"))
    }

    @Test func `refuses another major version and says what to do`() throws {
        var shop = CatalogFixture.shop()
        shop.schemaVersion = "2.0"
        let written = try CatalogCoding.encode(shop)
        let text = message { _ = try CatalogCoding.decode(written, file: "catalog.json") }
        #expect(text.hasPrefix("catalog.json: schemaVersion: this program reads version 1.x"))
    }

    @Test func `reads a later minor version`() throws {
        var shop = CatalogFixture.shop()
        shop.schemaVersion = "1.7"
        let read = try CatalogCoding.decode(CatalogCoding.encode(shop), file: "c")
        #expect(read.schemaVersion == "1.7")
    }

    @Test(arguments: [
        ("", "c.json: isn't valid JSON, so it can't be a catalog"),
        ("{\"a\": 1", "c.json: isn't valid JSON, so it can't be a catalog"),
        ("{}", "c.json: schemaVersion: is missing"),
        ("{\"schemaVersion\": 1}", "c.json: schemaVersion: has the wrong type"),
        ("{\"schemaVersion\": \"1.0\"}", "c.json: generator: is missing"),
    ]) func `says where a document is wrong`(text: String, expected: String) {
        #expect(message { _ = try CatalogCoding.decode(bytes(text), file: "c.json") } == expected)
    }

    @Test func `names the place of a value it doesn't know`() throws {
        let written = String(
            decoding: try CatalogCoding.encode(CatalogFixture.shop()), as: UTF8.self)
        let broken = written.replacing("needs-review", with: "perhaps")
        let text = message { _ = try CatalogCoding.decode(bytes(broken), file: "c.json") }
        #expect(
            text
                == "c.json: relations[0].columns[2].status: holds a value this version doesn't know"
        )
    }
}
