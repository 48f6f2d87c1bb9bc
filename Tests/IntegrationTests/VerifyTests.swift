import TestSupport
import Testing

/// One source value put back into a masked export makes `verify` name its column.
@Suite(.serialized) struct VerifyTests {
    @Test func `an untouched export passes`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "v.csv", "--table", "clinic.patients")
        let outcome = try shop.bauta(
            "verify", "v.csv", "--catalog", "catalog.json", "--key", "file:mask.key")
        #expect(outcome.output.contains("Ship."))
    }

    struct PutBack: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let table: String
        let column: String
        /// SQL that makes the text put back from the column's first long value `v`.
        let spoiled: String
    }

    static let putBacks = [
        PutBack(
            testDescription: "a cell", table: "clinic.patients", column: "ssn", spoiled: "v"),
        PutBack(
            testDescription: "a cell of unique e-mail", table: "public.customers",
            column: "email", spoiled: "v"),
        PutBack(
            testDescription: "digits without separators", table: "clinic.patients", column: "ssn",
            spoiled: "replace(v, '-', '')"),
        PutBack(
            testDescription: "upper case", table: "public.customers", column: "email",
            spoiled: "upper(v)"),
        PutBack(
            testDescription: "base64", table: "public.customers", column: "email",
            spoiled: "encode(v::bytea, 'base64')"),
    ]

    @Test(arguments: putBacks) func `finds a survivor put back as`(_ put: PutBack) throws {
        let shop = try ShopFixture.shared()
        let name = "back-\(put.column).csv"
        try shop.mask(to: name, "--table", put.table)
        let spoiled = try shop.database.run(
            """
            SELECT \(put.spoiled) FROM (SELECT \(put.column)::text AS v FROM \(put.table)
            WHERE \(put.column) IS NOT NULL LIMIT 1) AS one
            """)
        try shop.load(put.table, from: name, as: "put_back")
        try shop.database.run(
            """
            ALTER TABLE masked.put_back ALTER \(put.column) TYPE text;
            UPDATE masked.put_back SET \(put.column) = '\(spoiled)'
            WHERE id = (SELECT max(id) FROM masked.put_back);
            \\copy masked.put_back TO '\(shop.folder.path(name))' CSV HEADER
            """)
        let outcome = try runBauta(
            arguments: ["verify", name, "--catalog", "catalog.json", "--key", "file:mask.key"],
            workingFolder: shop.folder.path)
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(put.column), "\(outcome.output)")
        #expect(!outcome.output.contains(spoiled))
    }

    @Test func `finds a survivor in free text`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "notes.csv", "--table", "clinic.visits")
        let ssn = try shop.database.run(
            "SELECT substring(notes FROM '\\d{3}-\\d{2}-\\d{4}') FROM clinic.visits "
                + "WHERE notes ~ '\\d{3}-\\d{2}-\\d{4}' LIMIT 1")
        let masked = try shop.folder.read("notes.csv")
        let at = try #require(masked.firstRange(of: "Routine check-up."))
        try shop.folder.write(
            "notes.csv", masked.replacingCharacters(at, with: "Faxed with \(ssn) on top."))
        let outcome = try runBauta(
            arguments: [
                "verify", "notes.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            ], workingFolder: shop.folder.path)
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("notes"))
    }

    @Test func `broken checksums in one column are named by it`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "cards.csv", "--table", "public.payments")
        try shop.load("public.payments", from: "cards.csv", as: "cards")
        try shop.database.run(
            """
            ALTER TABLE masked.cards ALTER card_number TYPE text;
            UPDATE masked.cards SET card_number =
              left(card_number, -1) || (right(card_number, 1)::int + 1) % 10
            WHERE card_number ~ '[0-9]$' AND id % 10 = 0;
            \\copy masked.cards TO '\(shop.folder.path("cards.csv"))' CSV HEADER
            """)
        let outcome = try runBauta(
            arguments: [
                "verify", "cards.csv", "--catalog", "catalog.json", "--key", "file:mask.key",
            ], workingFolder: shop.folder.path)
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        let sentences = outcome.output.replacing("\n  ", with: " ")
        #expect(sentences.contains("public.payments.card_number:"))
        #expect(sentences.contains("cells are valid card numbers, masking wrote"), "\(sentences)")
    }

    @Test func `a survivor in a document is named by its path`() throws {
        let shop = try ShopFixture.shared()
        let chat = PackageFolder.path("samples/exports/chat.jsonl")
        try shop.mask(chat, to: "chat.jsonl")
        let source = "ursulaharper112@norrbrev.se"
        let masked = try shop.folder.read("chat.jsonl")
        let start = try #require(masked.firstRange(of: #""email": ""#))
        let end = try #require(masked[start.upperBound...].firstIndex(of: "\""))
        try shop.folder.write(
            "chat.jsonl", masked.replacingCharacters(start.upperBound..<end, with: source))
        let outcome = try runBauta(
            arguments: [
                "verify", "chat.jsonl", "--catalog", "catalog.json", "--key", "file:mask.key",
            ], workingFolder: shop.folder.path)
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        let place = #"file."chat.jsonl"$.customer.email: 1 of"#
        #expect(outcome.output.contains(place), "\(outcome.output)")
        #expect(!outcome.output.contains(source))
    }

    @Test func `another key can't verify`() throws {
        let shop = try ShopFixture.shared()
        try shop.mask(to: "w.csv", "--table", "clinic.patients")
        try shop.bauta("key", "new", "--out", "stranger.key")
        let outcome = try runBauta(
            arguments: [
                "verify", "w.csv", "--catalog", "catalog.json", "--key", "file:stranger.key",
            ],
            workingFolder: shop.folder.path)
        expectFault(outcome, mentions: ["key"])
    }
}

extension String {
    fileprivate func replacingCharacters(
        _ range: Range<String.Index>, with text: String
    ) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
