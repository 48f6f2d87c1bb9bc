import Exporting
import Postgres
import Primitives
import TestSupport
import Testing

/// Subset plans that can't be followed, and what is said of them: place, reason, remedy, no value.
@Suite struct SubsetFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var plan: String
        var mentions: [String]

        var testDescription: String { plan }
    }

    static let faults = [
        Fault(plan: "tabels = 1", mentions: [":2", "tabels", "unknown key"]),
        Fault(plan: "seed = 'x'", mentions: ["no table to begin with"]),
        Fault(
            plan: "[tables.'public.nope']\nfraction = 0.5",
            mentions: [":2", "public.nope", "the catalog holds no table"]),
        Fault(plan: "[tables.'nope']\nfraction = 0.5", mentions: [":2", "write schema.table"]),
        Fault(
            plan: "[tables.'public.customers']\nfraction = 1.5",
            mentions: [":3", "fraction", "at most 1"]),
        Fault(plan: "[tables.'public.customers']\nfraction = 0", mentions: [":3", "above 0"]),
        Fault(
            plan: "[tables.'public.log']\nfraction = 0.5",
            mentions: [":3", "neither a primary key", "by"]),
        Fault(
            plan: "[tables.'public.log']\nfraction = 0.5\nby = ['nobody']",
            mentions: [":4", "42703"]),
        Fault(
            plan: "[tables.'public.customers']\nwhere = \"contry = 'canary'\"",
            mentions: [":3", "where", "42703", "contry"]),
        Fault(
            plan: "[tables.'public.customers']\nwhere = \"country = 'x' 'canary'\"",
            mentions: [":3", "42601"]),
        Fault(
            plan: "[tables.'public.customers']\nwhere = \"id = 'canary'\"",
            mentions: [":3", "22P02"]),
        Fault(
            plan: "[tables.'public.customers']\nwhere = 'true)) TO STDOUT; SELECT ((1'",
            mentions: [":3", "42601"]),
        Fault(
            plan: "[tables.'public.customers']\nfraction = 0.5\n[tables.'public.countries']\n"
                + "exclude = true",
            mentions: ["public.customers", "public.countries", "ignore-constraints"]),
        Fault(
            plan: "ignore-constraints = ['public.customers.nope']\n[tables.'public.customers']\n"
                + "fraction = 0.5",
            mentions: [":2", "public.customers.nope", "no foreign key"]),
        Fault(
            plan: "max-rows = 10\n[tables.'public.customers']\nfraction = 1",
            mentions: [":2", "more than 10 rows", "public.customers"]),
        Fault(
            plan: "[tables.'public.customers']\nwhole = true\nwhere = 'true'",
            mentions: [":4", "leaves nothing to say"]),
        Fault(
            plan: "[tables.'public.orders']\nfraction = 1\nlimit-per-parent = 3",
            mentions: [":4", "children = true"]),
        Fault(
            plan: "[tables.'public.orders']\nfraction = 1\nchildren = true\nthrough = ['nope']",
            mentions: [":5", "no foreign key of public.orders"]),
        Fault(
            plan: "children = true\nlimit-per-parent = 2\n[tables.'public.customers']\n"
                + "fraction = 0.5",
            mentions: [":3", "public.events has neither a primary key"]),
    ]

    private static let script = """
        CREATE TABLE countries (code char(2) PRIMARY KEY);
        CREATE TABLE customers (id integer PRIMARY KEY, country char(2) REFERENCES countries);
        CREATE TABLE orders (id integer PRIMARY KEY, customer integer REFERENCES customers);
        CREATE TABLE events (customer integer REFERENCES customers, seen date);
        CREATE TABLE log (customer integer, message text);
        INSERT INTO countries VALUES ('DE');
        INSERT INTO customers SELECT n, 'DE' FROM generate_series(1, 50) n;
        """

    private static let tables = ["countries", "customers", "orders", "events", "log"].map {
        ColumnReference(schema: "public", relation: $0, column: "")
    }

    @Test func `each fault is named with its line`() throws {
        let database = try TestServer.shared().createDatabase("subset_faults")
        try database.run(Self.script)
        for fault in Self.faults {
            let error = #expect(throws: (any Error).self, "\(fault.plan)") {
                let file = try SubsetFile(
                    name: "subset.toml", text: "version = 1\n" + fault.plan + "\n")
                _ = try SubsetSelector.choose(
                    file, seed: SubsetSeed("test"), of: Self.tables,
                    on: Connection(ConnectionOptions(database.url)))
            }
            let text = error.map { "\($0)" } ?? ""
            for word in fault.mentions {
                #expect(text.contains(word), "\(fault.plan): \(text) should name \(word)")
            }
            #expect(text.hasPrefix("subset.toml:") && !text.contains("canary"), "\(text)")
        }
    }
}
