import Cryptography
import Masking
import Primitives

/// Simulated masking runs: values in, values out, and what verification makes of them.
enum VerificationFixture {
    static func key(_ byte: UInt8 = 7) throws -> MaskingKey {
        let bytes = [UInt8](repeating: byte, count: MaskingKey.byteCount)
        return try MaskingKey(secret: SecretBytes(copying: bytes.span))
    }

    static func column(
        _ name: String, _ transform: MaskTransform, type: String = "text"
    ) -> PlannedColumn {
        PlannedColumn(
            reference: ColumnReference(schema: "public", relation: "t", column: name), type: type,
            domain: name, transform: transform)
    }

    /// Batches of at most `size` rows of the columns.
    static func batches(_ columns: [[String?]], size: Int = 1000) -> [RowBatch] {
        stride(from: 0, to: columns[0].count, by: size).map { start in
            RowBatch(
                columns: columns.map { column in
                    CellBatch(texts: Array(column[start..<min(start + size, column.count)]))
                })
        }
    }

    static func record(
        _ plan: MaskPlan, source: [[String?]], output: [[String?]], size: Int = 1000,
        key: MaskingKey
    ) -> VerificationRecord {
        let recorder = VerificationRecorder(plan: plan, key: key)
        var scratch = recorder.makeScratch()
        for (before, after) in zip(batches(source, size: size), batches(output, size: size)) {
            recorder.observe(source: before, output: after, scratch: &scratch)
        }
        return recorder.finish()
    }

    /// The bytes of `OUT.verify`.
    static func file(_ record: VerificationRecord, key: MaskingKey) -> [UInt8] {
        var bytes: [UInt8] = []
        SketchFile.encode(record, key: key) { bytes += $0 }
        return bytes
    }

    static func verdict(
        _ plan: MaskPlan, source: [[String?]], output: [[String?]], shipped: [[String?]]? = nil,
        rescan: [RescanFinding]? = [], quasiIdentifiers: [ColumnReference] = []
    ) throws -> ShipVerdict {
        let key = try key()
        let verifier = try OutputVerifier(
            plan: plan, record: record(plan, source: source, output: output, key: key), key: key,
            quasiIdentifiers: quasiIdentifiers)
        var scratch = verifier.makeScratch()
        for batch in batches(shipped ?? output) { verifier.check(output: batch, scratch: &scratch) }
        return verifier.finish(rescan: rescan)
    }

    static func email(_ number: Int) -> String { "person.\(number)@mail\(number % 7).org" }

    static func masked(_ number: Int) -> String { "u\(number &* 7_919 &+ 13)@domain.example" }
}
