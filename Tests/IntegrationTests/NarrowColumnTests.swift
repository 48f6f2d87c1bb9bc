import TestSupport
import Testing

/// A fresh plan on columns with no room to spare, from scan to the masked table.
struct NarrowColumnTests {
    private static let table = """
        CREATE TABLE people (
          id integer PRIMARY KEY, first_name varchar(6) NOT NULL, last_name varchar(7) NOT NULL,
          full_name varchar(14) NOT NULL, email varchar(22) NOT NULL UNIQUE,
          username varchar(8) NOT NULL, street varchar(14) NOT NULL, city char(9) NOT NULL,
          wide_name varchar(60) NOT NULL);
        INSERT INTO people SELECT n, f, l, f || ' ' || l, lower(f) || n || '@' || h, lower(f) || n,
            (n % 80 + 1) || ' ' || s, c, f || ' ' || l
          FROM generate_series(1, 400) n,
          LATERAL (SELECT (ARRAY['Anna','Mark','Laura','Peter','Susan','Karen'])[n % 6 + 1] f,
            (ARRAY['Miller','Brown','Jones','Davis','Taylor'])[n % 5 + 1] l,
            (ARRAY['post.org','net.com'])[n % 2 + 1] h,
            (ARRAY['Main St','High St','Oak Lane'])[n % 3 + 1] s,
            (ARRAY['Boston','Chicago','Denver','Leeds'])[n % 4 + 1] c) v;
        """

    @Test func `a fresh plan runs and its output loads into the same columns`() throws {
        let database = try TestServer.shared().createDatabase("narrow")
        let folder = try TestFolder()
        try database.run(Self.table)
        let commands = [
            ["scan", database.url, "--catalog", "c.json"],
            ["plan", "init", "--catalog", "c.json", "--out", "mask.toml"],
            ["key", "new", "--out", "mask.key"],
            [
                "mask", database.url, "--table", "public.people", "--catalog", "c.json", "--plan",
                "mask.toml", "--key", "file:mask.key", "--out", "people.csv", "--verify",
            ],
        ]
        for arguments in commands {
            let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
            #expect(outcome.status == 0, "\(arguments[0]): \(outcome.output)\(outcome.errors)")
        }
        let plan = try folder.read("mask.toml")
        #expect(plan.contains("is wider elsewhere: long values differ"))
        #expect(plan.contains(#""public.people.email" = { transform = "email""#))
        try database.run("CREATE TABLE masked (LIKE people INCLUDING ALL)")
        let load = try ChildProcess.run([
            "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database.url, "-c",
            "\\copy masked FROM '\(folder.path("people.csv"))' (FORMAT csv, HEADER)",
        ])
        #expect(load.status == 0, "\(load.errors)")
        #expect(try database.run("SELECT count(*), count(DISTINCT email) FROM masked") == "400|400")
        let survivors = "SELECT count(*) FROM masked WHERE email IN (SELECT email FROM people)"
        #expect(try database.run(survivors) == "0")
    }
}
