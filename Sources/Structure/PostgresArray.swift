/// Walks PostgreSQL array text such as `{a,"b c",NULL}` (documentation, "Array Input and Output").
///
/// Nested arrays and explicit bounds (`[0:1]={…}`) are taken; elements come in order, whatever
/// their depth.
package enum PostgresArray {
    /// One element and where its text lies, quotes included.
    package struct Element: Equatable, Sendable {
        package let range: Range<Int>
        package let isQuoted: Bool
        /// An unquoted NULL of any case.
        package let isNull: Bool
    }

    /// Appends the elements of the array in `bytes`; false when it isn't one.
    package static func walk(
        _ bytes: borrowing Span<UInt8>, into elements: inout [Element]
    ) -> Bool {
        var index = skipBounds(bytes)
        var depth = 0
        var wantsElement = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x7B {
                guard wantsElement else { return false }
                depth += 1
                index += 1
            } else if byte == 0x7D {
                depth -= 1
                index += 1
                wantsElement = false
                if depth <= 0 { return depth == 0 && index == bytes.count }
            } else if byte == 0x2C {
                guard depth > 0, !wantsElement else { return false }
                wantsElement = true
                index += 1
            } else {
                guard depth > 0, wantsElement, let next = element(bytes, index) else {
                    return false
                }
                elements.append(next)
                index = next.range.upperBound
                wantsElement = false
            }
        }
        return false
    }

    /// Appends an element's text without quotes and backslashes.
    package static func decode(
        _ element: Element, of bytes: borrowing Span<UInt8>, into output: inout [UInt8]
    ) {
        var index = element.range.lowerBound + (element.isQuoted ? 1 : 0)
        let end = element.range.upperBound - (element.isQuoted ? 1 : 0)
        while index < end {
            if bytes[index] == 0x5C, index + 1 < end { index += 1 }
            output.append(bytes[index])
            index += 1
        }
    }

    /// Appends an element as PostgreSQL writes it: quoted only where needed (`array_out`).
    package static func encode(_ text: borrowing Span<UInt8>, into output: inout [UInt8]) {
        var needsQuotes = text.count == 0 || isNullWord(text, 0..<text.count)
        for index in 0..<text.count {
            switch text[index] {
            case 0x22, 0x5C, 0x7B, 0x7D, 0x2C, 0x20, 0x09...0x0D: needsQuotes = true
            default: break
            }
        }
        if needsQuotes { output.append(0x22) }
        for index in 0..<text.count {
            if text[index] == 0x22 || text[index] == 0x5C { output.append(0x5C) }
            output.append(text[index])
        }
        if needsQuotes { output.append(0x22) }
    }

    private static func skipBounds(_ bytes: borrowing Span<UInt8>) -> Int {
        guard bytes.count > 0, bytes[0] == 0x5B else { return 0 }
        var index = 0
        while index < bytes.count, bytes[index] != 0x3D { index += 1 }
        return index + 1
    }

    private static func element(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Element? {
        var index = start
        let isQuoted = bytes[start] == 0x22
        if isQuoted { index += 1 }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x5C {
                index += 2
                continue
            }
            if isQuoted, byte == 0x22 {
                return Element(range: start..<index + 1, isQuoted: true, isNull: false)
            }
            if !isQuoted, byte == 0x2C || byte == 0x7D || byte == 0x7B || byte == 0x22 { break }
            index += 1
        }
        if isQuoted || index >= bytes.count || index == start { return nil }
        let range = start..<index
        return Element(range: range, isQuoted: false, isNull: isNullWord(bytes, range))
    }

    private static func isNullWord(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count == 4 else { return false }
        let start = range.lowerBound
        return bytes[start] | 0x20 == 0x6E && bytes[start + 1] | 0x20 == 0x75
            && bytes[start + 2] | 0x20 == 0x6C && bytes[start + 3] | 0x20 == 0x6C
    }
}
