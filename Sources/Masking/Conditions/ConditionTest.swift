internal import Primitives

extension RowCondition {
    /// Which of the first `count` rows are taken.
    ///
    /// - Parameter columns: their cells by name; a name without cells is NULL in every row.
    func rows(of columns: [String: CellBatch], count: Int) -> [Bool] {
        truths(of: columns, count).map { $0 == .true }
    }

    /// Kleene's three values, in the order of their conjunction.
    private enum Truth: UInt8, Comparable {
        case `false`, unknown, `true`

        static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

        init(_ value: Bool) { self = value ? .true : .false }

        var negated: Truth {
            switch self {
            case .false: .true
            case .unknown: .unknown
            case .true: .false
            }
        }
    }

    private func truths(of columns: [String: CellBatch], _ count: Int) -> [Truth] {
        switch self {
        case .not(let inner): return inner.truths(of: columns, count).map(\.negated)
        case .and(let left, let right):
            return zip(left.truths(of: columns, count), right.truths(of: columns, count))
                .map { min($0, $1) }
        case .or(let left, let right):
            return zip(left.truths(of: columns, count), right.truths(of: columns, count))
                .map { max($0, $1) }
        case .isNull(let column):
            guard let cells = columns[column] else {
                return Array(repeating: .true, count: count)
            }
            return (0..<count).map { Truth(cells.isNull($0)) }
        case .equals(let column, let literal):
            guard let cells = columns[column] else {
                return Array(repeating: .unknown, count: count)
            }
            return (0..<count).map { row in
                if cells.isNull(row) { return .unknown }
                return cells.withCell(row) { Self.truth(of: $0, literal) }
            }
        }
    }

    /// A cell that isn't of the literal's type is neither equal nor different.
    private static func truth(of cell: Span<UInt8>, _ literal: ConditionLiteral) -> Truth {
        switch literal {
        case .text(let text): return Truth(cell.equals(Array(text.utf8)))
        case .number(let number):
            guard let value = DecimalNumber(cell) else { return .unknown }
            return Truth(value.withoutTrailingZeros == number)
        case .boolean(let value):
            if cell.equals("t") || cell.equalsFolded("true") { return Truth(value) }
            if cell.equals("f") || cell.equalsFolded("false") { return Truth(!value) }
            return .unknown
        }
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ bytes: [UInt8]) -> Bool {
        guard count == bytes.count else { return false }
        for index in indices where self[index] != bytes[index] { return false }
        return true
    }
}
