import TestSupport

/// A database with every kind of constraint, scanned once, and plans for it.
final class ConstraintFixture: Sendable {
    let database: TestDatabase
    let folder: TestFolder

    private static let made = Result { try ConstraintFixture() }

    static func shared() throws -> ConstraintFixture { try made.get() }

    private static let schema = """
        CREATE TYPE mood AS ENUM ('calm', 'busy');
        CREATE DOMAIN zip AS text CHECK (VALUE ~ '^[0-9]{5}$');
        CREATE FUNCTION looks_fine(text) RETURNS boolean IMMUTABLE LANGUAGE sql
            AS 'SELECT length($1) > 0';
        CREATE TABLE people (
            id integer PRIMARY KEY, email text NOT NULL,
            email_key text GENERATED ALWAYS AS (lower(email)) STORED,
            nick text NOT NULL, phone text NOT NULL CHECK (phone ~ '^\\+49'),
            mood mood NOT NULL, zip zip, code varchar(8) UNIQUE,
            remark text CHECK (looks_fine(remark)), born date, died date,
            region text, number integer, stay int4range, full_name text NOT NULL,
            CONSTRAINT life CHECK (born <= died), UNIQUE (region, number),
            CONSTRAINT no_overlap EXCLUDE USING gist (stay WITH &&));
        CREATE UNIQUE INDEX people_nick ON people (lower(nick));
        CREATE UNIQUE INDEX people_calm ON people (phone) WHERE mood = 'calm';
        CREATE UNIQUE INDEX people_name ON people (full_name) WHERE mood = 'busy';
        CREATE UNIQUE INDEX people_email ON people (email_key);
        CREATE TABLE visits (
            id integer PRIMARY KEY, person bigint REFERENCES people (id),
            code varchar(8) REFERENCES people (code), note text);
        INSERT INTO people (id, email, nick, phone, mood, zip, code, remark, born, died, region,
            number, stay, full_name)
        SELECT n, 'u' || n || '@orchard.org', 'nick' || n, '+49 30 ' || 2000000 + n,
            (ARRAY['calm', 'busy'])[n % 2 + 1]::mood, lpad(n::text, 5, '1'), 'C' || 100000 + n,
            'remark', date '1940-01-01' + n, date '2010-01-01' + n,
            (ARRAY['north', 'south'])[n % 2 + 1], n / 2, int4range(n * 10, n * 10 + 9),
            (ARRAY['Nora', 'Otto', 'Alice', 'Paul', 'Mary', 'John', 'Karl', 'Julia', 'Peter',
                'Laura', 'Thomas', 'Maria', 'Anna', 'Frank', 'Sarah', 'Martin', 'Susan', 'David',
                'Linda', 'Robert'])[n % 20 + 1] || ' '
            || (ARRAY['Smith', 'Weber', 'Novak', 'Miller', 'Fischer', 'Wagner', 'Becker',
                'Hoffmann', 'Johnson', 'Brown', 'Taylor', 'Walker', 'Wright', 'Baker', 'Cooper',
                'Bailey', 'Murphy', 'Kelly', 'Howard', 'Richardson'])[n / 20 % 20 + 1]
        FROM generate_series(1, 400) n;
        INSERT INTO visits SELECT n, n, 'C' || 100000 + n, 'fine' FROM generate_series(1, 400) n;
        ANALYZE;
        """

    /// Transforms that every constraint survives, by column.
    private static let fitting = [
        "people.id": "transform = \"permute\", domain = \"people.id\"",
        "people.email": "transform = \"email\"", "people.email_key": "transform = \"redact\"",
        "people.nick": "transform = \"username\"", "people.phone": "transform = \"phone\"",
        "people.zip": "transform = \"digits\"",
        "people.full_name": "transform = \"name\", unique = true",
        "people.code": "transform = \"alphanumeric\", domain = \"people.code\"",
        "visits.id": "transform = \"permute\"",
        "visits.person": "transform = \"permute\", domain = \"people.id\"",
        "visits.code": "transform = \"alphanumeric\", domain = \"people.code\"",
    ]

    private static let columns = [
        "people.id", "people.email", "people.email_key", "people.nick", "people.phone",
        "people.mood", "people.zip", "people.code", "people.remark", "people.born", "people.died",
        "people.region", "people.number", "people.stay", "people.full_name",
        "visits.id", "visits.person", "visits.code", "visits.note",
    ]

    private init() throws {
        database = try TestServer.shared().createDatabase("constraints")
        try database.run(Self.schema)
        folder = try TestFolder()
        let scan = try runBauta(
            arguments: ["scan", database.url, "--catalog", "catalog.json"],
            workingFolder: folder.path)
        guard scan.status == 0 else { throw TestSupportError(scan.errors) }
    }

    /// Writes a plan with some lines exchanged; the line of a column is 3 plus its position.
    func plan(_ name: String, _ changes: [String: String] = [:], head: String = "") throws {
        var text = "version = 1  \(head)\n[columns]\n"
        for column in Self.columns {
            let line = changes[column] ?? Self.fitting[column] ?? "transform = \"keep\""
            text += "\"public.\(column)\" = { \(line) }\n"
        }
        try folder.write(name, text)
    }

    /// The line of a column in `plan`.
    static func line(_ column: String) -> Int { 3 + (columns.firstIndex(of: column) ?? 0) }

    func check(_ plan: String, _ options: String...) throws -> ChildProcess.Outcome {
        try runBauta(
            arguments: [
                "plan", "check", "--catalog", "catalog.json", "--plan", plan, database.url,
            ] + options, workingFolder: folder.path)
    }
}
