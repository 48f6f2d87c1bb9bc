import FoundationEssentials
import TestSupport
import Testing

/// `bauta mask --subset` over a shop: what a plan takes, how it says so, and what it refuses.
@Suite struct SubsetTests {
    @Test func `the same entities are taken in every table, every run, and of a larger share`()
        throws
    {
        let shop = try SubsetFixture.shared()
        func ids(_ share: String, out: String, seed: String = "one") throws -> Set<String> {
            let outcome = try shop.mask(
                """
                seed = "\(seed)"
                [tables]
                "public.customers" = { fraction = \(share) }
                "public.log" = { fraction = \(share), by = ["customer"] }
                """, out: out)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let rooted = try Set(shop.cells(out + "public.customers.csv"))
            let logged = try Set(shop.cells(out + "public.log.csv"))
            #expect(!logged.contains(""))
            // Why: rows 301 to 349 of the log are of nobody, and parents are customers only.
            let known = logged.filter { (Int($0) ?? 0) <= 300 && $0 != "0" }
            #expect(known.isSubset(of: rooted) && known.count > 20)
            return known
        }
        let third = try ids("0.3", out: "third/")
        #expect(try ids("0.3", out: "third-again/") == third)
        #expect(try ids("0.6", out: "more/").isSuperset(of: third))
        #expect(try ids("0.3", out: "other-seed/", seed: "two") != third)
    }

    @Test func `without a seed the key decides`() throws {
        let shop = try SubsetFixture.shared()
        func ids(_ out: String, key: String) throws -> [String] {
            let outcome = try shop.mask(
                "[tables.'public.products']\nfraction = 0.5\n", key: "file:" + key, out: out)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try shop.cells(out + "public.products.csv")
        }
        let one = try ids("key-1/", key: "key")
        #expect((8...32).contains(one.count))
        #expect(try ids("key-2/", key: "key") == one)
        #expect(try ids("key-3/", key: "other") != one)
    }

    @Test func `children come of roots, bounded and by the keys named, and bring their parents`()
        throws
    {
        let shop = try SubsetFixture.shared()
        let outcome = try shop.mask(
            """
            [tables]
            "public.customers" = { where = "id in (11, 120)" }
            "public.orders" = { children = true, limit-per-parent = 3, through = ["orders_customer"] }
            "public.items" = { children = true }
            "public.events" = { children = true, limit-per-parent = 1, by = ["seen"] }
            "public.countries" = { whole = true }
            "public.log" = { exclude = true }
            """, out: "children/")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("public.orders: takes 6 rows of about 1200 (6 children)"))
        #expect(outcome.errors.contains("public.countries: takes 3 rows of about 3 (3 roots)"))
        let orders = try shop.cells("children/public.orders.csv")
        #expect(orders.filter { $0 == "11" }.count == 3 && orders.count == 6)
        #expect(try shop.cells("children/public.items.csv").count == 12)
        #expect(try shop.cells("children/public.events.csv").sorted() == ["11", "120"])
        // Referrers 1, 12 and those that the orders are shipped to; none brings its orders.
        let customers = try Set(shop.cells("children/public.customers.csv"))
        let shippedTo = try shop.cells("children/public.orders.csv", 2).filter { !$0.isEmpty }
        #expect(customers.isSuperset(of: shippedTo + ["11", "120", "1", "12"]))
        let products = try Set(shop.cells("children/public.products.csv", 1))
        #expect(try products == Set(shop.cells("children/public.items.csv", 3)))
        #expect(!shop.folder.exists("children/public.log.csv"))
        #expect(try shop.cells("children/Odd.Names.csv").isEmpty)
    }

    @Test func `a dry run counts rows and writes nothing`() throws {
        let shop = try SubsetFixture.shared()
        let plan = """
            children = true
            [tables.'"Odd"."Names"']
            where = '"Who?" = 25'

            """
        let text = try shop.mask(plan, out: "dry/", "--dry-run")
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.output.contains("\"Odd\".\"Names\""))
        #expect(text.output.contains("rows of 8 tables; none written"))
        let json = try shop.mask(plan, out: "dry/", "--dry-run", "--json")
        let reports = try JSONDecoder().decode([Report].self, from: Data(json.output.utf8))
        let customers = try #require(reports.first { $0.relation == "public.customers" })
        // 25 is referred by 2, and both live in a country; parents bring no children.
        #expect(customers == Report(relation: "public.customers", rows: 2, roots: 0, parents: 2))
        #expect(reports.first { $0.relation == "public.orders" }?.rows == 0)
        #expect(!shop.folder.exists("dry/public.customers.csv"))
    }

    private struct Report: Decodable, Equatable {
        let relation: String
        let rows: Int
        let roots: Int
        let parents: Int
    }

    @Test func `one table of a subset is verified and its manifest says what it is a part of`()
        throws
    {
        let shop = try SubsetFixture.shared()
        let outcome = try shop.mask(
            "[tables.'public.orders']\nwhere = 'number = 1'\n", out: "customers.jsonl", "--table",
            "public.customers", "--verify")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        let verified = try runBauta(
            arguments: [
                "verify", "customers.jsonl", "--catalog", "catalog.json", "--key", "file:key",
            ], workingFolder: shop.folder.path)
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
        let manifest = try shop.folder.read("customers.jsonl.manifest.json")
        #expect(manifest.contains("\"public.orders\" : 300"))
        #expect(manifest.contains("\"public.customers\" : 300"))
        #expect(manifest.contains("\"rows\" : 300"))
        #expect(!manifest.contains("number = 1"))
    }

    @Test func `a plan that can't be followed ends the run before anything is written`() throws {
        let shop = try SubsetFixture.shared()
        let outcome = try shop.mask(
            "[tables.'public.customers']\nwhere = \"contry = 'canary'\"\n", out: "fault/")
        expectFault(
            outcome, mentions: ["fault.toml:3", "where", "42703", "contry"], never: ["canary"],
            absent: ["fault/"], in: shop.folder)
    }

    @Test func `files, queries and dry runs of nothing have no subset`() throws {
        let shop = try SubsetFixture.shared()
        try shop.folder.write("people.csv", "id\n1\n")
        let shared = ["--catalog", "catalog.json", "--plan", "mask.toml", "--key", "file:key"]
        for (source, options, word) in [
            ("people.csv", ["--subset", "x.toml"], "a file has none"),
            (shop.database.url, ["--subset", "x.toml", "--query", "SELECT 1"], "--query"),
            (shop.database.url, ["--table", "public.log", "--dry-run"], "--subset"),
        ] {
            let outcome = try runBauta(
                arguments: ["mask", source, "--out", "no.csv"] + shared + options,
                workingFolder: shop.folder.path)
            expectFault(outcome, status: 64, mentions: [word], absent: ["no.csv"], in: shop.folder)
        }
    }

    @Test func `an ignored foreign key may point outside`() throws {
        let shop = try SubsetFixture.shared()
        let outcome = try shop.mask(
            """
            ignore-constraints = [
                "public.customers.customers_country_fkey",
                "public.customers.customers_referrer_fkey"]
            [tables]
            "public.customers" = { where = "id > 295" }
            "public.countries" = { exclude = true }
            """, out: "ignored/")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try shop.cells("ignored/public.customers.csv").count == 5)
        let left = try shop.mask(
            "[tables.'public.log']\nwhere = 'true'\n[tables.'public.orders']\nexclude = true\n",
            out: "log.csv", "--table", "public.orders")
        expectFault(left, status: 64, mentions: ["the subset holds no such table"])
    }
}
