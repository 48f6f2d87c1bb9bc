extension Validator {
    /// Checks of identifiers that machines make; `nil` when the validator isn't one of these.
    func checkTechnical(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .uuid: Self.isUUID(cell)
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
}
