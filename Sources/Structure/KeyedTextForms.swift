/// `"a"=>"1", "b"=>NULL`.
enum HStoreText {
    static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        var index = 0
        while index < bytes.count {
            let key = try token(bytes, &index)
            guard index + 1 < bytes.count, bytes[index] == 0x3D, bytes[index + 1] == 0x3E else {
                throw KeyedTextError(offset: index, .unexpectedByte)
            }
            index += 2
            let isQuoted = index < bytes.count && bytes[index] == 0x22
            let value = try token(bytes, &index)
            if isQuoted { try members.add(key: key, value: value) }
            if index == bytes.count { return }
            guard bytes[index] == 0x2C else {
                throw KeyedTextError(offset: index, .unexpectedByte)
            }
            index += 1
            while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        }
    }

    /// A quoted string without its quotes, or a bare NULL.
    private static func token(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int
    ) throws(KeyedTextError) -> Range<Int> {
        let start = index
        guard index < bytes.count else { throw KeyedTextError(offset: index, .unexpectedEnd) }
        guard bytes[index] == 0x22 else {
            while index < bytes.count, 0x41...0x5A ~= bytes[index] { index += 1 }
            if index == start { throw KeyedTextError(offset: index, .unexpectedByte) }
            return start..<index
        }
        index += 1
        while index < bytes.count, bytes[index] != 0x22 {
            index += bytes[index] == 0x5C ? 2 : 1
        }
        guard index < bytes.count else {
            throw KeyedTextError(offset: bytes.count, .unexpectedEnd)
        }
        index += 1
        return start + 1..<index - 1
    }
}

/// `https://host/path?a=1&b=2#part`, `a=1&b=2`.
enum QueryText {
    static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        var (index, end) = (0, bytes.count)
        for position in 0..<bytes.count {
            if bytes[position] <= 0x20 { throw KeyedTextError(offset: position, .unexpectedByte) }
            if bytes[position] == UInt8(ascii: "?"), index == 0 { index = position + 1 }
            if bytes[position] == UInt8(ascii: "#"), end == bytes.count { end = position }
        }
        let isWhole = index == 0
        while index < end {
            var equals: Int?
            let start = index
            while index < end, bytes[index] != UInt8(ascii: "&") {
                if bytes[index] == 0x3D, equals == nil { equals = index }
                index += 1
            }
            if let equals, equals > start {
                try members.add(key: start..<equals, value: equals + 1..<index)
            } else if isWhole {
                throw KeyedTextError(offset: start, .unexpectedByte)
            }
            index += 1
        }
        // Why: without a `?`, one `a=b` may be anything.
        if isWhole, members.count < 2 { throw KeyedTextError(offset: 0, .noMember) }
    }

    static func decode(_ value: borrowing Span<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < value.count {
            if value[index] == UInt8(ascii: "%"), index + 2 < value.count,
                let high = JSONScanner.hexValue(value[index + 1]),
                let low = JSONScanner.hexValue(value[index + 2])
            {
                output.append(UInt8(high << 4 | low))
                index += 3
            } else {
                output.append(value[index] == UInt8(ascii: "+") ? 0x20 : value[index])
                index += 1
            }
        }
    }
}

/// `a=1 b="two words"`, `a=1; b=2`, a pair a line.
enum PairText {
    static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        var index = 0
        while true {
            while index < bytes.count, isSeparator(bytes[index]) { index += 1 }
            guard index < bytes.count else { return }
            let start = index
            while index < bytes.count, isKey(bytes[index]) { index += 1 }
            guard index > start, index < bytes.count, bytes[index] == 0x3D else {
                throw KeyedTextError(offset: index, .unexpectedByte)
            }
            let key = start..<index
            index += 1
            try members.add(key: key, value: try value(bytes, &index))
        }
    }

    private static func value(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int
    ) throws(KeyedTextError) -> Range<Int> {
        let start = index
        if index < bytes.count, bytes[index] == 0x22 {
            index += 1
            while index < bytes.count, bytes[index] != 0x22 {
                index += bytes[index] == 0x5C ? 2 : 1
            }
            guard index < bytes.count else {
                throw KeyedTextError(offset: bytes.count, .unexpectedEnd)
            }
            index += 1
            return start + 1..<index - 1
        }
        // Why: after `;` a value may hold blanks; without one a blank ends it.
        var end = index
        while end < bytes.count, !isSeparator(bytes[end]) { end += 1 }
        var stop = end
        while stop < bytes.count, bytes[stop] != UInt8(ascii: ";"), bytes[stop] != 0x0A,
            bytes[stop] != 0x3D
        { stop += 1 }
        if stop == bytes.count || bytes[stop] != 0x3D { end = stop }
        index = end
        return start..<end
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|"): true
        default: false
        }
    }

    private static func isKey(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF, UInt8(ascii: "_"),
            UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// `From: …` lines, folded ones continued, up to a blank line.
enum HeaderText {
    static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        var index = 0
        while index < bytes.count {
            var end = index
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let next = end + 1
            if end > index, bytes[end - 1] == 0x0D { end -= 1 }
            if end == index { return }
            if bytes[index] == 0x20 || bytes[index] == 0x09, let last = members.indices.last {
                members[last].value = members[last].value.lowerBound..<end
            } else {
                var colon = index
                while colon < end, isName(bytes[colon]) { colon += 1 }
                guard colon > index, colon < end, bytes[colon] == 0x3A else {
                    throw KeyedTextError(offset: colon, .unexpectedByte)
                }
                var value = colon + 1
                while value < end, bytes[value] == 0x20 { value += 1 }
                try members.add(key: index..<colon, value: value..<end)
            }
            index = next
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
    }
}
