import Cryptography
import Detection
import Masking
import Primitives

extension BenchmarkCommand {
    static let mask = BenchmarkCommand(
        name: "mask", summary: "every transform through RowMasker, beside one HMAC a cell"
    ) { arguments in
        try MaskBenchmark().run(arguments)
    }
}

/// Batches of 4,096 cells, 1 % of them NULL and 1 % unfit, through the masker's own entry.
private struct MaskBenchmark {
    private static let cellCount = 4_096
    private static let passes = 16

    private struct Work {
        var transform: MaskTransform
        var type = "text"
        var value: (Int) -> String
    }

    private let works: [Work] = [
        Work(transform: .keep(unguardedReason: "floor")) { "user\($0)@mail.example.org" },
        Work(transform: .hash(length: 64)) { "user\($0)@mail.example.org" },
        Work(transform: .email(keepDomain: false)) { "user\($0)@mail.example.org" },
        Work(transform: .username) { "user_\($0)" },
        Work(transform: .url) { "https://www.site\($0 % 99).org/page/\($0)?q=\($0)" },
        Work(transform: .name(part: .full, unique: false)) {
            "Mary\($0 % 2 == 0 ? "" : "anne") Smith"
        },
        Work(transform: .street()) { "\($0) Main Street" },
        Work(transform: .city()) { $0 % 2 == 0 ? "Springfield" : "Paris" },
        Work(transform: .persona(PersonaView(entity: "id", part: .full))) { _ in "Mary Smith" },
        Work(transform: .dateShift(entity: "id", days: 365)) { "20\(10 + $0 % 89)-05-17" },
        Work(transform: .dateTruncate(to: .month)) { "20\(10 + $0 % 89)-05-17" },
        Work(transform: .secret) { "sk_live_4eC39HqLyjWDarjtT1\(100_000 + $0)" },
        Work(transform: .digits) { "\(1_000_000_000_000_000 + $0 * 7919)" },
        Work(transform: .alphanumeric) { "AB-\(100_000 + $0)-x" },
        Work(transform: .card(keepBIN: true)) { "4111 1111 11\(10 + $0 % 89) 1\(100 + $0 % 899)" },
        Work(transform: .ssn) { "123-4\($0 % 9 + 1)-\(1000 + $0 % 8999)" },
        Work(transform: .phone()) { "+1 415 555 \(1000 + $0 % 8999)" },
        Work(transform: .ip) { "10.\($0 % 255).\($0 % 199).7" },
        Work(transform: .mac()) { "00:1b:44:11:3a:\(10 + $0 % 89)" },
        Work(transform: .uuid) { "550e8400-e29b-41d4-a716-4466554\(40_000 + $0)" },
        Work(transform: .rank(size: DecimalNumber(1_000)), type: "bigint") { "\($0 * 31 + 7)" },
        Work(transform: .permute, type: "bigint") { "\($0 * 31 + 7)" },
        Work(transform: .iban) { "GB82WEST123456987\(10_000 + $0)" },
    ]

    func run(_ arguments: [String]) throws {
        let key = try MaskingKey(text: fixedKeyLine)
        var report = BenchmarkReport(name: "mask", floor: "HMAC-SHA256 of every cell")
        report.add(floor(key))
        for work in works { report.add(try measure(work, key)) }
        try report.finish(arguments)
    }

    private func batch(_ work: Work) -> CellBatch {
        CellBatch(
            texts: (0..<Self.cellCount).map { row in
                switch row % 100 {
                case 13: nil
                case 57: "\u{1}?"
                default: work.value(row)
                }
            })
    }

    private func floor(_ key: MaskingKey) -> Measurement {
        let hash = KeyedHash(key: key.subkey(purpose: "benchmark", domain: "mask"))
        let cells = batch(works[0])
        var digests: [UInt64] = []
        return .take(
            "HMAC-SHA256 of every cell", operations: Self.cellCount * Self.passes,
            bytes: cells.bytes.count * Self.passes
        ) {
            for _ in 0..<Self.passes { hash.leading64(of: cells, into: &digests) }
        }
    }

    private func measure(_ work: Work, _ key: MaskingKey) throws -> Measurement {
        var columns = [column("b", type: work.type, work.transform)]
        var batches = [batch(work)]
        if let entity = work.transform.entity {
            columns[0].entityColumn = 1
            columns.append(column(entity, type: "bigint", .keep(unguardedReason: "entity")))
            batches.append(CellBatch(texts: (0..<Self.cellCount).map { "\($0)" }))
        }
        let masker = try RowMasker(
            plan: MaskPlan(columns: columns), key: key, rules: RuleSet(files: []),
            surrogates: SurrogateLists(files: Self.surrogates))
        let input = RowBatch(columns: batches)
        var output = RowBatch(columnCount: columns.count)
        var scratch = masker.makeScratch()
        try masker.mask(input, into: &output, scratch: &scratch)
        precondition(output.columns[0].nullCount >= input.columns[0].nullCount)
        return try .take(
            work.transform.name, operations: Self.cellCount * Self.passes,
            bytes: input.columns[0].bytes.count * Self.passes
        ) {
            for _ in 0..<Self.passes {
                try masker.mask(input, into: &output, scratch: &scratch)
            }
        }
    }

    private func column(
        _ name: String, type: String, _ transform: MaskTransform
    ) -> PlannedColumn {
        PlannedColumn(
            reference: ColumnReference(schema: "b", relation: "b", column: name), type: type,
            domain: "benchmark", transform: transform)
    }

    /// Lists of the size of the installed ones.
    private static var surrogates: [String: [UInt8]] {
        let place = "[en-US] US, USA, United States\nPortland; OR/Oregon; 972##; +1 503-555-01##\n"
        var files = ["places.txt": Array(place.utf8), "en-US.txt": Array("# none\n".utf8)]
        for name in SurrogateLists.baseNames {
            let lines = (0..<1_500).map { "Surrogate\($0)\n" }
            files[name] = Array(lines.joined().utf8)
        }
        return files
    }
}
