/// The members of one JSON object, without going into their values.
package enum JSONMembers {
    /// What a member's value is.
    package enum Kind: UInt8, Sendable { case string, number, boolean, null, container }

    /// A member: its key's and value's raw bytes, strings with their quotes.
    package struct Member: Equatable, Sendable {
        package let key: Range<Int>
        package let value: Range<Int>
        package let kind: Kind
    }

    /// Replaces `members` by those of the object in `bytes`.
    ///
    /// Nested containers are only skipped, their brackets counted: `JSONWalker` checks them.
    package static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [Member]
    ) throws(JSONError) {
        members.removeAll(keepingCapacity: true)
        var scanner = JSONScanner()
        var index = 0
        try expect(0x7B, bytes, &index)
        if peek(bytes, index) == 0x7D {
            try expect(0x7D, bytes, &index)
        } else {
            repeat {
                guard peek(bytes, index) == 0x22 else { throw unexpected(bytes, index) }
                skipBlanks(bytes, &index)
                let start = index
                index = try scanner.string(in: bytes, at: index)
                let key = start..<index
                try expect(0x3A, bytes, &index)
                skipBlanks(bytes, &index)
                let valueStart = index
                let kind = try skipValue(bytes, &index, &scanner)
                members.append(Member(key: key, value: valueStart..<index, kind: kind))
            } while try isComma(bytes, &index)
        }
        skipBlanks(bytes, &index)
        if index < bytes.count { throw JSONError(offset: index, .trailingBytes) }
    }

    private static func skipValue(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ scanner: inout JSONScanner
    ) throws(JSONError) -> Kind {
        guard index < bytes.count else { throw JSONError(offset: index, .unexpectedEnd) }
        switch bytes[index] {
        case 0x22:
            index = try scanner.string(in: bytes, at: index)
            return .string
        case 0x7B, 0x5B:
            try skipContainer(bytes, &index, &scanner)
            return .container
        case 0x74:
            index = try scanner.literal("true", in: bytes, at: index)
            return .boolean
        case 0x66:
            index = try scanner.literal("false", in: bytes, at: index)
            return .boolean
        case 0x6E:
            index = try scanner.literal("null", in: bytes, at: index)
            return .null
        case 0x2D, 0x30...0x39:
            index = try scanner.number(in: bytes, at: index)
            return .number
        default: throw JSONError(offset: index, .unexpectedByte)
        }
    }

    private static func skipContainer(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ scanner: inout JSONScanner
    ) throws(JSONError) {
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x22:
                index = try scanner.string(in: bytes, at: index)
                continue
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D: depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return }
        }
        throw JSONError(offset: index, .unexpectedEnd)
    }

    /// After a value: true for a comma, false for the object's end.
    private static func isComma(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int
    ) throws(JSONError) -> Bool {
        skipBlanks(bytes, &index)
        guard index < bytes.count else { throw JSONError(offset: index, .unexpectedEnd) }
        let byte = bytes[index]
        guard byte == 0x2C || byte == 0x7D else { throw unexpected(bytes, index) }
        index += 1
        return byte == 0x2C
    }

    private static func expect(
        _ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ index: inout Int
    ) throws(JSONError) {
        skipBlanks(bytes, &index)
        guard index < bytes.count, bytes[index] == byte else { throw unexpected(bytes, index) }
        index += 1
    }

    private static func peek(_ bytes: borrowing Span<UInt8>, _ start: Int) -> UInt8? {
        var index = start
        skipBlanks(bytes, &index)
        return index < bytes.count ? bytes[index] : nil
    }

    private static func unexpected(_ bytes: borrowing Span<UInt8>, _ index: Int) -> JSONError {
        JSONError(offset: index, index < bytes.count ? .unexpectedByte : .unexpectedEnd)
    }

    private static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ index: inout Int) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }
}
