import Catalog
import TestSupport
import Testing

/// A fresh plan, as `plan init` wrote it, run over every table of the catalog at once.
@Suite struct WholeExportTests {
    @Test func `a fresh plan masks every table, and what comes out loads and ships`() throws {
        let shop = try ShopFixture.shared()
        let outcome = try shop.mask(to: "whole/", "--verify", "--jobs", "1")
        #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
        let catalog = try CatalogCoding.decode(
            try shop.folder.bytes("catalog.json"), file: "catalog.json")
        let tables = catalog.relations.filter { $0.kind == .table || $0.kind == .partitioned }
        #expect(tables.count >= 10)
        for table in tables {
            let name = table.schema + "." + table.name
            // Why: unique indexes come along, so a transform that merged two keys would fail here.
            try shop.load(name, from: "whole/\(name).csv", as: "whole_" + table.name)
            #expect(
                try shop.database.run("SELECT count(*) FROM masked.whole_\(table.name)")
                    == shop.database.run("SELECT count(*) FROM \(name)"), "\(name)")
        }
        for table in tables {
            for key in table.keys?.foreign ?? [] where key.columns.count == 1 {
                let child = "masked.whole_\(table.name)"
                let parent = "masked.whole_\(key.relation)"
                let orphans = try shop.database.run(
                    """
                    SELECT count(*) FROM \(child) c WHERE c.\(key.columns[0]) IS NOT NULL
                    AND NOT EXISTS (SELECT FROM \(parent) p
                        WHERE p.\(key.references[0]) = c.\(key.columns[0]))
                    """)
                #expect(orphans == "0", "\(child).\(key.columns[0]) → \(parent)")
            }
        }
    }
}
