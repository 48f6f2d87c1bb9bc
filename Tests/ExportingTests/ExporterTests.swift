import Cryptography
import Exporting
import Formats
import Masking
import Primitives
import Synchronization
import TestSupport
import Testing

struct ExporterTests {
    static let transforms: [String: MaskTransform] = [
        "id": .permute, "name": .name(part: .full, unique: false),
        "email": .email(.reserved), "note": .text, "card": .card(.brand),
    ]

    private func masked(
        _ text: String, chunkSize: Int, workers: Int, format: ExportFormat = .csv
    ) throws -> (text: String, result: ExportResult) {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", text), chunkSize: chunkSize)
        var plan = ExportFixture.plan(source, Self.transforms)
        plan.maximumUnfitShare = 1
        return try ExportFixture.export(
            source, plan, in: folder, format: format, workers: workers)
    }

    @Test func `a plan of keep gives back every field`() throws {
        let folder = try TestFolder()
        let text = "id,note\r\n1,\"a\"\"b\"\r\n2,\r\n3,\"\"\r\n4,\"x\r\ny, z\"\r\n5,é😀\r\n"
        let source = try ExportFixture.csv(folder.write("in.csv", text), chunkSize: 7)
        let output = try ExportFixture.export(source, ExportFixture.plan(source), in: folder)
        #expect(output.text == text)
        #expect(output.result.rows == 5)
        #expect(output.result.inputBytes == text.utf8.count)
        #expect(output.result.inputDigest == output.result.outputDigest)
        let digest = MessageDigest.sha256(Array(text.utf8)).hex
        #expect(output.result.outputDigest == "sha256:" + digest)
    }

    @Test func `workers and chunks never change a byte`() throws {
        let text = ExportFixture.rows(300)
        let expected = try masked(text, chunkSize: 1 << 20, workers: 1)
        #expect(expected.text != text)
        for chunkSize in [1, 100, 4_096] {
            for workers in [1, 2] {
                let output = try masked(text, chunkSize: chunkSize, workers: workers)
                #expect(output.text == expected.text)
                #expect(output.result == expected.result)
            }
        }
    }

    @Test func `the same cells are masked alike in every format`() throws {
        let text = ExportFixture.rows(50)
        var tables: [[[String?]]] = []
        for format in ExportFormat.allCases {
            let folder = try TestFolder()
            let source = try ExportFixture.csv(folder.write("in.csv", text))
            var plan = ExportFixture.plan(source, Self.transforms)
            plan.maximumUnfitShare = 1
            _ = try ExportFixture.export(source, plan, in: folder, format: format)
            let reader = try OutputReader(
                path: folder.path("out"), format: format, columns: source.columns,
                chunkSize: 1_000)
            tables.append(try Self.rows(reader))
        }
        #expect(tables[0].count == 50)
        #expect(tables[0] == tables[1])
        #expect(tables[0] == tables[2])
    }

    static func rows(_ reader: OutputReader) throws -> [[String?]] {
        var batch = RowBatch(columnCount: reader.columns.count)
        var rows: [[String?]] = []
        while try reader.next(into: &batch) {
            rows += (0..<batch.rowCount).map { row in
                batch.columns.map { column in
                    column[copy: row].map { String(decoding: $0, as: UTF8.self) }
                }
            }
        }
        return rows
    }

    @Test func `a file without header comes out without one`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", "1,a\n2,b\n"), header: .no)
        #expect(source.columns.map(\.name) == ["column1", "column2"])
        let output = try ExportFixture.export(source, ExportFixture.plan(source), in: folder)
        #expect(output.text == "1,a\n2,b\n")
    }

    @Test func `a file with nothing but a header comes out as it is`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", "a,b\n"))
        let output = try ExportFixture.export(source, ExportFixture.plan(source), in: folder)
        #expect(output.text == "a,b\n")
        #expect(output.result.rows == 0)
    }

    @Test func `too many unfit cells end the run without output`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(
            folder.write("in.csv", "email\na@b.org\ncanary\nc@d.org\n"))
        let plan = ExportFixture.plan(source, ["email": .email(.reserved)])
        let error = #expect(throws: ExportError.self) {
            _ = try ExportFixture.export(source, plan, in: folder)
        }
        #expect(folder.files() == ["in.csv"])
        let text = try #require(error?.description)
        #expect(text.contains("file.\"in.csv\".email: 1 of 3 cells (format)"))
        #expect(text.contains("more than 1 %"))
        #expect(!text.contains("canary"))
    }

    @Test func `an unfit cell to refuse names its line`() throws {
        let folder = try TestFolder()
        let text = "email,note\na@b.org,\"two\nlines\"\nb@c.org,x\ncanary,x\n"
        let source = try ExportFixture.csv(folder.write("in.csv", text))
        var plan = ExportFixture.plan(source, ["email": .email(.reserved)])
        plan.columns[0].unfit = .refuse
        let error = #expect(throws: ExportError.self) {
            _ = try ExportFixture.export(source, plan, in: folder)
        }
        #expect(error?.description.contains("in.csv:5: column file.\"in.csv\".email") == true)
        #expect(error?.description.contains("canary") == false)
        #expect(folder.files() == ["in.csv"])
    }

    @Test func `bad input leaves an older output as it was`() throws {
        let folder = try TestFolder()
        try folder.write("out", "old")
        let text = ExportFixture.rows(50) + "ragged,row\n"
        let source = try ExportFixture.csv(folder.write("in.csv", text), chunkSize: 500)
        let error = #expect(throws: FormatError.self) {
            _ = try ExportFixture.export(
                source, ExportFixture.plan(source), in: folder, workers: 2)
        }
        #expect(error?.reason == .raggedRow(expected: 5, found: 2))
        #expect(error?.line == 1 + 50 + 12 + 1 + 1)
        #expect(try folder.read("out") == "old")
        #expect(folder.files() == ["in.csv", "out"])
    }

    @Test func `stops when asked and leaves nothing`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(
            folder.write("in.csv", ExportFixture.rows(200)), chunkSize: 100)
        let plan = ExportFixture.plan(source)
        var exporter = Exporter(
            masker: try ExportFixture.masker(plan), format: .csv, workers: 2)
        let seen = Mutex(0)
        let asked = Mutex(0)
        exporter.progress = { progress in
            let total = progress.bytesTotal
            seen.withLock { $0 = total ?? 0 }
        }
        exporter.isCancelled = {
            asked.withLock { asked in
                asked += 1
                return asked > 5
            }
        }
        let error = #expect(throws: ExportError.self) {
            _ = try exporter.run(source, to: .file(folder.path("out")))
        }
        #expect(error == .interrupted)
        #expect(folder.files() == ["in.csv"])
        #expect(seen.withLock { $0 } == ExportFixture.rows(200).utf8.count)
    }

    @Test func `a full folder or a missing one is named`() throws {
        let folder = try TestFolder()
        let source = try ExportFixture.csv(folder.write("in.csv", "a\n1\n"))
        let exporter = Exporter(
            masker: try ExportFixture.masker(ExportFixture.plan(source)), format: .csv, workers: 1)
        let error = #expect(throws: FormatError.self) {
            _ = try exporter.run(source, to: .file(folder.path("missing/out.csv")))
        }
        #expect(error?.description.contains("can't create: No such file") == true)
    }
}
