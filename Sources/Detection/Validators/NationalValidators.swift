extension Validator {
    /// Checks of national identifiers; `nil` when the validator isn't one of these.
    func checkNational(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .usSSN: Self.isSSN(cell)
        default: nil
        }
    }

    /// US social security number: structure only (SSA, ranges never issued). Decides nothing alone.
    private static func isSSN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9) else { return false }
        let area = text.number(0..<3)
        return area != 0 && area != 666 && area < 900 && text.number(3..<5) != 0
            && text.number(5..<9) != 0
    }
}
