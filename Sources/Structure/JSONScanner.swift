/// Checks single tokens of JSON: strings, numbers, literals.
struct JSONScanner {
    /// Whether the last string held a backslash.
    private(set) var hasEscapes = false

    /// Checks the string whose opening quote is at `start`; returns the end past its closing quote.
    mutating func string(
        in bytes: borrowing Span<UInt8>, at start: Int
    ) throws(JSONError) -> Int {
        hasEscapes = false
        var index = start + 1
        while true {
            index = Self.skipPlain(bytes, from: index)
            guard index < bytes.count else { throw JSONError(offset: index, .unexpectedEnd) }
            let byte = bytes[index]
            if byte == 0x22 { return index + 1 }
            guard byte == 0x5C else { throw JSONError(offset: index, .controlCharacter) }
            hasEscapes = true
            index = try escape(in: bytes, at: index)
        }
    }

    /// Checks the number at `start`: `-? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)?`.
    func number(in bytes: borrowing Span<UInt8>, at start: Int) throws(JSONError) -> Int {
        var index = start
        if bytes[index] == 0x2D { index += 1 }
        if index < bytes.count, bytes[index] == 0x30 {
            index += 1
        } else {
            index = try digits(in: bytes, at: index)
        }
        if index < bytes.count, bytes[index] == 0x2E {
            index = try digits(in: bytes, at: index + 1)
        }
        if index < bytes.count, bytes[index] | 0x20 == 0x65 {
            index += 1
            if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
            index = try digits(in: bytes, at: index)
        }
        return index
    }

    /// Checks `true`, `false` or `null`.
    func literal(
        _ text: StaticString, in bytes: borrowing Span<UInt8>, at start: Int
    ) throws(JSONError) -> Int {
        let length = text.utf8CodeUnitCount
        for offset in 0..<length {
            guard start + offset < bytes.count else {
                throw JSONError(offset: bytes.count, .unexpectedEnd)
            }
            // SAFETY: `offset` is below the static text's length.
            if unsafe bytes[start + offset] != text.utf8Start[offset] {
                throw JSONError(offset: start + offset, .unexpectedByte)
            }
        }
        return start + length
    }

    /// The value of a hexadecimal digit.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private func escape(
        in bytes: borrowing Span<UInt8>, at start: Int
    ) throws(JSONError) -> Int {
        guard start + 1 < bytes.count else { throw JSONError(offset: start, .unexpectedEnd) }
        switch bytes[start + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return start + 2
        case 0x75:
            for offset in 2..<6 {
                guard start + offset < bytes.count else {
                    throw JSONError(offset: bytes.count, .unexpectedEnd)
                }
                if Self.hexValue(bytes[start + offset]) == nil {
                    throw JSONError(offset: start, .badEscape)
                }
            }
            return start + 6
        default: throw JSONError(offset: start, .badEscape)
        }
    }

    private func digits(
        in bytes: borrowing Span<UInt8>, at start: Int
    ) throws(JSONError) -> Int {
        var index = start
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        if index == start { throw JSONError(offset: start, .badNumber) }
        return index
    }

    /// The first quote, backslash or control character, eight bytes at a time.
    private static func skipPlain(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = unsafe bytes.bytes
        while index + 8 <= bytes.count {
            // SAFETY: eight bytes from `index` are within the span.
            let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            // Bit 7 of a byte: below 0x20, or zero after the xor; false alarms only end the run.
            let low = (word &- ones &* 0x20) & ~word
            let hits = low | ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
            if hits & (ones &* 0x80) != 0 { break }
            index += 8
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
            index += 1
        }
        return index
    }
}
