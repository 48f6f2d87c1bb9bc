/// Which rows a transform is for: what `when = "country = 'DE' and not closed is null"` says.
///
/// A closed language: `=`, `<>`, `in (…)`, `is null`, `is not null`, `and`, `or`, `not` and
/// brackets over columns of the row and literals. Values are what the source holds, NULL is
/// unknown as in SQL, and a row is taken when the whole is true.
package indirect enum RowCondition: Sendable, Hashable {
    case equals(column: String, ConditionLiteral)
    case isNull(column: String)
    case not(RowCondition)
    case and(RowCondition, RowCondition)
    case or(RowCondition, RowCondition)

    /// The columns it asks for, by name.
    var columns: Set<String> {
        switch self {
        case .equals(let column, _), .isNull(let column): [column]
        case .not(let inner): inner.columns
        case .and(let left, let right), .or(let left, let right):
            left.columns.union(right.columns)
        }
    }

    /// The comparisons with a literal, for the type check.
    var comparisons: [(column: String, literal: ConditionLiteral)] {
        switch self {
        case .equals(let column, let literal): [(column, literal)]
        case .isNull: []
        case .not(let inner): inner.comparisons
        case .and(let left, let right), .or(let left, let right):
            left.comparisons + right.comparisons
        }
    }
}

/// A value in a condition.
package enum ConditionLiteral: Sendable, Hashable {
    /// `'text'`, quotes doubled inside.
    case text(String)
    /// `42` or `-1.50`; equal to `42.0` and `-1.5`.
    case number(DecimalNumber)
    /// `true` or `false`.
    case boolean(Bool)
}

/// Why a condition can't be read; `offset` counts bytes of its text from 0.
struct ConditionError: Error, Equatable {
    let offset: Int
    let problem: String
}
