/// Counts of a masking run, column by column; never a value. Tallies of workers add up.
package struct MaskTally: Sendable, Equatable {
    /// Aligned with `MaskPlan.columns`.
    package var columns: [ColumnTally]

    package init(columnCount: Int) {
        columns = Array(repeating: ColumnTally(), count: columnCount)
    }

    /// Adds the counts of another worker or chunk of the same plan.
    package mutating func add(_ other: MaskTally) {
        precondition(columns.count == other.columns.count, "tallies of different plans")
        for index in columns.indices { columns[index].add(other.columns[index]) }
    }

    /// Adds only the cells that didn't fit in an earlier stage over the same rows.
    package mutating func addUnfit(_ other: MaskTally) {
        for index in columns.indices { columns[index].addUnfit(other.columns[index]) }
    }
}

/// Why a cell couldn't be masked and was redacted.
package enum UnfitReason: Int, Sendable, CaseIterable {
    /// Not of the form that the transform takes.
    case format
    /// A number or date outside what the type or transform can hold.
    case range
    /// The entity of a date shift is NULL.
    case missingEntity
    /// The span finder hit its match limit, so the cell's contents are unknown.
    case undecided
    /// A JSON document that doesn't parse, or not UTF-8.
    case malformed
    /// A JSON path that the plan doesn't name.
    case unknownPath
    /// The masked value is longer than the column's type takes.
    case width
    /// The file of a lookup says nothing of the value.
    case noEntry
    /// What a file, template or program gave is no value of the column's type.
    case type

    /// How reports and the manifest write it.
    package var name: String {
        switch self {
        case .format: "format"
        case .range: "range"
        case .missingEntity: "missing-entity"
        case .undecided: "undecided"
        case .malformed: "malformed"
        case .unknownPath: "unknown-path"
        case .width: "width"
        case .noEntry: "no-entry"
        case .type: "type"
        }
    }
}

/// What became of the cells of one column.
package struct ColumnTally: Sendable, Equatable {
    package var rows = 0
    package var nulls = 0
    /// Cells that a transform rewrote; unfit and kept ones don't count.
    package var masked = 0
    /// Kept cells that the guard had to mask.
    package var guardHits = 0
    /// Spans of text masked by their label's transform, and spans replaced by `[REDACTED]`.
    package var maskedSpans = 0
    package var redactedSpans = 0
    /// Masked cells whose output equals their own input.
    package var fixedPoints = 0
    /// Cells redacted because the transform couldn't take them, by `UnfitReason.rawValue`. A JSON
    /// cell counts once for every leaf.
    private var unfitByReason = [Int](repeating: 0, count: UnfitReason.allCases.count)

    package init() {}

    /// Cells that didn't fit for this reason.
    package func unfit(_ reason: UnfitReason) -> Int { unfitByReason[reason.rawValue] }

    package var unfitTotal: Int { unfitByReason.reduce(0, +) }

    /// The share of non-NULL cells that were unfit, to be held against the plan's maximum; no more
    /// than 1, though documents may have more unfit leaves than there are cells.
    package var unfitShare: Double {
        rows == nulls ? 0 : min(1, Double(unfitTotal) / Double(rows - nulls))
    }

    /// As in a message: `12 of 100 cells`; a document may count more than once.
    package var unfitText: String {
        let cells = rows - nulls
        return unfitTotal > cells
            ? "\(unfitTotal) values in \(cells) cells" : "\(unfitTotal) of \(cells) cells"
    }

    /// Counts one cell that didn't fit.
    package mutating func countUnfit(_ reason: UnfitReason) { unfitByReason[reason.rawValue] += 1 }

    /// Adds another worker's counts of the same column.
    package mutating func add(_ other: ColumnTally) {
        rows += other.rows
        nulls += other.nulls
        masked += other.masked
        guardHits += other.guardHits
        maskedSpans += other.maskedSpans
        redactedSpans += other.redactedSpans
        fixedPoints += other.fixedPoints
        addUnfit(other)
    }

    fileprivate mutating func addUnfit(_ other: ColumnTally) {
        for index in unfitByReason.indices { unfitByReason[index] += other.unfitByReason[index] }
    }
}
