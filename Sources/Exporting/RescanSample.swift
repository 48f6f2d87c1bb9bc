internal import Detection
internal import Masking
internal import Primitives

/// Rows spread over an output of unknown length, for the engine to judge again.
///
/// Every `stride`-th row is kept; when there are twice as many as wanted, every second one goes and
/// the stride doubles. So the sample is spread evenly, bounded, and the same on every run.
struct RescanSample {
    static let rowLimit = 1000

    private let plan: MaskPlan
    private var kept: RowBatch
    private var stride = 1
    private var row = 0

    init(_ plan: MaskPlan) {
        self.plan = plan
        kept = RowBatch(columnCount: plan.columns.count)
    }

    mutating func add(_ batch: RowBatch) {
        for index in 0..<batch.rowCount {
            defer { row += 1 }
            guard row % stride == 0 else { continue }
            Self.copy(index, of: batch, to: &kept)
            if kept.rowCount >= 2 * Self.rowLimit { thin() }
        }
    }

    private mutating func thin() {
        var thinner = RowBatch(columnCount: kept.columns.count)
        for index in 0..<kept.rowCount where index % 2 == 0 {
            Self.copy(index, of: kept, to: &thinner)
        }
        kept = thinner
        stride *= 2
    }

    private static func copy(_ row: Int, of batch: RowBatch, to target: inout RowBatch) {
        for column in batch.columns.indices {
            if batch.columns[column].isNull(row) {
                target.columns[column].appendNull()
            } else {
                batch.columns[column].withCell(row) { target.columns[column].append($0) }
            }
        }
    }

    /// The samples to judge, each with the plan's column or path it belongs to.
    func samples() -> [(column: PlannedColumn, sample: ColumnSample)] {
        var samples: [(PlannedColumn, ColumnSample)] = []
        for (planned, cells) in zip(plan.columns, kept.columns) {
            if planned.paths.isEmpty {
                samples.append((planned, sample(planned, cells)))
            } else {
                samples += zip(planned.paths, DocumentLeaves(planned).gather(cells)).map {
                    ($0, sample($0, $1))
                }
            }
        }
        return samples
    }

    private func sample(_ planned: PlannedColumn, _ cells: CellBatch) -> ColumnSample {
        var context = ColumnSample.Context()
        context.schema = planned.reference.schema
        context.table = planned.reference.relation
        context.column = planned.reference.column
        context.path = planned.reference.path
        context.type = planned.type
        context.isUnique = planned.isUnique
        return ColumnSample(context: context, cells: cells)
    }
}
