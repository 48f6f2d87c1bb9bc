import Cryptography
import Masking
import Primitives

extension BenchmarkCommand {
    static let verification = BenchmarkCommand(
        name: "verification", summary: "what watching a masking run and checking its output cost"
    ) { arguments in
        try VerificationBenchmark().run(arguments)
    }
}

/// Twelve kept and five masked columns, 4,096 rows a batch, 15 bytes a cell.
private struct VerificationBenchmark {
    private let rowCount = 4_096
    private let passes = 128
    private let columnCount = 17
    private let maskedCount = 5

    func run(_ arguments: [String]) throws {
        let key = try MaskingKey.random()
        let plan = MaskPlan(columns: (0..<columnCount).map(column))
        var random = SeededGenerator(seed: 5)
        let batches = (0..<passes).map { _ in (batch(&random), batch(&random)) }
        let cells = rowCount * passes
        let bytes = batches.reduce(0) { $0 + $1.0.columns.reduce(0) { $0 + $1.bytes.count } }
        var report = BenchmarkReport(name: "verification")
        report.add(
            .take("record one row while masking", operations: cells, bytes: bytes) {
                hold(record(plan, batches, key))
            })
        let verifier = try OutputVerifier(
            plan: plan, record: record(plan, batches, key), key: key)
        report.add(
            .take("check one row, text included", operations: cells, bytes: bytes) {
                var scratch = verifier.makeScratch()
                for (_, output) in batches { verifier.check(output: output, scratch: &scratch) }
            })
        try report.finish(arguments)
    }

    private func column(_ index: Int) -> PlannedColumn {
        PlannedColumn(
            reference: ColumnReference(schema: "public", relation: "t", column: "c\(index)"),
            domain: "c",
            transform: index < maskedCount ? .alphanumeric : .keep(unguardedReason: nil))
    }

    private func record(
        _ plan: MaskPlan, _ batches: [(RowBatch, RowBatch)], _ key: MaskingKey
    ) -> VerificationRecord {
        let recorder = VerificationRecorder(plan: plan, key: key)
        var scratch = recorder.makeScratch()
        for (source, output) in batches {
            recorder.observe(source: source, output: output, scratch: &scratch)
        }
        return recorder.finish()
    }

    private func batch(_ random: inout SeededGenerator) -> RowBatch {
        var batch = RowBatch(columnCount: columnCount)
        for column in 0..<columnCount {
            for _ in 0..<rowCount {
                let word = String(random.next(), radix: 36) + "0000000"
                batch.columns[column].append("\(word.prefix(9)) \(word.prefix(5))")
            }
        }
        return batch
    }
}
