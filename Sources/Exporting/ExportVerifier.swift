package import Cryptography
package import Detection
package import Masking
package import Primitives

/// Reads an export again and says whether it may be shipped; see `OutputVerifier`.
///
/// Needs no source: the record beside the output remembers enough.
package struct ExportVerifier: Sendable {
    private let plan: MaskPlan
    private let rules: RuleSet
    private let verifier: OutputVerifier

    /// - Parameter quasiIdentifiers: columns that the catalog marks as such.
    /// - Throws: a `VerificationError` when the record is of another plan or key.
    package init(
        plan: MaskPlan, record: VerificationRecord, key: MaskingKey, rules: RuleSet,
        quasiIdentifiers: [ColumnReference] = []
    ) throws(VerificationError) {
        self.plan = plan
        self.rules = rules
        verifier = try OutputVerifier(
            plan: plan, record: record, key: key, quasiIdentifiers: quasiIdentifiers)
    }

    /// Checks every row, then lets the engine judge a spread sample of them.
    ///
    /// - Throws: a `FormatError` or `ExportError` when the output can't be read as its manifest
    ///   says, `ExportError.interrupted` when `isCancelled` answers true.
    package func run(
        _ reader: OutputReader, isCancelled: () -> Bool = { false }
    ) throws -> ShipVerdict {
        var batch = RowBatch(columnCount: plan.columns.count)
        var scratch = verifier.makeScratch()
        var sample = RescanSample(plan)
        while try reader.next(into: &batch) {
            if isCancelled() { throw ExportError.interrupted }
            verifier.check(output: batch, scratch: &scratch)
            sample.add(batch)
        }
        return verifier.finish(rescan: rescan(sample))
    }

    private func rescan(_ sample: RescanSample) -> [RescanFinding] {
        let samples = sample.samples()
        let verdicts = ColumnClassifier(rules).classify(relation: samples.map(\.sample))
        return zip(samples, verdicts).map { entry, verdict in
            RescanFinding(column: entry.column.reference, verdict: verdict) {
                rules[$0]?.sensitivity ?? .none
            }
        }
    }
}
