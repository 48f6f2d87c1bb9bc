extension ConditionLiteral {
    /// Why a column of this type can't be compared with the literal; `nil` when it can.
    func mismatch(with typeClass: ColumnTypeClass) -> String? {
        switch (self, typeClass) {
        case (.number, .integer), (.number, .number), (.boolean, .boolean): nil
        case (.text, .integer), (.text, .number): "is \(typeClass.name); write the number bare"
        case (.text, .boolean): "is \(typeClass.name); write true or false"
        case (.text, _): nil
        case (.number, _): "is \(typeClass.name); put the number in single quotes"
        case (.boolean, _): "is \(typeClass.name), not a boolean; put the word in single quotes"
        }
    }
}

extension RowCondition {
    /// The condition as cells of `character(n)` columns compare: their blanks at the end are
    /// written out.
    func padded(_ widths: [String: Int]) -> RowCondition {
        switch self {
        case .equals(let column, .text(let text)):
            let missing = max(0, (widths[column] ?? 0) - text.unicodeScalars.count)
            return .equals(
                column: column, .text(text + String(repeating: " ", count: missing)))
        case .equals, .isNull: return self
        case .not(let inner): return .not(inner.padded(widths))
        case .and(let left, let right): return .and(left.padded(widths), right.padded(widths))
        case .or(let left, let right): return .or(left.padded(widths), right.padded(widths))
        }
    }
}
