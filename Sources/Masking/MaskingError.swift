package import Primitives

/// Why masking can't start or go on. No message holds a cell value.
package enum MaskingError: Error, Sendable, Equatable {
    /// A column's plan can't be compiled: what is wrong and what to do.
    case badColumn(ColumnReference, String)
    /// A cell its transform can't take, in a column with `unfit = "refuse"`. `row` counts from 1
    /// within the run's current batch.
    case unfitCell(ColumnReference, row: Int, UnfitReason)
    /// A JSON path that the plan doesn't name, with `unknown = "refuse"`.
    case unknownPath(ColumnReference, row: Int)
    /// The batch has another number of columns than the plan.
    case columnCount(expected: Int, found: Int)
    /// An external command failed: why.
    case external(ColumnReference, ExternalFailure)
    /// A surrogate list is missing, empty or not UTF-8.
    case badSurrogates(String, String)
}

extension MaskingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badColumn(let column, let problem): "column \(column): \(problem)"
        case .unfitCell(let column, let row, let reason):
            "column \(column): row \(row) of the chunk doesn't fit its transform"
                + " (\(reason.name)) and the plan says unfit = \"refuse\""
        case .unknownPath(let column, let row):
            "column \(column): row \(row) of the chunk has a JSON path that the plan doesn't name;"
                + " scan again or set unknown = \"redact\""
        case .columnCount(let expected, let found):
            "a row has \(found) columns and the plan \(expected)"
        case .external(let column, let failure):
            "column \(column): the external command \(failure); nothing of it was used"
        case .badSurrogates(let file, let problem): "surrogate list \(file): \(problem)"
        }
    }
}
