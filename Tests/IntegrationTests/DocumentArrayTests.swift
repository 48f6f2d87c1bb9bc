import TestSupport
import Testing

/// Columns of many documents, from a server and back into one.
struct DocumentArrayTests {
    private static let definition = """
        CREATE TABLE docs (id integer PRIMARY KEY, parts jsonb[], raw json[]);

        """

    private static let rows = """
        INSERT INTO docs SELECT n,
            ARRAY[jsonb_build_object('mail', 'u' || n || '@orchard.org', 'count', n), NULL,
                jsonb_build_object('mail', 'V' || n || '@orchard.org', 'deep',
                    jsonb_build_object('note', 'a "quoted, {braced}" \\ text'))],
            ARRAY[('{ "mail" :"u' || n || '@orchard.org", "size": 1.50 }')::json]
            FROM generate_series(1, 60) n;
        INSERT INTO docs VALUES (61, NULL, '{}'), (62, '{}', ARRAY[NULL]::json[]),
            (63, ARRAY['[]']::jsonb[], ARRAY['{"mail": null}']::json[]);

        """

    private static let plan = """
        version = 1
        unknown-paths = "redact"
        [columns]
        'public.docs.id' = { transform = "keep" }
        'public.docs.parts' = { transform = "json" }
        'public.docs.parts$[].mail' = { transform = "email" }
        'public.docs.parts$[].count' = { transform = "keep" }
        'public.docs.parts$[].deep.note' = { transform = "redact" }
        'public.docs.raw' = { transform = "json" }
        'public.docs.raw$[].mail' = { transform = "email" }
        'public.docs.raw$[].size' = { transform = "keep" }

        """

    @Test func `elements are masked path by path and load again`() throws {
        let server = try TestServer.shared()
        let source = try server.createDatabase("documents")
        try source.run(Self.definition + Self.rows + "ANALYZE;")
        let folder = try TestFolder()
        try folder.write("mask.toml", Self.plan)
        try run(folder, ["scan", source.url, "--catalog", "catalog.json"])
        let decided = ["--catalog", "catalog.json", "--plan", "mask.toml", "--key", "ephemeral"]
        try run(folder, ["mask", source.url, "--out", "out/"] + decided)

        let target = try server.createDatabase("masked_documents")
        let file = folder.path("out/public.docs.csv")
        try target.run(Self.definition + "\\copy docs FROM '\(file)' (FORMAT csv, HEADER)\n")
        let left = "SELECT count(*) FROM docs WHERE docs::text ILIKE '%orchard%'"
        #expect(try target.run(left) == "0")
        for unchanged in Self.unchanged {
            #expect(try target.run(unchanged) == source.run(unchanged), "\(unchanged)")
        }
        #expect(try target.run(Self.joined) == "60")
        let redacted = "SELECT count(*) FROM docs WHERE parts[3] #>> '{deep,note}' = '[REDACTED]'"
        #expect(try target.run(redacted) == "60")
    }

    /// What nobody asked to mask: how many elements there are, NULL and empty ones, kept values and
    /// the way numbers are written.
    private static let unchanged = [
        "SELECT string_agg(coalesce(array_length(parts, 1), -1)::text, ',' ORDER BY id) FROM docs",
        "SELECT sum((parts[1] ->> 'count')::integer), count(parts[2]), count(parts[3]) FROM docs",
        "SELECT string_agg(raw[1] ->> 'size', ',' ORDER BY id), count(raw) FROM docs",
        "SELECT parts, raw FROM docs WHERE id > 60 ORDER BY id",
    ]

    /// Equal addresses stay equal in both columns, and distinct ones distinct.
    private static let joined = """
        SELECT count(DISTINCT parts[1] ->> 'mail') FROM docs
            WHERE parts[1] ->> 'mail' = raw[1] ->> 'mail'
                AND parts[3] ->> 'mail' <> raw[1] ->> 'mail'
        """

    private func run(_ folder: TestFolder, _ arguments: [String]) throws {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments[0]): \(outcome.output)\(outcome.errors)")
        }
    }
}
