import Cryptography
import Detection
import Masking
import Primitives
import Scanning

/// Lines of chat through `text` with every rule on, beside the search for spans alone: what is over
/// it is masking's own.
struct MaskTextBenchmark {
    private static let search = "text: the search for spans alone"
    private static let byteCount = 4_000_000
    private static let rowsPerBatch = 1_000

    private let rules: RuleSet
    private let batches: [CellBatch]

    init() throws {
        rules = try RuleFolder.load().ruleSet
        var text = ChatText(seed: 3)
        let lines = text.lines(bytes: Self.byteCount).split(separator: 10)
        batches = stride(from: 0, to: lines.count, by: Self.rowsPerBatch).map { first in
            var batch = CellBatch()
            for line in lines[first..<min(first + Self.rowsPerBatch, lines.count)] {
                batch.append(line)
            }
            return batch
        }
    }

    func measure(
        _ key: MaskingKey, _ surrogates: SurrogateLists, into report: inout BenchmarkReport
    ) throws {
        report.add(search())
        report.add(try mask(key, surrogates), floor: Self.search)
    }

    private var byteCount: Int { batches.reduce(0) { $0 + $1.bytes.count } }

    private func search() -> Measurement {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        return .take(Self.search, operations: byteCount, bytes: byteCount, runs: 5) {
            for batch in batches {
                for row in 0..<batch.count {
                    batch.withCell(row) { hold(finder.find(in: $0, scratch: &scratch)) }
                }
            }
        }
    }

    private func mask(
        _ key: MaskingKey, _ surrogates: SurrogateLists
    ) throws -> Measurement {
        let column = PlannedColumn(
            reference: ColumnReference(schema: "b", relation: "b", column: "text"),
            domain: "benchmark", transform: .text)
        let masker = try RowMasker(
            plan: MaskPlan(columns: [column], spans: spans), key: key, rules: rules,
            surrogates: surrogates)
        var output = RowBatch(columnCount: 1)
        var scratch = masker.makeScratch()
        let measured = try Measurement.take(
            "text", operations: byteCount, bytes: byteCount, runs: 5
        ) {
            for batch in batches {
                try masker.mask(RowBatch(columns: [batch]), into: &output, scratch: &scratch)
            }
        }
        precondition(scratch.tally.columns[0].maskedSpans > 0, "no span was masked")
        return measured
    }

    /// What a fresh plan says of the labels that the chat holds.
    private var spans: [String: MaskPlan.SpanTransform] {
        var spans: [String: MaskPlan.SpanTransform] = [:]
        for rule in rules.rules where rule.isSensitive {
            let transform: MaskTransform =
                switch rule.id {
                case "contact.email": .email(.reserved)
                case let id where id.hasPrefix("contact.phone"): .phone()
                case let id where id.hasPrefix("person.name"):
                    .name(part: .full, unique: false)
                case "fin.card.pan": .card(.brand)
                default: .secret
                }
            spans[rule.id] = .init(transform: transform, domain: rule.id)
        }
        return spans
    }
}
