import Configuration
import Exporting
import Formats
import Masking
import Primitives
import TestSupport
import Testing

/// Every transform of a plan writes the same cells, whatever format they are read back from.
struct TransformFormatTests {
    /// What a line needs beside the transform's name.
    private static let options = [
        "constant": "value = \"x\"", "date-shift": "entity = \"keep\"", "noise": "amount = 2",
        "round": "step = 5", "bucket": "size = 5", "rank": "size = 5",
        "age": "as-of = \"2026-01-31\"", "geo": "grid = 0.1", "postal": "country = \"DE\"",
        "plate": "country = \"DE\"", "persona": "entity = \"keep\", part = \"full\"",
        "template": "template = \"{hash:8}\"",
    ]

    /// A column each; these two get their values from files and programs.
    private static let names = MaskTransform.allNames.filter {
        !["lookup", "external"].contains($0)
    }

    /// Cells that one transform or another takes, and what formats quote and escape.
    private static let cells = [
        "4111111111111111", "2024-05-17", "bob@x.org", "123-45-6789", "10.1.2.3", "Alice Smith",
        "DE89370400440532013000", "00:1b:44:11:3a:b7", "52.5", "10115", "K-DR 407", "a\\b\tc",
        "\"quoted, twice\"", "two\nlines", "{\"a\": \"x\"}", "é😀", "https://x.org/a", "",
    ]

    private func plan(_ source: ExportSource) throws -> MaskPlan {
        var lines = "version = 1\n[columns]\n"
        for name in Self.names {
            let options = Self.options[name].map { ", " + $0 } ?? ""
            lines += "\"f.t.\(name)\" = { transform = \"\(name)\"\(options) }\n"
        }
        let file = try PlanFile(ConfigurationFile(name: "mask.toml", text: lines))
        let transforms = file.columns.map { ($0.key.column, $0.value.transform) }
        var plan = ExportFixture.plan(
            source,
            Dictionary(
                uniqueKeysWithValues: transforms.compactMap { name, transform in
                    transform.map { (name, $0) }
                }))
        plan.maximumUnfitShare = 1
        plan.unknownPath = .redact
        let key = Self.names.firstIndex(of: "keep")
        for index in plan.columns.indices where plan.columns[index].transform.entity != nil {
            plan.columns[index].entityColumn = key
        }
        return plan
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    @Test func `every transform's cells are the same in every format`() throws {
        let rows = Self.cells.map { cell in Self.names.map { _ in quoted(cell) } }
        let text = ([Self.names.map(quoted)] + rows).map { $0.joined(separator: ",") + "\n" }
        var tables: [[[String?]]] = []
        for format in ExportFormat.allCases {
            let folder = try TestFolder()
            let source = try ExportFixture.csv(folder.write("in.csv", text.joined()))
            _ = try ExportFixture.export(source, plan(source), in: folder, format: format)
            let reader = try OutputReader(
                path: folder.path("out"), format: format, columns: source.columns,
                chunkSize: 1_000)
            tables.append(try ExporterTests.rows(reader))
        }
        #expect(tables.count == 3 && tables[0].count == Self.cells.count)
        for (column, name) in Self.names.enumerated() {
            let columns = tables.map { table in table.map { $0[column] } }
            #expect(columns[0] == columns[1] && columns[0] == columns[2], "\(name)")
        }
    }
}
