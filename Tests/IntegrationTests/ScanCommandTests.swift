import TestSupport
import Testing

@Suite struct `The scan command on a server` {
    private let database: TestDatabase
    private let folder: TestFolder
    /// Rules of the package, whatever is installed on the machine.
    private let environment = ["BAUTA_RULES": PackageFolder.path("rules")]

    init() throws {
        database = try TestServer.shared().createDatabase("command")
        folder = try TestFolder()
        try database.run(
            """
            CREATE TABLE customers (id int PRIMARY KEY, email text, full_name text, note text);
            INSERT INTO customers SELECT i, 'canary' || i || '@mail.example.org',
                (ARRAY['Anna Smith', 'John Miller', 'Maria Jones'])[1 + i % 3],
                'called canary' || i FROM generate_series(1, 3000) i;
            CREATE TABLE closed (iban text);
            CREATE VIEW contacts AS SELECT email FROM customers;
            GRANT SELECT ON customers, contacts TO reader;
            """)
    }

    private func scan(
        _ catalog: String, role: String = "postgres", _ options: [String] = []
    ) throws -> ChildProcess.Outcome {
        try runBauta(
            arguments: ["scan", database.url(role: role), "--catalog", folder.path(catalog)]
                + options, environment: environment)
    }

    @Test func `writes the same bytes in every process, over any number of connections`() throws {
        for (name, connections) in [("a.json", "1"), ("b.json", "4"), ("c.json", "1")] {
            let outcome = try scan(name, ["--connections", connections])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let first = try folder.bytes("a.json")
        #expect(try folder.bytes("b.json") == first)
        #expect(try folder.bytes("c.json") == first)
    }

    @Test func `shows no value anywhere`() throws {
        let outcome = try scan("catalog.json")
        #expect(try folder.read("catalog.json").contains("contact.email"))
        #expect(folder.files().sorted() == ["catalog.json", "catalog.run.json"])
        for file in folder.files() {
            #expect(try !folder.read(file).contains("canary"))
        }
        #expect(!(outcome.output + outcome.errors).contains("canary"))
    }

    @Test func `reports a table it may not read, goes on and exits with 2`() throws {
        let outcome = try scan("catalog.json", role: "reader")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("public.closed"))
        #expect(try folder.read("catalog.json").contains("contact.email"))
    }

    @Test func `leaves the previous catalog when the server can't be reached`() throws {
        try folder.write("catalog.json", "previous")
        let outcome = try runBauta(
            arguments: [
                "scan", "postgresql://ann:hunter2@127.0.0.1:1/shop", "--catalog",
                folder.path("catalog.json"),
            ], environment: environment)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("127.0.0.1 port 1"))
        #expect(!outcome.errors.contains("hunter2"))
        #expect(try folder.read("catalog.json") == "previous")
    }
}
