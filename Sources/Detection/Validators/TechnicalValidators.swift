extension Validator {
    /// Checks of identifiers that machines make; `nil` when the validator isn't one of these.
    func checkTechnical(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .uuid: Self.isUUID(cell)
        case .ulid: Self.isULID(cell)
        case .bech32: Self.isBech32(cell)
        default: nil
        }
    }

    /// RFC 9562: canonical, braced, `urn:uuid:` or 32 bare digits; version 1…8 with variant 10, or
    /// nil or max.
    private static func isUUID(_ cell: Span<UInt8>) -> Bool {
        var version = -1
        var variant = -1
        var count = 0
        var allSame = true
        var first = 0
        let trimmed = withoutUUIDFrame(cell)
        for index in trimmed {
            let byte = cell[index]
            if byte == 45 {
                guard trimmed.count == 36, [8, 13, 18, 23].contains(index - trimmed.lowerBound)
                else { return false }
                continue
            }
            guard let value = byte.hexValue else { return false }
            if count == 0 { first = value }
            if count == 12 { version = value }
            if count == 16 { variant = value }
            allSame = allSame && value == first
            count += 1
        }
        guard count == 32 else { return false }
        if allSame { return first == 0 || first == 15 }
        return (1...8).contains(version) && variant >> 2 == 2
    }

    /// The range of the digits between `{` and `}` or after `urn:uuid:`.
    private static func withoutUUIDFrame(_ cell: Span<UInt8>) -> Range<Int> {
        switch cell.count {
        case 38 where cell[0] == 123 && cell[37] == 125: 1..<37
        case 45 where cell[0] | 32 == 117 && cell[8] == 58: 9..<45
        default: 0..<cell.count
        }
    }

    /// 26 characters of Crockford's base 32; ten give milliseconds, here of the years 2001 to 2065.
    private static func isULID(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 26 else { return false }
        var milliseconds: UInt64 = 0
        for index in cell.indices {
            let byte = cell[index].isLower ? cell[index] - 32 : cell[index]
            guard byte.isDigit || byte.isUpper, ![73, 76, 79, 85].contains(byte) else {
                return false
            }
            guard index < 10 else { continue }
            var value = byte.isDigit ? Int(byte) - 48 : Int(byte) - 55
            if byte > 73 { value -= 1 }
            if byte > 76 { value -= 1 }
            if byte > 79 { value -= 1 }
            if byte > 85 { value -= 1 }
            milliseconds = milliseconds << 5 | UInt64(value)
        }
        return (978_000_000_000...2_998_000_000_000).contains(milliseconds)
    }

    /// BIP 173 and BIP 350: one case, separator 1, checksum constant 1 or 0x2bc830a3.
    private static func isBech32(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 14, cell.count <= 200 else { return false }
        var separator = -1
        var cases: UInt8 = 0
        for index in cell.indices {
            let byte = cell[index]
            guard byte > 32, byte < 127 else { return false }
            if byte == 49 { separator = index }
            if byte.isLower { cases |= 1 }
            if byte.isUpper { cases |= 2 }
        }
        guard separator > 0, separator + 7 <= cell.count, cases != 3 else { return false }
        var check = Bech32Checksum()
        for index in 0..<separator { check.add((cell[index] | 32) >> 5) }
        check.add(0)
        for index in 0..<separator { check.add((cell[index] | 32) & 31) }
        for index in separator + 1..<cell.count {
            guard let value = Bech32Checksum.value(cell[index] | 32) else { return false }
            check.add(value)
        }
        return check.state == 1 || check.state == 0x2bc8_30a3
    }
}
