import Catalog
import Primitives
import TestSupport
import Testing

/// Scan, plan and mask of the sample database, as a person would run them.
@Suite(.serialized) struct EndToEndTests {
    @Test func `the catalog names what the samples hold`() throws {
        let shop = try ShopFixture.shared()
        let catalog = try CatalogCoding.decode(
            try shop.folder.bytes("catalog.json"), file: "catalog.json")
        let expected = [
            ("customers", "email", "contact.email"), ("customers", "phone", "contact.phone"),
            ("payments", "card_number", "fin.card.pan"), ("payments", "iban", "fin."),
        ]
        for (table, column, label) in expected {
            let found = catalog.relations.first { $0.name == table }?.column(named: column)
            #expect(found?.label?.hasPrefix(label) == true, "\(table).\(column)")
        }
        let harmless = [
            ("products", "sku"), ("products", "barcode"), ("products", "firmware"),
            ("products", "weight_grams"), ("products", "image_digest"),
            ("customers", "email_verified"), ("customers", "login_count"),
            ("order_items", "quantity"), ("orders", "total"),
        ]
        for (table, column) in harmless {
            let found = catalog.relations.first { $0.name == table }?.column(named: column)
            #expect(found?.sensitivity == Sensitivity.none, "\(table).\(column)")
        }
    }

    @Test func `scanning twice gives the same bytes`() throws {
        let shop = try ShopFixture.shared()
        // Other tests load masked tables meanwhile, so only the samples' schemas are read.
        let samples = [shop.database.url, "--schema", "public", "--schema", "clinic"]
        try shop.bauta(["scan", "--catalog", "one.json"] + samples)
        try shop.bauta(["scan", "--catalog", "two.json", "--jobs", "1"] + samples)
        #expect(try shop.folder.bytes("one.json") == shop.folder.bytes("two.json"))
        try shop.bauta("catalog", "diff", "one.json", "two.json")
    }

    @Test func `joins of masked tables return as many rows as the source`() throws {
        let shop = try ShopFixture.shared()
        for table in ["customers", "orders", "payments"] {
            try shop.mask(to: table + ".csv", "--table", "public." + table)
            try shop.load("public." + table, from: table + ".csv", as: table)
        }
        func joined(_ schema: String) -> String {
            "SELECT count(*), count(DISTINCT c.id) FROM \(schema).customers c "
                + "JOIN \(schema).orders o ON o.customer_id = c.id "
                + "JOIN \(schema).payments p ON p.order_id = o.id"
        }
        #expect(try shop.database.run(joined("masked")) == shop.database.run(joined("public")))
        let byAddress =
            "SELECT count(*) FROM %.customers c JOIN %.orders o ON o.contact_email = c.email"
        let source = byAddress.replacing("%", with: "public")
        #expect(
            try shop.database.run(byAddress.replacing("%", with: "masked"))
                == shop.database.run(source))
        let survivors =
            "SELECT count(*) FROM masked.customers m JOIN public.customers c ON "
        #expect(try shop.database.run(survivors + "m.email = c.email") == "0")
    }

    @Test func `workers, export and table give the same bytes`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "w1.csv", "--table", "public.customers", "--jobs", "1")
        try shop.mask(to: "w2.csv", "--table", "public.customers", "--jobs", "2")
        let export = PackageFolder.path("samples/exports/customers.csv")
        try shop.mask(export, to: "w3.csv", "--as", "public.customers")
        let first = try shop.folder.bytes("w1.csv")
        #expect(first.count > 100_000)
        #expect(try first == shop.folder.bytes("w2.csv"))
        #expect(try first == shop.folder.bytes("w3.csv"))
    }

    @Test func `CSV, COPY and JSON lines hold the same masked values`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "f.csv", "--table", "public.customers")
        try shop.mask(to: "f.copy", "--table", "public.customers", "--format", "copy")
        try shop.mask(to: "f.jsonl", "--table", "public.customers")
        try shop.load("public.customers", from: "f.csv", as: "f_csv")
        let differing = try shop.database.run(
            """
            CREATE TABLE masked.f_copy (LIKE public.customers);
            CREATE TABLE masked.f_json (doc jsonb);
            \\copy masked.f_copy FROM '\(shop.folder.path("f.copy"))'
            \\copy masked.f_json FROM '\(shop.folder.path("f.jsonl"))' CSV QUOTE E'\\x01' \
            DELIMITER E'\\x02'
            SELECT count(*) FROM (TABLE masked.f_csv EXCEPT TABLE masked.f_copy) AS a;
            SELECT count(*) FROM (SELECT email, phone, id::text FROM masked.f_csv EXCEPT
                SELECT doc->>'email', doc->>'phone', doc->>'id' FROM masked.f_json) AS b;
            SELECT count(*) FROM masked.f_json;
            """)
        #expect(differing == "0\n0\n1200")
    }

    @Test func `keeping every column gives the source back`() throws {
        let shop = try ShopFixture.shared()
        let keep = try shop.planReplacing(
            "keep.toml", "{ keep = \"unguarded\", reason = \"identity test\" }")
        for table in ["public.customers", "clinic.visits", "public.api_credentials"] {
            try shop.mask(to: "k.copy", plan: keep, "--table", table, "--format", "copy")
            try shop.mask(to: "k.csv", plan: keep, "--table", table)
            try shop.database.run(
                """
                \\copy \(table) TO '\(shop.folder.path("real.copy"))'
                \\copy \(table) TO '\(shop.folder.path("real.csv"))' CSV HEADER
                """)
            #expect(try shop.folder.bytes("k.copy") == shop.folder.bytes("real.copy"), "\(table)")
            #expect(try shop.folder.bytes("k.csv") == shop.folder.bytes("real.csv"), "\(table)")
        }
    }

    @Test func `another key changes 99 of 100 masked values`() throws {
        let shop = try ShopFixture.shared()
        try shop.bauta("key", "new", "--out", "other.key")
        try shop.mask(to: "a.csv", "--table", "public.customers")
        try shop.mask(to: "b.csv", key: "other.key", "--table", "public.customers")
        try shop.load("public.customers", from: "a.csv", as: "key_a")
        try shop.load("public.customers", from: "b.csv", as: "key_b")
        for column in ["email", "phone", "username", "signup_ip"] {
            let same = try shop.database.run(
                """
                SELECT count(*) FROM
                (SELECT row_number() OVER () n, \(column) c FROM masked.key_a) a JOIN
                (SELECT row_number() OVER () n, \(column) c FROM masked.key_b) b USING (n, c)
                """)
            #expect(Int(same) ?? .max <= 12, "\(column): \(same) of 1200 unchanged")
        }
    }

    @Test func `secrets are destroyed`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "secrets.csv", "--table", "public.api_credentials")
        let masked = try shop.folder.read("secrets.csv")
        let tokens = try shop.database.run("SELECT token FROM api_credentials").split(
            separator: "\n")
        #expect(tokens.count == 120)
        for token in tokens { #expect(!masked.contains(token)) }
        #expect(!masked.contains("AKIA") && !masked.contains("BEGIN PRIVATE"))
    }

    @Test func `chats lose their names, addresses and cards`() throws {
        let shop = try ShopFixture.shared()
        let chat = PackageFolder.path("samples/exports/chat.jsonl")
        try shop.mask(chat, to: "chat.jsonl")
        let masked = try shop.folder.read("chat.jsonl")
        #expect(masked.split(separator: "\n").count == 300)
        let hosts = [
            "postquelle.net", "briefbote.de", "larkmail.co", "quillpost.org", "fjordpost.no",
            "mailhaven.io", "tidemail.com", "norrbrev.se",
        ]
        for host in hosts { #expect(!masked.contains(host), "\(host)") }
    }

    @Test func `a query's aliases hide no column`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "q.csv", "--query", "SELECT id AS n, email AS remark FROM customers")
        #expect(!(try shop.folder.read("q.csv")).contains("larkmail.co"))
        let refused = try runBauta(
            arguments: [
                "mask", shop.database.url, "--catalog", "catalog.json", "--plan", "mask.toml",
                "--key", "file:mask.key", "--out", "upper.csv", "--query",
                "SELECT upper(email) AS shout FROM customers",
            ], workingFolder: shop.folder.path)
        expectFault(
            refused, mentions: ["shout"], never: ["@"], absent: ["upper.csv"], in: shop.folder)
    }
}
