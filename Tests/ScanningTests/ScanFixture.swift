import Catalog
import Postgres
import Scanning
import TestSupport

/// A database with one of everything, made once for all tests.
struct ScanFixture {
    static let shared = Result { try ScanFixture() }

    let database: TestDatabase

    private init() throws {
        database = try TestServer.shared().createDatabase("scan")
        try database.run(Self.sql)
    }

    /// Scans the fixture, or another database, with the toy judge.
    static func scan(
        _ database: TestDatabase? = nil, role: String = "postgres",
        _ change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> ScanReport {
        var options = ScanOptions()
        change(&options)
        let place = try database ?? shared.get().database
        return try DatabaseScanner(
            ConnectionOptions(place.url(role: role)), scan: options, judge: ToyJudge.judge
        ).run(sourceID: "test")
    }

    private static let sql = """
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TYPE pair AS (a text, b int);
        CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%');
        CREATE DOMAIN work_mail AS mail;
        CREATE TABLE people (
            dropped int, id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email work_mail UNIQUE,
            feeling mood, pair pair, tags text[], raw bytea, born date, balance numeric(8,2),
            loud text GENERATED ALWAYS AS (raw::text) STORED,
            note varchar(40) CHECK (length(note) < 40));
        ALTER TABLE people DROP COLUMN dropped;
        COMMENT ON COLUMN people.email IS 'where to write';
        INSERT INTO people (email, feeling, pair, tags, raw, born, balance, note)
            SELECT 'u' || i || '@example.org', 'happy', ROW('x,y', i)::pair, ARRAY['a@b.c', 'd "e"@f'],
                '\\x00ff', '2000-01-01', 1.5, CASE WHEN i % 2 = 0 THEN E'tab\\tnew\\nline' END
            FROM generate_series(1, 50) i;
        CREATE TABLE orders (id int PRIMARY KEY, buyer text REFERENCES people(email), n int);
        CREATE TABLE empty_table (a text, b int);
        CREATE TABLE no_columns ();
        CREATE SCHEMA "Odd Schema";
        CREATE TABLE "Odd Schema"."a ""quoted"" Table" ("E-mail" text, "select" int);
        INSERT INTO "Odd Schema"."a ""quoted"" Table" VALUES ('a@b.c', 1);
        CREATE TABLE big (id int, email text);
        INSERT INTO big SELECT i, 'user' || i || '@example.org' FROM generate_series(1, 60000) i;
        CREATE TABLE medium (id int, email text);
        INSERT INTO medium SELECT i, 'm' || i || '@example.org' FROM generate_series(1, 9000) i;
        ANALYZE medium;
        CREATE TABLE events (id int, day date, mail text) PARTITION BY RANGE (day);
        CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
        INSERT INTO events SELECT i, date '2020-12-01' + i % 60, i || '@x.y'
            FROM generate_series(1, 40000) i;
        CREATE MATERIALIZED VIEW mat AS SELECT email FROM people;
        CREATE VIEW addresses AS SELECT email AS contact, upper(note) AS shout FROM people;
        CREATE VIEW nested AS SELECT contact AS again FROM addresses;
        CREATE TABLE parent_table (a text);
        CREATE TABLE child_table (b text) INHERITS (parent_table);
        INSERT INTO parent_table VALUES ('plain');
        INSERT INTO child_table VALUES ('c@d.e', 'x');
        CREATE TABLE documents (id int, body jsonb);
        INSERT INTO documents SELECT i, jsonb_build_object('user', jsonb_build_object('email',
            i || '@x.y', 'age', i), 'tags', jsonb_build_array('a', 'b')) FROM
            generate_series(1, 20) i;
        CREATE TABLE wide (a text);
        INSERT INTO wide SELECT string_agg(md5(i::text || j::text), '')
            FROM generate_series(1, 1200) i, generate_series(1, 300) j GROUP BY i;
        GRANT SELECT ON people, "orders" TO reader;
        """
}

extension ScanReport {
    func relation(_ name: String) -> CatalogRelation? { relations.first { $0.name == name } }
}
