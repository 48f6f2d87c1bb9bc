import Cryptography
import Detection
import Masking
import Primitives

extension BenchmarkCommand {
    static let mask = BenchmarkCommand(
        name: "mask",
        summary: "[TRANSFORM …]: transforms through RowMasker, beside their floors and peers"
    ) { arguments in
        try MaskBenchmark().run(arguments)
    }
}

/// Batches of 4,096 cells, 1 % of them NULL and 1 % unfit, through the masker's own entry; without
/// a TRANSFORM all of them, and then the peers.
private struct MaskBenchmark {
    private static let cellCount = 4_096
    private static let passes = 16

    private struct Work {
        var transform: MaskTransform
        var type = "text"
        /// What tells it apart from others of the transform.
        var note: String?
        var floor: CryptographyFloor
        /// Rows that share an entity.
        var rowsPerEntity = 1
        var value: (Int) -> String

        var name: String {
            transform.name + (note.map { ", " + $0 } ?? "")
                + (rowsPerEntity > 1 ? ", \(rowsPerEntity) rows an entity" : "")
        }
    }

    private static func address(_ row: Int) -> String { "user\(row)@mail.example.org" }
    private static func date(_ row: Int) -> String { "20\(10 + row % 89)-05-17" }

    private let drawn: [Work] = [
        Work(transform: .keep(unguardedReason: "floor"), floor: .keyedHash, value: address),
        Work(transform: .token, floor: .blocks(4), value: address),
        Work(transform: .hash(length: 64), floor: .keyedHash, value: address),
        Work(transform: .email(.reserved), floor: .blocks(3), value: address),
        Work(transform: .username, floor: .blocks(1)) { "user_\($0)" },
        Work(transform: .url, floor: .keyedHash) {
            "https://www.site\($0 % 99).org/page/\($0)?q=\($0)"
        },
        Work(transform: .name(part: .full, unique: false), floor: .blocks(2)) {
            "Mary\($0 % 2 == 0 ? "" : "anne") Smith"
        },
        Work(
            transform: .name(part: .full, unique: true), note: "unique", floor: .blocks(3),
            value: { "Mary\($0 % 2 == 0 ? "" : "anne") Smith" }),
        Work(transform: .street(), floor: .blocks(1)) { "\($0) Main Street" },
        Work(transform: .city(), floor: .blocks(1)) { $0 % 2 == 0 ? "Springfield" : "Paris" },
        Work(
            transform: .persona(PersonaView(entity: "id", part: .full)), floor: .keyedHash,
            value: { _ in "Mary Smith" }),
        Work(transform: .dateShift(entity: "id", days: 365), floor: .keyedHash, value: date),
        Work(
            transform: .dateShift(entity: "id", days: 365), floor: .keyedHash, rowsPerEntity: 8,
            value: date),
        Work(transform: .dateTruncate(to: .month), floor: .keyedHash, value: date),
        Work(transform: .secret, floor: .keyedHash) {
            "sk_live_4eC39HqLyjWDarjtT1\(100_000 + $0)"
        },
    ]

    private let permuted: [Work] = [
        Work(transform: .digits, floor: .blocks(10)) { "\(1_000_000_000_000_000 + $0 * 7919)" },
        Work(transform: .alphanumeric, floor: .blocks(10)) { "AB-\(100_000 + $0)-x" },
        Work(transform: .card(.bin6), floor: .blocks(10)) {
            "4111 1111 11\(10 + $0 % 89) 1\(100 + $0 % 899)"
        },
        Work(transform: .ssn, floor: .blocks(10)) {
            "123-4\($0 % 9 + 1)-\(1000 + $0 % 8999)"
        },
        Work(transform: .phone(), floor: .blocks(10)) { "+1 415 555 \(1000 + $0 % 8999)" },
        Work(transform: .ip, floor: .blocks(16)) { "10.\($0 % 255).\($0 % 199).7" },
        Work(transform: .mac(), floor: .blocks(10)) { "00:1b:44:11:3a:\(10 + $0 % 89)" },
        Work(transform: .uuid, floor: .blocks(10)) {
            "550e8400-e29b-41d4-a716-4466554\(40_000 + $0)"
        },
        Work(
            transform: .rank(size: DecimalNumber(1_000)), type: "bigint", floor: .blocks(1),
            value: { "\($0 * 31 + 7)" }),
        Work(transform: .permute, type: "bigint", floor: .blocks(10)) { "\($0 * 31 + 7)" },
        Work(transform: .iban, floor: .blocks(10)) { "GB82WEST123456987\(10_000 + $0)" },
        Work(transform: .iban, note: "check digits inside", floor: .blocks(10)) {
            "FR762004101005\(10_000 + $0)13M02606"
        },
    ]

    func run(_ arguments: [String]) throws {
        let key = try MaskingKey(text: fixedKeyLine)
        let wanted = arguments.filter { !$0.hasPrefix("-") }
        let works = (drawn + permuted).filter {
            wanted.isEmpty || wanted.contains($0.transform.name)
        }
        var report = BenchmarkReport(name: "mask")
        let cells = batch(drawn[0])
        let floors: [CryptographyFloor] = [
            .blocks(1), .blocks(2), .blocks(3), .blocks(4), .blocks(10), .blocks(16), .keyedHash,
        ]
        for floor in floors where works.contains(where: { $0.floor == floor }) {
            report.add(floor.measure(cells, passes: Self.passes, key: key))
        }
        for work in works { report.add(try measure(work, key), floor: work.floor.name) }
        if wanted.isEmpty || wanted.contains("text") {
            let surrogates = try SurrogateLists(files: Self.surrogates)
            try MaskTextBenchmark().measure(key, surrogates, into: &report)
        }
        if wanted.isEmpty { for row in try MaskPeers.measure() { report.add(row) } }
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

    private func measure(_ work: Work, _ key: MaskingKey) throws -> Measurement {
        var columns = [column("b", type: work.type, work.transform)]
        var batches = [batch(work)]
        if let entity = work.transform.entity {
            columns[0].entityColumn = 1
            columns.append(column(entity, type: "bigint", .keep(unguardedReason: "entity")))
            batches.append(
                CellBatch(texts: (0..<Self.cellCount).map { "\($0 / work.rowsPerEntity)" }))
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
            work.name, operations: Self.cellCount * Self.passes,
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
