package import Cryptography
package import Primitives
internal import Synchronization

/// Watches a masking run, so that `verify` can prove later that no source value survived.
///
/// Workers call `observe` with a scratch of their own; what the recorder ends with depends neither
/// on the number of workers nor on how the rows were cut into batches.
package final class VerificationRecorder: Sendable {
    /// Memory for all sketches together.
    static let sketchBytes = 32 << 20
    static let maximumSketchCapacity = 1 << 17

    let key: FingerprintKey
    let keyID: String
    private let layout: VerificationLayout
    private let hasOutput: Bool
    private let state: Mutex<[ColumnRecord]>

    /// - Parameter hasOutput: false to read only the source again (`verify --source`).
    package init(plan: MaskPlan, key: MaskingKey, hasOutput: Bool = true) {
        self.hasOutput = hasOutput
        self.key = FingerprintKey(key: key)
        keyID = key.id
        layout = VerificationLayout(plan)
        state = Mutex(Self.emptyRecords(layout))
    }

    private static func emptyRecords(_ layout: VerificationLayout) -> [ColumnRecord] {
        let capacity = sketchCapacity(layout)
        return layout.slots.map {
            ColumnRecord(
                reference: $0.reference.description, isSketched: $0.replacesCells,
                sketchCapacity: capacity)
        }
    }

    /// The largest power of two that keeps all sketches within their memory.
    private static func sketchCapacity(_ layout: VerificationLayout) -> Int {
        let count = layout.slots.count { $0.replacesCells }
        let fitting = sketchBytes / (2 * MemoryLayout<UInt64>.size * max(1, count))
        var capacity = maximumSketchCapacity
        while capacity > fitting && capacity > 2 { capacity /= 2 }
        return capacity
    }

    /// A worker's own space.
    package func makeScratch() -> RecorderScratch {
        RecorderScratch(
            records: Self.emptyRecords(layout), forms: layout.slots.map(CellForm.init))
    }

    /// Takes note of one batch before and after masking; columns aligned with the plan.
    ///
    /// - Parameter output: `nil` exactly when the recorder was told that there is none.
    package func observe(
        source: RowBatch, output: RowBatch?, scratch: inout RecorderScratch
    ) {
        precondition(source.columns.count == layout.columnCount, "a batch of another plan")
        precondition(hasOutput == (output != nil), "an output where one was promised")
        for index in source.columns.indices {
            let after = output?.columns[index]
            scratch.observe(index, source: source.columns[index], output: after, key: key)
            observeLeaves(index, source: source.columns[index], output: after, &scratch)
        }
        state.withLock { records in
            for index in records.indices {
                records[index].merge(scratch.records[index])
                records[index].sketch.insert(scratch.candidates[index])
                scratch.reset(index, threshold: records[index].sketch.threshold)
            }
        }
    }

    /// The leaves of a document column, path by path, where whole leaves are replaced.
    private func observeLeaves(
        _ column: Int, source: CellBatch, output: CellBatch?, _ scratch: inout RecorderScratch
    ) {
        guard let document = layout.documents[column],
            document.slots.contains(where: { layout.slots[$0].replacesCells })
        else { return }
        let before = document.gather(source)
        let after = output.map(document.gather)
        for (position, slot) in document.slots.enumerated()
        where layout.slots[slot].replacesCells {
            scratch.observe(slot, source: before[position], output: after?[position], key: key)
        }
    }

    /// Everything seen so far.
    package func finish() -> VerificationRecord {
        let columns = state.withLock { records in
            for index in records.indices { records[index].compact() }
            return records
        }
        return VerificationRecord(keyID: keyID, hasOutput: hasOutput, columns: columns)
    }
}

/// What a masking run remembers for `verify`; `SketchFile` writes it.
package struct VerificationRecord: Sendable, Equatable {
    /// The id of the key it was recorded under.
    package let keyID: String
    /// False when only the source was at hand, so that the output's cells can't be compared.
    let hasOutput: Bool
    let columns: [ColumnRecord]
}
