import Exporting
import Formats
import Masking
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(.serialized) struct CopyExportTests {
    private static let script = """
        CREATE TABLE public.odd (
            id integer PRIMARY KEY, name text, flag boolean, amount numeric(10,2), born date,
            at timestamptz, data jsonb, doc json, tags text[], raw bytea);
        INSERT INTO public.odd VALUES
            (1, E'tab\\tnew\\nline\\\\back', true, 12.50, '2001-02-03', '2020-01-01 00:00+00',
             '{"a": [1, "x"]}', E'{"a":\\n1}', '{a,"b c",NULL}', '\\x00ff'),
            (2, '', false, -0.01, 'infinity', NULL, 'null', NULL, '{}', ''),
            (3, '\\N', NULL, 'NaN', NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO public.odd (id, name) SELECT i, 'row ' || i FROM generate_series(4, 3000) i;
        """

    private func connect(_ name: String) throws -> Connection {
        let database = try TestServer.shared().createDatabase(name)
        _ = try database.run(Self.script)
        return try Connection(ConnectionOptions(database.url))
    }

    private func copy(_ connection: Connection, _ sql: String) throws -> [UInt8] {
        try connection.perform {
            try connection.run(
                script: "BEGIN; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'",
                attempt: "begin")
            let reader = try CopyReader(connection, sql: sql, attempt: "copy")
            var all: [UInt8] = []
            while let chunk = try reader.nextChunk() { all += chunk }
            try connection.run(script: "COMMIT", attempt: "commit")
            return all
        }
    }

    @Test func `a plan of keep gives back COPY byte for byte`() throws {
        let connection = try connect("export_keep")
        let expected = try copy(connection, "COPY public.odd TO STDOUT")
        for (chunkSize, workers) in [(1 << 20, 1), (10_000, 2)] {
            let folder = try TestFolder()
            let source = try ExportSource.postgres(
                connection, .table(schema: "public", name: "odd"), chunkSize: chunkSize)
            _ = try ExportFixture.export(
                source, ExportFixture.plan(source), in: folder, format: .copy, workers: workers)
            #expect(try folder.bytes("out") == expected)
        }
    }

    @Test func `every format gives the same cells back`() throws {
        let connection = try connect("export_formats")
        var tables: [RowBatch] = []
        for format in ExportFormat.allCases {
            let folder = try TestFolder()
            let source = try ExportSource.postgres(
                connection, .query("SELECT * FROM public.odd WHERE id = 3 OR id > 2990 ;\n"))
            _ = try ExportFixture.export(
                source, ExportFixture.plan(source), in: folder, format: format)
            let reader = try OutputReader(
                path: folder.path("out"), format: format, columns: source.columns)
            var batch = RowBatch(columnCount: 10)
            #expect(try reader.next(into: &batch))
            tables.append(batch)
        }
        #expect(tables[0] == tables[1])
        #expect(tables[0] == tables[2])
    }

    @Test func `JSON Lines carry numbers, booleans and documents`() throws {
        let connection = try connect("export_json")
        let folder = try TestFolder()
        let source = try ExportSource.postgres(
            connection,
            .query("SELECT id, flag, amount, data, doc, name FROM public.odd WHERE id < 4"))
        let output = try ExportFixture.export(
            source, ExportFixture.plan(source), in: folder, format: .jsonl)
        #expect(
            output.text == #"""
                {"id":1,"flag":true,"amount":12.50,"data":{"a": [1, "x"]},"doc":{"a": 1},"name":"tab\tnew\nline\\back"}
                {"id":2,"flag":false,"amount":-0.01,"data":null,"doc":null,"name":""}
                {"id":3,"flag":null,"amount":"NaN","data":null,"doc":null,"name":"\\N"}

                """#)
    }

    @Test func `origins come from the server and not from aliases`() throws {
        let connection = try connect("export_origin")
        let source = try ExportSource.postgres(
            connection, .query("SELECT name AS harmless, upper(name) AS shout FROM public.odd"))
        let columns = source.planSource.columns
        #expect(columns.map(\.name) == ["harmless", "shout"])
        #expect(columns[0].reference?.description == "public.odd.name")
        #expect(columns[1].reference == nil)
        #expect(!source.planSource.isWholeRelation)
    }

    @Test func `two columns of one name can't be JSON members`() throws {
        let connection = try connect("export_twins")
        let folder = try TestFolder()
        let source = try ExportSource.postgres(
            connection, .query("SELECT id, id FROM public.odd"))
        let error = #expect(throws: ExportError.self) {
            _ = try ExportFixture.export(
                source, ExportFixture.plan(source), in: folder, format: .jsonl)
        }
        #expect(error?.description.contains("two columns have one name") == true)
    }

    @Test func `a missing table is the server's own refusal`() throws {
        let connection = try connect("export_missing")
        #expect(throws: PostgresError.self) {
            _ = try ExportSource.postgres(connection, .table(schema: "public", name: "gone"))
        }
    }
}
