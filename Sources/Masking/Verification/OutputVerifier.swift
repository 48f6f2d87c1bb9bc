package import Cryptography
package import Primitives
internal import Synchronization

/// Reads a masked output again and says whether it may be shipped, with numbers.
///
/// Workers call `check` with a scratch of their own; the verdict depends neither on their number
/// nor on how the rows were cut into batches.
package final class OutputVerifier: Sendable {
    let plan: MaskPlan
    let layout: VerificationLayout
    let forms: [CellForm?]
    let record: VerificationRecord
    let key: FingerprintKey
    let index: SketchIndex
    let probe: TextProbe
    let domains: [SurvivorDomain]
    /// Positions of the columns by which rows may be told apart.
    let quasiIdentifiers: [Int]
    private let state: Mutex<CheckState>

    /// What all workers have seen together.
    struct CheckState: Sendable {
        var columns: [ColumnCheck]
        var classes = FrequencySample(limit: CheckScratch.classLimit)
    }

    /// - Parameters:
    ///   - record: what masking remembered, from `VerificationRecorder` or `SketchFile`.
    ///   - quasiIdentifiers: the plan's columns that the catalog marks as such.
    /// - Throws: a record of another plan or key.
    package init(
        plan: MaskPlan, record: VerificationRecord, key: MaskingKey,
        quasiIdentifiers: [ColumnReference] = []
    ) throws(VerificationError) {
        let layout = VerificationLayout(plan)
        try Self.compare(layout, record)
        guard record.keyID == key.id else {
            throw .otherKey(file: "the record", expected: key.id, found: record.keyID)
        }
        self.plan = plan
        self.layout = layout
        forms = layout.slots.map(CellForm.init)
        self.record = record
        let fingerprints = FingerprintKey(key: key)
        self.key = fingerprints
        index = SketchIndex(
            record.columns, neutral: NeutralValues.fingerprints(plan, fingerprints))
        domains = zip(layout.slots, record.columns).map { SurvivorDomain($0.transform, record: $1) }
        probe = TextProbe(record.columns, domains, layout.slots.map(\.transform))
        self.quasiIdentifiers = plan.columns.indices.filter {
            quasiIdentifiers.contains(plan.columns[$0].reference)
        }
        state = Mutex(
            CheckState(
                columns: [ColumnCheck](repeating: ColumnCheck(), count: layout.slots.count)))
    }

    private static func compare(
        _ layout: VerificationLayout, _ record: VerificationRecord
    ) throws(VerificationError) {
        let planned = layout.slots.map(\.reference.description)
        let recorded = record.columns.map(\.reference)
        let missing = planned.first { !recorded.contains($0) }
        if let missing { throw .otherPlan(column: missing, reason: "wasn't in the mask run") }
        let extra = recorded.first { !planned.contains($0) }
        if let extra { throw .otherPlan(column: extra, reason: "was masked and isn't planned") }
        for (column, record) in zip(layout.slots, record.columns)
        where column.reference.description != record.reference
            || column.replacesCells != record.isSketched
        {
            throw .otherPlan(column: record.reference, reason: "was masked otherwise")
        }
    }

    /// A worker's own space.
    package func makeScratch() -> CheckScratch { CheckScratch(columns: layout.slots.count) }

    /// Takes note of one batch of the output; columns aligned with the plan.
    package func check(output: RowBatch, scratch: inout CheckScratch) {
        precondition(output.columns.count == plan.columns.count, "a batch of another plan")
        for column in output.columns.indices {
            scratch.check(column, output.columns[column], self)
        }
        scratch.countClasses(output, self)
        state.withLock { state in
            for column in state.columns.indices {
                state.columns[column].merge(scratch.columns[column])
            }
            state.classes.merge(scratch.classes)
        }
        scratch.clear()
    }

    /// The verdict on everything checked so far.
    ///
    /// - Parameter rescan: what the engine says about the output's columns and paths; `nil` when
    ///   nobody looked, which the verdict says.
    package func finish(rescan: [RescanFinding]?) -> ShipVerdict {
        let seen = state.withLock { $0 }
        let test = SurvivorTest(verifier: self, checks: seen.columns, rescan: rescan ?? [])
        return ShipVerdict(
            columns: layout.readingOrder.map { test.result($0) }, isRescanned: rescan != nil,
            anonymity: AnonymityReport(seen.classes))
    }
}
