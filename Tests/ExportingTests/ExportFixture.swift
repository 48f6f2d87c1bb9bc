import Configuration
import Cryptography
import Detection
import Exporting
import Formats
import Masking
import Primitives
import TestSupport

/// A key, lists and sources small enough to read.
enum ExportFixture {
    static let key = testKey(first: 0)

    /// 32 consecutive bytes: never a key for anything but tests.
    static func testKey(first: UInt8) -> MaskingKey {
        let bytes = (0..<32).map { first + UInt8($0) }
        do {
            return try MaskingKey(secret: SecretBytes(copying: bytes.span))
        } catch {
            preconditionFailure("32 bytes are a key")
        }
    }

    static let surrogateFiles: [String: [UInt8]] = [
        "given-female.txt": "# test list\nAlice\nMary\nZoë\nNora\n",
        "given-male.txt": "# test list\nJohn\nPaul\nOtto\nKarl\n",
        "surnames.txt": "# test list\nSmith\nWeber\nGarcía\nNovak\n",
        "streets.txt": "# test list\nMaple Avenue\nOak Street\n",
        "cities.txt": "# test list\nSpringfield\nRiverton\n",
        "en-US.txt": "# none\n",
        "places.txt":
            "[en-US] US, USA, United States\nSalem; OR/Oregon; 973##; +1 503-555-01##\n",
    ].mapValues { Array($0.utf8) }

    static let rulesText = #"""
        [[rules]]
        id = "contact.email"
        title = "E-mail address"
        kind = "data"
        category = "contact"
        sensitivity = "moderate"
        [[rules.values]]
        pattern = '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+'
        mode = "find"
        literals = ["@"]
        """#

    static let spans: [String: MaskPlan.SpanTransform] = [
        "contact.email": .init(
            transform: .email(.reserved), domain: "person.email", canonicalForm: .casefold)
    ]

    static let keep = MaskTransform.keep(unguardedReason: "test")

    /// A plan with one transform for every column of the source.
    static func plan(
        _ source: ExportSource, _ transforms: [String: MaskTransform] = [:],
        otherwise: MaskTransform = keep
    ) -> MaskPlan {
        let columns = source.planSource.columns.map { column in
            PlannedColumn(
                reference: column.reference
                    ?? ColumnReference(schema: "query", relation: "q", column: column.name),
                type: column.type ?? "text", domain: "test.\(column.name)",
                transform: transforms[column.name] ?? otherwise)
        }
        return MaskPlan(columns: columns, spans: spans)
    }

    static func masker(
        _ plan: MaskPlan, key: MaskingKey = key, startsExternal: ExternalStarter? = nil
    ) throws -> RowMasker {
        let rules = try RuleSet(files: [ConfigurationFile(name: "test.toml", text: rulesText)])
        return try RowMasker(
            plan: plan, key: key, rules: rules,
            surrogates: SurrogateLists(files: surrogateFiles), startsExternal: startsExternal)
    }

    static func csv(
        _ path: String, chunkSize: Int = 1 << 20, header: CSVHeader.Mode = .yes
    ) throws -> ExportSource {
        var cutting = ExportSource.Cutting()
        cutting.chunkSize = chunkSize
        return try ExportSource.csv(
            path: path, schema: "file", relation: "in.csv", header: header, cutting: cutting,
            isValue: { _ in false })
    }

    static func jsonLines(_ path: String, chunkSize: Int = 1 << 20) throws -> ExportSource {
        var cutting = ExportSource.Cutting()
        cutting.chunkSize = chunkSize
        return try ExportSource.jsonLines(
            path: path, schema: "file", relation: "in.jsonl", cutting: cutting)
    }

    /// Exports a source into `folder/out` and returns the bytes and the result.
    static func export(
        _ source: ExportSource, _ plan: MaskPlan, in folder: TestFolder,
        format: ExportFormat = .csv, workers: Int = 1
    ) throws -> (text: String, result: ExportResult) {
        let exporter = Exporter(masker: try masker(plan), format: format, workers: workers)
        let result = try exporter.run(source, to: .file(folder.path("out")))
        return (try folder.read("out"), result)
    }

    /// A CSV text of `count` rows with every kind of field.
    static func rows(_ count: Int) -> String {
        var text = "id,name,email,note,card\n"
        for row in 1...count {
            let note =
                switch row % 4 {
                case 0: ""
                case 1: "\"\""
                case 2: "\"says \"\"hi\"\",\nwrites to ann\(row)@corp.com\""
                default: " plain \(row) "
                }
            text += "\(row),Ann Smith,ann\(row)@corp.com,\(note),4111 1111 1111 \(1000 + row)\n"
        }
        return text
    }
}
