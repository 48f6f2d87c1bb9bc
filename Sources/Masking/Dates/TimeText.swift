/// The time of day and zone that may follow a date: `T12:30:05.123Z`, ` 12:30`, ` 12:30:05+02`.
enum TimeText {
    /// Whether the bytes from `start` to the end are nothing, or a time of day with optional zone.
    static func isTime(_ cell: Span<UInt8>, from start: Int) -> Bool {
        if start == cell.count { return true }
        guard cell[start] == UInt8(ascii: "T") || cell[start] == UInt8(ascii: " ") else {
            return false
        }
        var cursor = start + 1
        guard take(cell, &cursor, field: 24, width: 1...2) else { return false }
        guard take(cell, &cursor, byte: UInt8(ascii: ":")),
            take(cell, &cursor, field: 59, width: 2...2)
        else { return false }
        if take(cell, &cursor, byte: UInt8(ascii: ":")) {
            guard take(cell, &cursor, field: 60, width: 2...2) else { return false }
            if take(cell, &cursor, byte: UInt8(ascii: ".")) {
                guard take(cell, &cursor, field: .max, width: 1...9) else { return false }
            }
        }
        return takeMarker(cell, &cursor) && takeZone(cell, &cursor) && cursor == cell.count
    }

    /// Appends the same time with every digit 0, for truncated dates; a zone stays.
    static func appendMidnight(_ cell: Span<UInt8>, from start: Int, into output: inout [UInt8]) {
        var inZone = false
        for index in start..<cell.count {
            let byte = cell[index]
            if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { inZone = true }
            output.append(byte.isDigit && !inZone ? UInt8(ascii: "0") : byte)
        }
    }

    /// `AM`, `PM` after a blank, in either case.
    private static func takeMarker(_ cell: Span<UInt8>, _ cursor: inout Int) -> Bool {
        guard cursor + 3 == cell.count, cell[cursor] == UInt8(ascii: " "),
            cell[cursor + 2] | 0x20 == UInt8(ascii: "m")
        else { return true }
        let first = cell[cursor + 1] | 0x20
        guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { return false }
        cursor += 3
        return true
    }

    /// `Z`, ` UTC`, `+02`, `+0200`, `+02:00`, `-03:30:00`.
    private static func takeZone(_ cell: Span<UInt8>, _ cursor: inout Int) -> Bool {
        if cursor == cell.count || take(cell, &cursor, byte: UInt8(ascii: "Z")) { return true }
        if cursor + 4 == cell.count, cell[cursor] == UInt8(ascii: " "),
            cell[cursor + 1] == UInt8(ascii: "U"), cell[cursor + 2] == UInt8(ascii: "T"),
            cell[cursor + 3] == UInt8(ascii: "C")
        {
            cursor += 4
            return true
        }
        guard cell[cursor] == UInt8(ascii: "+") || cell[cursor] == UInt8(ascii: "-") else {
            return false
        }
        cursor += 1
        guard take(cell, &cursor, field: 15, width: 2...2) else { return false }
        while cursor < cell.count {
            _ = take(cell, &cursor, byte: UInt8(ascii: ":"))
            guard take(cell, &cursor, field: 59, width: 2...2) else { return false }
        }
        return true
    }

    private static func take(_ cell: Span<UInt8>, _ cursor: inout Int, byte: UInt8) -> Bool {
        guard cursor < cell.count, cell[cursor] == byte else { return false }
        cursor += 1
        return true
    }

    private static func take(
        _ cell: Span<UInt8>, _ cursor: inout Int, field limit: Int, width: ClosedRange<Int>
    ) -> Bool {
        var value = 0
        var digits = 0
        while cursor < cell.count, cell[cursor].isDigit, digits < width.upperBound {
            value = value * 10 + Int(cell[cursor] - UInt8(ascii: "0"))
            digits += 1
            cursor += 1
        }
        return digits >= width.lowerBound && value <= limit
    }
}
