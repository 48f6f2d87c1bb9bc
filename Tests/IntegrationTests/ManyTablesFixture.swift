import TestSupport

/// Forty tables in five schemas: every kind of key and constraint, and how each column is masked.
///
/// Primary, unique, partial unique and expression keys, checks, an exclusion, domains, enums,
/// identity, serial and generated columns, partitions, foreign keys that are composite, deferrable,
/// to the table itself, twice between two tables, and in a circle.
enum ManyTablesFixture {
    struct Table: Sendable {
        let name: String
        /// Its columns with the line of the plan; `nil` for a generated one.
        let columns: [(name: String, line: String?)]

        /// Columns that aren't masked, those that are computed from such ones among them.
        var kept: [String] { columns.filter { $0.line ?? keep == keep }.map(\.name) }
        /// Columns that the plan declares to be changed.
        var masked: [String] { columns.map(\.name).filter { !kept.contains($0) } }
        /// Columns that a row is inserted with.
        var own: [String] { columns.filter { $0.line != nil }.map(\.name) }
    }

    static let schemas = ["one", "two", "three", "four", "five"]

    static let keep = "transform = \"keep\""
    private static let person = "transform = \"permute\", domain = \"people.id\""
    private static let account = "transform = \"uuid\", domain = \"accounts.id\""
    private static let node = "transform = \"permute\", domain = \"nodes.id\""

    static let tables = [
        Table(
            name: "people",
            columns: [
                ("id", person), ("email", "transform = \"email\""),
                ("full_name", "transform = \"name\""), ("sex", keep),
                ("born", "transform = \"date-shift\", entity = \"id\""),
                ("died", "transform = \"date-shift\", entity = \"id\""),
                ("phone", "transform = \"phone\""), ("iban", "transform = \"iban\""),
                ("main_account", account),
            ]),
        Table(
            name: "accounts",
            columns: [
                ("id", account), ("person", person), ("card", "transform = \"card\""),
                ("balance", keep), ("opened", keep), ("visited", keep),
            ]),
        Table(
            name: "visits",
            columns: [("person", person), ("seen", keep), ("note", "transform = \"redact\"")]),
        Table(name: "bookings", columns: [("id", keep), ("room", keep), ("during", keep)]),
        Table(
            name: "nodes",
            columns: [("id", node), ("parent", node), ("label", "transform = \"alphanumeric\"")]),
        Table(
            name: "couples",
            columns: [("a", person), ("b", person), ("since", keep), ("mood", keep)]),
        Table(
            name: "items",
            columns: [
                ("id", keep), ("code", "transform = \"alphanumeric\""), ("price", keep),
                ("quantity", keep), ("total", nil), ("tags", keep), ("payload", keep),
            ]),
        Table(
            name: "devices",
            columns: [
                ("serial", "transform = \"alphanumeric\""), ("mac", "transform = \"mac\""),
                ("address", "transform = \"ip\""), ("owner", person),
                ("zip", "transform = \"digits\""),
            ]),
    ]

    /// The types and tables of one schema, filled.
    static func script(_ schema: String) -> String {
        "CREATE SCHEMA \(schema); SET search_path = \(schema);\n" + definitions + rows
    }

    private static let definitions = """
        CREATE TYPE mood AS ENUM ('calm', 'busy');
        CREATE DOMAIN zip AS text CHECK (VALUE ~ '^[0-9]{5}$');
        CREATE TABLE people (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email varchar(60) NOT NULL UNIQUE,
            full_name text NOT NULL, sex char(1) CHECK (sex IN ('f', 'm')), born date NOT NULL,
            died date, phone text CHECK (phone LIKE '+49%'),
            iban text CHECK (length(iban) BETWEEN 15 AND 34), main_account uuid,
            CHECK (born <= died));
        CREATE TABLE accounts (
            id uuid PRIMARY KEY, person integer NOT NULL REFERENCES people ON DELETE CASCADE,
            card text UNIQUE CHECK (card ~ '^[0-9]{16}$'), balance numeric(12,2)
            CHECK (balance >= 0), opened timestamptz DEFAULT now(), visited date);
        ALTER TABLE people ADD CONSTRAINT people_main_account FOREIGN KEY (main_account)
            REFERENCES accounts DEFERRABLE INITIALLY DEFERRED;
        CREATE TABLE visits (
            person integer REFERENCES people, seen date, note text, PRIMARY KEY (person, seen))
            PARTITION BY RANGE (seen);
        CREATE TABLE visits_old PARTITION OF visits
            FOR VALUES FROM ('2000-01-01') TO ('2020-01-01');
        CREATE TABLE visits_new PARTITION OF visits DEFAULT;
        ALTER TABLE accounts ADD CONSTRAINT accounts_visited FOREIGN KEY (person, visited)
            REFERENCES visits;
        CREATE TABLE bookings (
            id integer PRIMARY KEY, room integer, during int4range,
            EXCLUDE USING gist (during WITH &&));
        CREATE TABLE nodes (
            id bigint PRIMARY KEY, parent bigint REFERENCES nodes DEFERRABLE INITIALLY DEFERRED,
            label text NOT NULL);
        CREATE UNIQUE INDEX nodes_label ON nodes (upper(label), (id % 2));
        CREATE TABLE couples (
            a integer REFERENCES people, b integer REFERENCES people, since date,
            mood mood NOT NULL, UNIQUE (a, b), CHECK (a <> b));
        CREATE UNIQUE INDEX couples_calm ON couples (a) WHERE mood = 'calm';
        CREATE TABLE items (
            id serial PRIMARY KEY, code varchar(9) NOT NULL, price numeric(8,2), quantity smallint,
            total numeric GENERATED ALWAYS AS (price * quantity) STORED, tags text[],
            payload jsonb);
        CREATE UNIQUE INDEX items_code ON items (lower(code));
        CREATE TABLE devices (
            serial text PRIMARY KEY, mac macaddr UNIQUE, address inet, owner integer
            REFERENCES people DEFERRABLE, zip zip NOT NULL);

        """

    private static let rows = """
        INSERT INTO people (email, full_name, sex, born, died, phone, iban)
        SELECT 'u' || n || '@orchard.org', 'Nora Field', (ARRAY['f', 'm'])[n % 2 + 1],
            date '1950-01-01' + n, date '2015-01-01' + n, '+49 30 ' || 2000000 + n,
            'NO93860' || 11110000 + n FROM generate_series(1, 200) n;
        INSERT INTO accounts SELECT md5(n::text)::uuid, n, 4111000000000000 + n * 7919, n * 10
            FROM generate_series(1, 200) n;
        UPDATE people SET main_account = md5(id::text)::uuid WHERE id % 3 > 0;
        INSERT INTO visits SELECT n % 100 + 1, date '2019-06-01' + n, 'seen' FROM
            generate_series(1, 400) n;
        UPDATE accounts SET visited = (SELECT min(seen) FROM visits v
            WHERE v.person = accounts.person) WHERE person <= 60;
        INSERT INTO bookings SELECT n, n % 9, int4range(n * 10, n * 10 + 8)
            FROM generate_series(1, 200) n;
        INSERT INTO nodes SELECT n, nullif(n / 2, 0), 'N-' || 10000 + n FROM
            generate_series(1, 200) n;
        INSERT INTO couples SELECT n, 201 - n, date '2001-01-01' + n,
            (ARRAY['calm', 'busy'])[n % 2 + 1]::mood FROM generate_series(1, 100) n;
        INSERT INTO items (code, price, quantity, tags, payload) SELECT 'C' || 100000 + n, n * 1.5,
            n % 9, ARRAY['x', 'y' || n % 3], '{"size": 3}' FROM generate_series(1, 200) n;
        INSERT INTO devices SELECT 'SN' || 100000 + n, ('02:00:5e:10:00:' || lpad(to_hex(n), 2,
            '0'))::macaddr, ('10.1.2.' || n)::inet, n, lpad(n::text, 5, '9')
            FROM generate_series(1, 200) n;

        """

    static var plan: String {
        var text = "version = 1\n[columns]\n"
        for schema in schemas {
            for table in tables {
                for column in table.columns {
                    let line = column.line ?? "transform = \"redact\""
                    text += "'\(schema).\(table.name).\(column.name)' = { \(line) }\n"
                }
            }
        }
        return text
    }
}
