import TestSupport

/// A small shop with every kind of reference, scanned once; only e-mail addresses are masked, so
/// that rows can be told.
final class SubsetFixture: Sendable {
    let database: TestDatabase
    let folder: TestFolder

    private static let made = Result { try SubsetFixture() }

    static func shared() throws -> SubsetFixture { try made.get() }

    private static let schema = """
        CREATE TABLE countries (code char(2) PRIMARY KEY, name text);
        CREATE TABLE customers (
            id integer PRIMARY KEY, country char(2) REFERENCES countries,
            referrer integer REFERENCES customers, email text NOT NULL);
        CREATE TABLE products (id bigint PRIMARY KEY, sku text NOT NULL UNIQUE);
        CREATE TABLE orders (
            customer integer CONSTRAINT orders_customer REFERENCES customers, number integer,
            ship_to integer CONSTRAINT orders_ship_to REFERENCES customers,
            PRIMARY KEY (customer, number));
        CREATE TABLE items (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer integer, number integer,
            sku text REFERENCES products (sku),
            FOREIGN KEY (customer, number) REFERENCES orders DEFERRABLE INITIALLY DEFERRED);
        CREATE TABLE events (customer integer REFERENCES customers, seen date NOT NULL, note text)
            PARTITION BY RANGE (seen);
        CREATE TABLE events_old PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
        CREATE TABLE events_new PARTITION OF events DEFAULT;
        CREATE TABLE log (customer integer, message text);
        CREATE SCHEMA "Odd";
        CREATE TABLE "Odd"."Names" (id integer PRIMARY KEY, "Who?" integer REFERENCES customers);

        INSERT INTO countries VALUES ('DE', 'Germany'), ('FR', 'France'), ('IT', 'Italy');
        INSERT INTO customers SELECT n, (ARRAY['DE', 'FR'])[n % 2 + 1], nullif(n / 10, 0),
            'u' || n || '@orchard.org' FROM generate_series(1, 300) n;
        INSERT INTO products SELECT n, 'SKU' || n FROM generate_series(1, 40) n;
        INSERT INTO orders SELECT c, n, nullif((c * 7 + n) % 301, 0)
            FROM generate_series(1, 300) c, generate_series(1, 4) n;
        INSERT INTO items (customer, number, sku)
            SELECT c, n, 'SKU' || (c + n + i) % 20 + 1 FROM generate_series(1, 300) c,
            generate_series(1, 4) n, generate_series(1, 2) i;
        INSERT INTO events SELECT n % 300 + 1, date '2019-01-01' + n, 'seen'
            FROM generate_series(1, 900) n;
        INSERT INTO log SELECT n % 350, 'done' FROM generate_series(1, 700) n;
        INSERT INTO log VALUES (NULL, 'done');
        INSERT INTO "Odd"."Names" SELECT n, n FROM generate_series(1, 300) n;
        ANALYZE;
        """

    private init() throws {
        database = try TestServer.shared().createDatabase("subset")
        try database.run(Self.schema)
        folder = try TestFolder()
        try bauta(["scan", database.url, "--catalog", "catalog.json"])
        try bauta(["key", "new", "--out", "key"])
        try bauta(["key", "new", "--out", "other"])
        try folder.write("mask.toml", plan())
    }

    /// Everything is kept but e-mail addresses.
    private func plan() throws -> String {
        let columns = try database.run(
            """
            SELECT format('%I.%I.%I', table_schema, table_name, column_name)
            FROM information_schema.columns WHERE table_schema IN ('public', 'Odd') ORDER BY 1
            """)
        return columns.split(separator: "\n").reduce(into: "version = 1\n[columns]\n") {
            let transform = $1.hasSuffix("email") ? "email" : "keep"
            $0 += "'\($1)' = { transform = \"\(transform)\" }\n"
        }
    }

    private func bauta(_ arguments: [String]) throws {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else { throw TestSupportError(outcome.errors) }
    }

    /// Masks with a subset plan of these lines.
    func mask(
        _ subset: String, key: String = "file:key", out: String, _ options: String...
    ) throws -> ChildProcess.Outcome {
        let name = out.filter { $0 != "/" } + ".toml"
        try folder.write(name, "version = 1\n" + subset)
        return try runBauta(
            arguments: [
                "mask", database.url, "--catalog", "catalog.json", "--plan", "mask.toml", "--key",
                key, "--subset", name, "--out", out,
            ] + options, workingFolder: folder.path)
    }

    /// The cells of one column of an output, header aside.
    func cells(_ file: String, _ column: Int = 0) throws -> [String] {
        try folder.read(file).split(separator: "\n").dropFirst().map {
            String($0.split(separator: ",", omittingEmptySubsequences: false)[column])
        }
    }
}
