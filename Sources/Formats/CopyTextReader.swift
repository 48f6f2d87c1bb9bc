internal import Primitives

/// Reads rows of COPY text from the bytes of a chunk.
struct CopyTextReader {
    /// Why a row can't be read.
    struct Flaw: Error {
        let reason: FormatError.Reason
    }

    let bytes: [UInt8]
    private(set) var position: Int
    /// Where the current row starts, for messages.
    private(set) var rowStart: Int

    init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
        rowStart = position
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// Reads one row, or the end marker `\.` and nothing after it.
    mutating func readRow(into columns: inout [CellBatch]) throws(Flaw) {
        rowStart = position
        if try skipEndMarker() { return }
        var column = 0
        while true {
            let end = fieldEnd()
            if column < columns.count {
                try appendField(position..<end, to: &columns[column])
            }
            column += 1
            guard end < bytes.count else { throw Flaw(reason: .missingLineEnd) }
            position = end + 1
            if bytes[end] == 0x0A { break }
        }
        if column != columns.count {
            throw Flaw(reason: .raggedRow(expected: columns.count, found: column))
        }
    }

    /// The next unescaped tab or line feed.
    private func fieldEnd() -> Int {
        var index = position
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x09 || byte == 0x0A { return index }
            index += 1
        }
        return index
    }

    private mutating func skipEndMarker() throws(Flaw) -> Bool {
        guard bytes[position...].starts(with: [0x5C, 0x2E, 0x0A]) else { return false }
        position += 3
        if !isAtEnd { throw Flaw(reason: .dataAfterEnd) }
        return true
    }

    private func appendField(_ range: Range<Int>, to column: inout CellBatch) throws(Flaw) {
        let field = bytes[range]
        if field.count == 2 && field.elementsEqual([0x5C, 0x4E]) {
            column.appendNull()
            return
        }
        let all = bytes.span
        var isPlain = true
        for index in range where bytes[index] == 0x5C || bytes[index] == 0x0D { isPlain = false }
        if isPlain {
            column.append(all.extracting(range))
            return
        }
        var hasNumbers = false
        try column.appendCell { output throws(Flaw) in
            let start = output.count
            var rest = range
            while !rest.isEmpty {
                hasNumbers = try unescape(&rest, into: &output) || hasNumbers
            }
            if hasNumbers, let flaw = UTF8Validation.firstFlaw(in: output, from: start) {
                if case .nul = flaw { throw Flaw(reason: .nulByte) }
                throw Flaw(reason: .invalidUTF8)
            }
        }
    }

    /// Moves one byte or escape to `output`; true for an octal or hex one.
    private func unescape(
        _ rest: inout Range<Int>, into output: inout [UInt8]
    ) throws(Flaw) -> Bool {
        var index = rest.lowerBound
        defer { rest = index..<rest.upperBound }
        let byte = bytes[index]
        index += 1
        if byte == 0x0D { throw Flaw(reason: .bareCarriageReturn) }
        guard byte == 0x5C else {
            output.append(byte)
            return false
        }
        guard index < rest.upperBound else { throw Flaw(reason: .badEscape) }
        let letter = bytes[index]
        index += 1
        switch letter {
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "v"): output.append(0x0B)
        case 0x30...0x37:
            index -= 1
            output.append(number(&index, rest.upperBound, base: 8, digits: 3))
            return true
        case UInt8(ascii: "x") where index < rest.upperBound && value(index, 16) != nil:
            output.append(number(&index, rest.upperBound, base: 16, digits: 2))
            return true
        default: output.append(letter)
        }
        return false
    }

    private func number(_ index: inout Int, _ end: Int, base: Int, digits: Int) -> UInt8 {
        var number = 0
        let limit = min(index + digits, end)
        while index < limit, let digit = value(index, base) {
            number = number * base + digit
            index += 1
        }
        return UInt8(truncatingIfNeeded: number)
    }

    private func value(_ index: Int, _ base: Int) -> Int? {
        Character(UnicodeScalar(bytes[index])).hexDigitValue.flatMap { $0 < base ? $0 : nil }
    }
}
