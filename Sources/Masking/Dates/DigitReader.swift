/// A position in a cell that reads runs of digits and separators of dates, front to back.
struct DigitReader {
    struct Number {
        var value: Int
        /// Digits as written, leading zeros included.
        var width: Int
    }

    private(set) var position = 0

    /// A run of 1 to `limit` digits that ends there; `nil` for none or a longer one.
    mutating func takeNumber(_ cell: Span<UInt8>, atMost limit: Int) -> Number? {
        var number = Number(value: 0, width: 0)
        while position < cell.count, cell[position].isDigit {
            guard number.width < limit else { return nil }
            number.value = number.value * 10 + Int(cell[position] - UInt8(ascii: "0"))
            number.width += 1
            position += 1
        }
        return number.width == 0 ? nil : number
    }

    mutating func take(_ byte: UInt8, from cell: Span<UInt8>) -> Bool {
        guard position < cell.count, cell[position] == byte else { return false }
        position += 1
        return true
    }

    /// `-`, `/` or `.`, the separators of dates.
    mutating func takeSeparator(_ cell: Span<UInt8>) -> UInt8? {
        guard position < cell.count else { return nil }
        switch cell[position] {
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."):
            position += 1
            return cell[position - 1]
        default: return nil
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isUpper: Bool { self &- UInt8(ascii: "A") < 26 }
    var isLower: Bool { self &- UInt8(ascii: "a") < 26 }
    var isLetter: Bool { (self | 0x20).isLower }
    /// Blank, tab or line end.
    var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
}
