/// Plain text in columns that never exceed a width: no colours, no control characters.
///
/// Pure rendering; what prints it decides about terminals.
package struct TextTable: Sendable {
    /// How a column of the table is laid out.
    package struct Layout: Sendable {
        package var title: String
        /// Widest the column may get, in terminal cells.
        package var limit: Int
        /// Numbers line up on the right.
        package var isNumber: Bool

        package init(_ title: String, limit: Int, isNumber: Bool = false) {
            self.title = title
            self.limit = limit
            self.isNumber = isNumber
        }
    }

    private let layouts: [Layout]
    private var rows: [[String]] = []

    /// - Precondition: limits and two blanks between columns add up to at most 80.
    package init(_ layouts: [Layout]) {
        let width = layouts.reduce(2 * (layouts.count - 1)) { $0 + $1.limit }
        precondition(width <= 80, "a table fits 80 columns")
        self.layouts = layouts
    }

    /// Adds a line with a cell for every column.
    package mutating func append(_ row: [String]) {
        precondition(row.count == layouts.count)
        rows.append(row.map(Self.printable))
    }

    /// The title line and every row, each ended by a newline; trailing blanks are dropped.
    package func text(titles: Bool = true) -> String {
        let lines = (titles ? [layouts.map(\.title)] : []) + rows
        let widths = layouts.indices.map { column in
            min(layouts[column].limit, lines.map { Self.width($0[column]) }.max() ?? 0)
        }
        return lines.map { line($0, widths) + "\n" }.joined()
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        var text = ""
        for column in row.indices {
            let cell = Self.truncated(row[column], to: widths[column])
            let pad = String(repeating: " ", count: widths[column] - Self.width(cell))
            text += (column == 0 ? "" : "  ") + (layouts[column].isNumber ? pad + cell : cell + pad)
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The text with control characters replaced, so that a name can't steer a terminal.
    package static func printable(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        if isPlain { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.value < 0xA0)
            let isDirection =
                (0x200B...0x200F).contains(scalar.value)
                || (0x2028...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
            result.unicodeScalars.append(isControl || isDirection ? "\u{FFFD}" : scalar)
        }
        return result
    }

    /// Terminal cells a text takes: two for East Asian wide characters and emoji, else one.
    package static func width(_ text: String) -> Int {
        text.reduce(0) { $0 + ($1.unicodeScalars.first.map(isWide) == true ? 2 : 1) }
    }

    /// The text cut in its middle so that it takes at most `limit` cells: names tell at both ends.
    package static func truncated(_ text: String, to limit: Int) -> String {
        guard width(text) > limit else { return text }
        guard limit > 1 else { return String(repeating: "…", count: limit) }
        let head = (limit - 1) / 2
        let tail = limit - 1 - head
        return String(prefix(text, cells: head)) + "…"
            + String(String(prefix(String(text.reversed()), cells: tail)).reversed())
    }

    private static func prefix(_ text: String, cells: Int) -> Substring {
        var taken = 0
        return text.prefix { character in
            taken += width(String(character))
            return taken <= cells
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension Double {
    /// The number with exactly `digits` decimals, rounded half away from zero: `0.9500`.
    package func fixed(_ digits: Int) -> String {
        guard isFinite, magnitude < 1e12 else { return "\(self)" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let units = Int64((magnitude * scale).rounded())
        let whole = units / Int64(scale)
        let sign = self < 0 && units != 0 ? "-" : ""
        guard digits > 0 else { return sign + String(whole) }
        let decimals = String(units % Int64(scale))
        return sign + "\(whole)." + String(repeating: "0", count: digits - decimals.count)
            + decimals
    }
}
