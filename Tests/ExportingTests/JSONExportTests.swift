import Exporting
import Formats
import Masking
import Primitives
import TestSupport
import Testing

struct JSONExportTests {
    private func plan(_ source: ExportSource, _ paths: [String: MaskTransform]) -> MaskPlan {
        var plan = ExportFixture.plan(source, otherwise: .json)
        plan.columns[0].type = "json"
        plan.columns[0].paths = paths.sorted { $0.key < $1.key }.map { path, transform in
            PlannedColumn(
                reference: ColumnReference(
                    schema: "file", relation: "in.jsonl", column: "", path: path),
                type: "string", domain: "test" + path, transform: transform)
        }
        return plan
    }

    @Test func `masks declared leaves and keeps every other byte`() throws {
        let text = """
            {"id": 1, "user":{ "email":"bob@x.org","tags":["a","b"] }, "ok":true}
            {"user":{"email":"ann@x.org"},  "id":2.50, "ok":null}\r
            {"id":3}
            """
        for (chunkSize, workers) in [(1, 2), (1 << 20, 1)] {
            let folder = try TestFolder()
            let source = try ExportFixture.jsonLines(
                folder.write("in.jsonl", text), chunkSize: chunkSize)
            let plan = plan(
                source,
                [
                    "$.id": ExportFixture.keep, "$.user.email": .email(.reserved),
                    "$.user.tags[]": ExportFixture.keep, "$.ok": ExportFixture.keep,
                ])
            let output = try ExportFixture.export(
                source, plan, in: folder, format: .jsonl, workers: workers)
            let lines = output.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 4 && lines[3].isEmpty)
            #expect(lines[0].hasPrefix("{\"id\": 1, \"user\":{ \"email\":\""))
            #expect(lines[0].hasSuffix(".example\",\"tags\":[\"a\",\"b\"] }, \"ok\":true}"))
            #expect(lines[1].hasSuffix(".example\"},  \"id\":2.50, \"ok\":null}"))
            #expect(lines[2] == "{\"id\":3}")
            #expect(!output.text.contains("bob") && !output.text.contains("ann"))
            #expect(output.result.rows == 3)
        }
    }

    @Test(arguments: [
        ("{\"id\":1}\n{\"id\":\n", 2, "byte 6: the document ends too early"),
        ("{\"id\":1}\n{\"id\":2}\n{\"id\":3,}\n", 3, "byte 8: unexpected byte"),
        ("{\"id\":1}\n[1]\n", 2, "the line isn't a JSON object"),
        ("{\"id\":1}\n\n", 2, "the line is blank"),
        ("{\"id\":1}\n{\"id\":1}x\n", 2, "byte 8: more bytes after the document"),
    ])
    func `a broken line ends the run with its place`(text: String, line: Int, reason: String) throws
    {
        let folder = try TestFolder()
        let source = try ExportFixture.jsonLines(folder.write("in.jsonl", text))
        let error = #expect(throws: FormatError.self) {
            _ = try ExportFixture.export(
                source, plan(source, ["$.id": ExportFixture.keep]), in: folder, format: .jsonl)
        }
        #expect(error?.line == line)
        #expect(error?.description.contains(reason) == true)
        #expect(folder.files() == ["in.jsonl"])
    }

    @Test func `an undeclared path is refused with its line`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.jsonLines(
            folder.write("in.jsonl", "{\"id\":1}\n{\"id\":2,\"canary\":\"x\"}\n"))
        let error = #expect(throws: ExportError.self) {
            _ = try ExportFixture.export(
                source, plan(source, ["$.id": ExportFixture.keep]), in: folder, format: .jsonl)
        }
        #expect(error?.description.contains("in.jsonl:2: column") == true)
        #expect(error?.description.contains("canary") == false)
    }

    @Test func `JSON Lines can't become a table`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.jsonLines(folder.write("in.jsonl", "{}\n"))
        #expect(throws: ExportError.self) {
            _ = try ExportFixture.export(source, plan(source, [:]), in: folder, format: .csv)
        }
    }

    @Test func `rows become objects with strings and null`() throws {
        let folder = try TestFolder()
        let text = "id,\"odd \"\"name\"\"\"\n1,\"a\"\"b\nc\"\n2,\n3,\"\"\n"
        let source = try ExportFixture.csv(folder.write("in.csv", text))
        let output = try ExportFixture.export(
            source, ExportFixture.plan(source), in: folder, format: .jsonl)
        #expect(
            output.text == #"""
                {"id":"1","odd \"name\"":"a\"b\nc"}
                {"id":"2","odd \"name\"":null}
                {"id":"3","odd \"name\"":""}

                """#)
    }

    @Test(arguments: [
        ("integer", ExportColumn.JSONKind.number), ("numeric(10,2)", .number),
        ("double precision", .number), ("boolean", .boolean), ("jsonb", .json), ("json", .json),
        ("text", .text), ("integer[]", .text), ("numeric(3,1)[]", .text),
        ("character varying(20)", .text), ("date", .text),
    ])
    func `JSON kinds follow PostgreSQL types`(type: String, kind: ExportColumn.JSONKind) {
        #expect(ExportColumn(name: "c", type: type).jsonKind == kind)
    }
}

struct ManifestTests {
    @Test func `says what was masked and reads back`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", ExportFixture.rows(20)))
        var plan = ExportFixture.plan(source, ExporterTests.transforms)
        plan.maximumUnfitShare = 1
        let output = try ExportFixture.export(source, plan, in: folder)
        let predicate = ManifestPredicate(
            output.result, of: source, plan: plan, format: .csv, keyID: "0011223344556677",
            generator: "bauta test",
            decidedBy: .init(
                catalogDigest: "sha256:aa", planDigest: "sha256:bb", rulesDigest: "sha256:cc",
                surrogatesDigest: "sha256:dd"),
            verification: .init(passed: true, checks: ["no survivors"]))
        let manifest = Manifest(
            name: "out", outputDigest: output.result.outputDigest, predicate: predicate)
        let path = folder.path("out.manifest.json")
        try manifest.write(to: path)
        #expect(try Manifest.read(path) == manifest)
        let text = try folder.read("out.manifest.json")
        #expect(text.contains("\"_type\" : \"https://in-toto.io/Statement/v1\""))
        #expect(text.contains("\"reference\" : \"file.\\\"in.csv\\\".email\""))
        #expect(!text.contains("corp.com"))
        #expect(manifest.predicate.columns.map(\.rows) == [20, 20, 20, 20, 20])
        let reader = try OutputReader(path: folder.path("out"), manifest: manifest)
        var batch = RowBatch(columnCount: 5)
        #expect(try reader.next(into: &batch))
        #expect(batch.rowCount == 20)
    }

    @Test(arguments: ["", "{}", "[1", "{\"_type\":1}"])
    func `refuses what isn't a manifest`(text: String) throws {
        let folder = try TestFolder()
        let path = try folder.write("m.json", text)
        let error = #expect(throws: ExportError.self) { _ = try Manifest.read(path) }
        #expect(error?.description.contains("m.json: isn't a manifest") == true)
    }

    @Test func `a new output removes the manifest of an older one`() throws {
        let folder = try TestFolder()
        try folder.write("out.manifest.json", "{}")
        try folder.write("out.verify", "old")
        let source = try ExportFixture.csv(folder.write("in.csv", "a\n1\n"))
        _ = try ExportFixture.export(source, ExportFixture.plan(source), in: folder)
        #expect(folder.files() == ["in.csv", "out"])
    }

    @Test func `the record of a run is private and reads back`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", ExportFixture.rows(20)))
        var plan = ExportFixture.plan(source, ExporterTests.transforms)
        plan.maximumUnfitShare = 1
        let recorder = VerificationRecorder(plan: plan, key: ExportFixture.key)
        var exporter = Exporter(
            masker: try ExportFixture.masker(plan), format: .jsonl, workers: 2)
        exporter.recorder = recorder
        _ = try exporter.run(source, to: .file(folder.path("out")))
        let path = ExportDestination.recordPath(folder.path("out"))
        let record = recorder.finish()
        try RecordFile.write(record, key: ExportFixture.key, to: path)
        #expect(try RecordFile.read(path, key: ExportFixture.key) == record)
        #expect(throws: VerificationError.self) {
            _ = try RecordFile.read(path, key: ExportFixture.testKey(first: 9))
        }
    }
}
