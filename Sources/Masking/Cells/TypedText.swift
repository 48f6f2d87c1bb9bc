/// Judges whether texts from elsewhere (a lookup's file, a template, a program) are values of a
/// column's type, so that nothing is written that the column wouldn't take.
struct TypedText: Sendable {
    private enum Form {
        case integer(ClosedRange<Int64>)
        /// Digits before the point.
        case number(limit: Int)
        case boolean, uuid, network, hardware
        case date(withTime: Bool)
    }

    private let form: Form

    /// Types that aren't text and whose values can be judged.
    static let classes: [ColumnTypeClass] = [
        .integer, .number, .boolean, .date, .uuid, .network, .hardware,
    ]

    /// `nil` for transforms that write nothing from elsewhere, and for text.
    init?(_ column: PlannedColumn) {
        switch column.transform {
        case .lookup, .template, .external: break
        default: return nil
        }
        switch ColumnTypeClass(column.type) {
        case .integer: form = .integer(Self.range(column.type))
        case .number: form = .number(limit: Self.wholeDigits(column.type))
        case .boolean: form = .boolean
        case .date: form = .date(withTime: column.type != "date")
        case .uuid: form = .uuid
        case .network: form = .network
        case .hardware: form = .hardware
        default: return nil
        }
    }

    func isValue(_ cell: Span<UInt8>) -> Bool {
        switch form {
        case .integer(let range):
            Int64(String(decoding: cell.copy, as: UTF8.self)).map(range.contains) ?? false
        case .number(let limit):
            DecimalNumber(cell) != nil && cell.digitCount(before: UInt8(ascii: ".")) <= limit
        case .boolean:
            cell.equals("t") || cell.equals("f") || cell.equals("true") || cell.equals("false")
        case .date(let withTime): Self.isDate(cell, withTime: withTime)
        case .uuid: cell.count == 36 && cell.isHexadecimal(dashes: [8, 13, 18, 23])
        case .network: IPAddressText(cell) != nil
        case .hardware: Self.isHardware(cell)
        }
    }

    /// Year first, as PostgreSQL reads it under every setting.
    private static func isDate(_ cell: Span<UInt8>, withTime: Bool) -> Bool {
        guard let text = DateText(cell, dayFirst: false),
            text.form == .yearFirst(separator: UInt8(ascii: "-"))
        else { return false }
        return withTime || text.timeStart == cell.count
    }

    private static func isHardware(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 17 || cell.count == 23 else { return false }
        for index in cell.indices {
            let isSeparator = index % 3 == 2
            guard isSeparator ? cell[index] == UInt8(ascii: ":") : cell[index].isHexadecimal else {
                return false
            }
        }
        return true
    }

    private static func range(_ type: String) -> ClosedRange<Int64> {
        switch type {
        case "smallint", "int2": -32_768...32_767
        case "integer", "int4": -2_147_483_648...2_147_483_647
        case "oid": 0...4_294_967_295
        default: .min ... .max
        }
    }

    /// Of `numeric(p,s)` p − s.
    private static func wholeDigits(_ type: String) -> Int {
        let numbers = type.split { !$0.isNumber }.compactMap { Int($0) }
        guard type.hasPrefix("numeric("), let precision = numbers.first else { return .max }
        return precision - (numbers.count > 1 ? numbers[1] : 0)
    }
}

extension Span<UInt8> {
    fileprivate var copy: [UInt8] { indices.map { self[$0] } }

    fileprivate func digitCount(before end: UInt8) -> Int {
        var count = 0
        for index in indices {
            if self[index] == end { break }
            count += self[index].isDigit ? 1 : 0
        }
        return count
    }

    fileprivate func isHexadecimal(dashes: [Int]) -> Bool {
        indices.allSatisfy { index in
            dashes.contains(index)
                ? self[index] == UInt8(ascii: "-") : self[index].isHexadecimal
        }
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool { isDigit || (self | 0x20) &- 97 < 6 }
}
