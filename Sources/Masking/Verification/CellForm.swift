internal import Detection
internal import Primitives

/// What the values that a transform writes look like to whoever reads them next.
///
/// Judged by the detection engine's validators, which know nothing of how masking works.
enum CellForm: Sendable, Equatable {
    case valid(Validator)
    case card, address, phone, integer, number
    case date(dayFirst: Bool)
    /// Each cell has its own: the same digits, letters and separators at the same places.
    case template

    /// `nil` for transforms whose outputs have no form that could break.
    init?(_ column: PlannedColumn) {
        guard column.element == nil else { return nil }
        switch column.transform {
        case .digits, .alphanumeric, .postal, .plate: self = .template
        case .card: self = .card
        case .ssn: self = .valid(.usSSN)
        case .phone: self = .phone
        case .email: self = .valid(.email)
        case .ip: self = .address
        case .mac: self = .valid(.mac)
        case .uuid: self = .valid(.uuid)
        case .iban: self = .valid(.iban)
        case .permute: self = .integer
        case .identifier(let scheme): self = scheme.validator.map { .valid($0) } ?? .template
        case .noise, .round, .rank: self = .number
        case .dateShift, .dateTruncate: self = .date(dayFirst: column.dayFirst)
        default: return nil
        }
    }

    /// How the verdict calls cells of the form.
    var name: String {
        switch self {
        case .valid(.usSSN): "valid social security numbers"
        case .valid(.email): "e-mail addresses"
        case .valid(.mac): "MAC addresses"
        case .valid(.uuid): "UUIDs"
        case .valid(.iban): "valid IBANs"
        case .valid(let validator): "valid by \(validator.rawValue)"
        case .card: "valid card numbers"
        case .address: "IP addresses"
        case .phone: "telephone numbers"
        case .integer: "integers"
        case .number: "numbers"
        case .date: "dates"
        case .template: "of their template"
        }
    }

    /// How many cells have the form; NULL has none.
    func count(in cells: CellBatch) -> Int {
        var count = 0
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if cells.withCell(row, holds) { count += 1 }
        }
        return count
    }

    private func holds(_ cell: Span<UInt8>) -> Bool {
        switch self {
        case .valid(let validator): validator.isValid(cell)
        case .card: Self.digits(of: cell, limits: 12...19) { Validator.luhn.isValid($0) }
        case .address: IPAddressText(cell) != nil
        case .phone: Self.isPhone(cell)
        case .integer:
            Self.isInteger(cell.extracting((cell[0] == UInt8(ascii: "-") ? 1 : 0)..<cell.count))
        case .number: DecimalNumber(cell) != nil
        case .date(let dayFirst): DateText(cell, dayFirst: dayFirst) != nil
        case .template: true
        }
    }

    private static func isInteger(_ digits: Span<UInt8>) -> Bool {
        for index in digits.indices where !digits[index].isDigit { return false }
        return !digits.isEmpty
    }

    private static func isPhone(_ cell: Span<UInt8>) -> Bool {
        var digits: [UInt8] = []
        for index in cell.indices where cell[index].isDigit { digits.append(cell[index]) }
        return PhoneForm(cell, digits: digits[...]) != nil
    }

    /// Whether a cell of digits with blanks, dashes or dots passes, given those digits.
    private static func digits(
        of cell: Span<UInt8>, limits: ClosedRange<Int>, _ passes: (Span<UInt8>) -> Bool
    ) -> Bool {
        var digits = InlineArray<32, UInt8>(repeating: 0)
        var count = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte.isDigit, count < 32 {
                digits[count] = byte
                count += 1
            } else if byte != 0x20 && byte != UInt8(ascii: "-") && byte != UInt8(ascii: ".") {
                return false
            }
        }
        return limits.contains(count) && passes(digits.span.extracting(0..<count))
    }
}
