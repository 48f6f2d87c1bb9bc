internal import Primitives

extension RowCondition {
    /// Which rows of a batch are taken.
    ///
    /// - Parameter positions: of the columns by name.
    func rows(of batch: borrowing RowBatch, at positions: [String: Int]) -> [Bool] {
        truths(of: batch, at: positions).map { $0 == .true }
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

    private func truths(of batch: borrowing RowBatch, at positions: [String: Int]) -> [Truth] {
        switch self {
        case .not(let inner): return inner.truths(of: batch, at: positions).map(\.negated)
        case .and(let left, let right):
            return zip(
                left.truths(of: batch, at: positions), right.truths(of: batch, at: positions)
            ).map { min($0, $1) }
        case .or(let left, let right):
            return zip(
                left.truths(of: batch, at: positions), right.truths(of: batch, at: positions)
            ).map { max($0, $1) }
        case .isNull(let column):
            guard let position = positions[column] else { return [] }
            let cells = batch.columns[position]
            return (0..<cells.count).map { Truth(cells.isNull($0)) }
        case .equals(let column, let literal):
            guard let position = positions[column] else { return [] }
            let cells = batch.columns[position]
            return (0..<cells.count).map { row in
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
