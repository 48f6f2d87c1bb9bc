import Configuration
import Cryptography
import Detection
import Masking
import Primitives

/// A key, rules and surrogate lists small enough to read, and plans of one column.
enum MaskFixture {
    static let key = testKey(first: 0)
    static let otherKey = testKey(first: 101)

    /// 32 consecutive bytes: never a key for anything but golden vectors.
    static func testKey(first: UInt8) -> MaskingKey {
        let bytes = (0..<32).map { first + UInt8($0) }
        do {
            return try MaskingKey(secret: SecretBytes(copying: bytes.span))
        } catch {
            preconditionFailure("32 bytes are a key")
        }
    }

    static let surrogateFiles: [String: [UInt8]] = [
        "given-female.txt": "# test list\nAlice\nMary\nZoë\nNora\nIda\nRuth\n",
        "given-male.txt": "# test list\nJohn\nPaul\nOtto\nKarl\nHugo\nLeo\n",
        "surnames.txt": "# test list\nSmith\nWeber\nGarcía\nNovak\nRossi\nOkafor\nTanaka\nLind\n",
        "streets.txt": "# test list\nMaple Avenue\nOak Street\nMill Lane\nHigh Street\n",
        "cities.txt": "# test list\nSpringfield\nRiverton\nLakeside\nFairview\n",
        "mail-providers.txt": "[consumer]\nbigmail.org\n[disposable]\nonce.org\n",
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

        [[rules]]
        id = "gov.us.ssn"
        title = "US social security number"
        kind = "data"
        category = "government"
        sensitivity = "critical"
        [[rules.values]]
        pattern = '\b\d{3}-\d{2}-\d{4}\b'
        mode = "find"
        literals = ["-"]

        [[rules]]
        id = "person.birth-date"
        title = "Date of birth"
        kind = "data"
        category = "person"
        sensitivity = "low"
        [[rules.values]]
        pattern = '\b\d{4}-\d{2}-\d{2}\b'
        mode = "find"
        literals = ["-"]
        """#

    static func rules() throws -> RuleSet { try parsedRules.get() }

    /// Once for all tests, since compiling them takes most of a masker's time.
    private static let parsedRules = Result {
        try RuleSet(files: [ConfigurationFile(name: "rules/test.toml", text: rulesText)])
    }

    static let spans: [String: MaskPlan.SpanTransform] = [
        "contact.email": .init(
            transform: .email(.reserved), domain: "person.email", canonicalForm: .casefold),
        "person.birth-date": .init(
            transform: .dateShift(entity: "id", days: 30), domain: "person.birth-date"),
    ]

    static func column(
        _ transform: MaskTransform, name: String = "c", type: String = "text",
        nullable: Bool = true, unique: Bool = false, domain: String = "test",
        form: CanonicalForm = .exact, entity: Int? = nil, path: String? = nil
    ) -> PlannedColumn {
        PlannedColumn(
            reference: ColumnReference(schema: "public", relation: "t", column: name, path: path),
            type: type, isNullable: nullable, isUnique: unique, domain: domain,
            canonicalForm: form, transform: transform, entityColumn: entity)
    }

    static func masker(
        _ columns: [PlannedColumn], key: MaskingKey = key,
        unknownPath: MaskPlan.UnknownRule = .redact, direction: MaskDirection = .mask,
        lookups: [String: LookupTable] = [:], startsExternal: ExternalStarter? = nil
    ) throws -> RowMasker {
        try RowMasker(
            plan: MaskPlan(columns: columns, spans: spans, unknownPath: unknownPath), key: key,
            rules: rules(), surrogates: SurrogateLists(files: surrogateFiles),
            direction: direction, lookups: lookups, startsExternal: startsExternal)
    }

    /// Masks columns of texts at once.
    static func mask(
        _ masker: RowMasker, _ columns: [[String?]]
    ) throws -> (texts: [[String?]], tally: MaskTally) {
        var scratch = masker.makeScratch()
        var output = RowBatch(columnCount: columns.count)
        try masker.mask(
            RowBatch(columns: columns.map { CellBatch(texts: $0) }), into: &output,
            scratch: &scratch)
        return (output.columns.map(texts), scratch.tally)
    }

    static func texts(_ cells: CellBatch) -> [String?] {
        (0..<cells.count).map { cells[copy: $0].map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Masks one column of texts.
    static func mask(
        _ column: PlannedColumn, _ texts: [String?], key: MaskingKey = key
    ) throws -> (texts: [String?], tally: ColumnTally) {
        let result = try mask(masker([column], key: key), [texts])
        return (result.texts[0], result.tally.columns[0])
    }

    static func mask(
        _ transform: MaskTransform, _ text: String, key: MaskingKey = key
    ) throws -> String? {
        try mask(column(transform), [text], key: key).texts[0]
    }
}
