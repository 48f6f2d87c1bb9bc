/// The text and attributes of an XML document's elements.
///
/// Reads what databases hold: elements, attributes, comments, CDATA, the five entities. A doctype
/// is refused, so that no entity is ever expanded.
enum XMLText {
    private static let depthLimit = 64

    static func read(
        _ bytes: borrowing Span<UInt8>, into members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        var stack: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                try text(bytes, &index, stack.last, &members)
                continue
            }
            guard index + 1 < bytes.count else {
                throw KeyedTextError(offset: index, .unexpectedEnd)
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "?"): try skip(bytes, &index, past: "?>")
            case UInt8(ascii: "!"): try declaration(bytes, &index, stack.last, &members)
            case UInt8(ascii: "/"):
                guard stack.popLast() != nil else {
                    throw KeyedTextError(offset: index, .unexpectedByte)
                }
                try skip(bytes, &index, past: ">")
            default:
                guard stack.count < depthLimit else {
                    throw KeyedTextError(offset: index, .tooDeep)
                }
                if let name = try open(bytes, &index, &members) { stack.append(name) }
            }
        }
        if !stack.isEmpty { throw KeyedTextError(offset: bytes.count, .unexpectedEnd) }
    }

    /// Appends text with the five entities and decimal and hexadecimal references resolved.
    static func decode(_ value: borrowing Span<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < value.count {
            guard value[index] == UInt8(ascii: "&") else {
                output.append(value[index])
                index += 1
                continue
            }
            var end = index + 1
            while end < value.count, end - index < 12, value[end] != UInt8(ascii: ";") { end += 1 }
            let isClosed = end < value.count && value[end] == UInt8(ascii: ";")
            if isClosed, let scalar = scalar(value.extracting(index + 1..<end)) {
                output.append(contentsOf: String(scalar).utf8)
                index = end + 1
            } else {
                output.append(value[index])
                index += 1
            }
        }
    }

    private static func scalar(_ name: borrowing Span<UInt8>) -> Unicode.Scalar? {
        var bytes: [UInt8] = []
        for index in 0..<name.count { bytes.append(name[index]) }
        switch String(decoding: bytes, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let code where code.hasPrefix("#x"):
            return UInt32(code.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case let code where code.hasPrefix("#"):
            return UInt32(code.dropFirst()).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }

    private static func text(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ key: Range<Int>?,
        _ members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        let start = index
        var isBlank = true
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
            if bytes[index] > 0x20 { isBlank = false }
            index += 1
        }
        if isBlank { return }
        guard let key else { throw KeyedTextError(offset: start, .unexpectedByte) }
        try members.add(key: key, value: start..<index)
    }

    /// A comment or CDATA; a doctype is refused.
    private static func declaration(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ key: Range<Int>?,
        _ members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        if starts(bytes, index, with: Array("<!--".utf8)) {
            return try skip(bytes, &index, past: "-->")
        }
        guard starts(bytes, index, with: Array("<![CDATA[".utf8)), let key else {
            throw KeyedTextError(offset: index, .unexpectedByte)
        }
        let start = index + 9
        try skip(bytes, &index, past: "]]>")
        guard index - 3 >= start else { throw KeyedTextError(offset: index, .unexpectedByte) }
        try members.add(key: key, value: start..<index - 3)
    }

    /// A start tag with its attributes; returns its name unless it closes itself.
    private static func open(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ members: inout [KeyedText.Member]
    ) throws(KeyedTextError) -> Range<Int>? {
        index += 1
        let name = try self.name(bytes, &index)
        while true {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count else {
                throw KeyedTextError(offset: index, .unexpectedEnd)
            }
            if bytes[index] == UInt8(ascii: ">") {
                index += 1
                return name
            }
            if starts(bytes, index, with: [UInt8(ascii: "/"), UInt8(ascii: ">")]) {
                index += 2
                return nil
            }
            try attribute(bytes, &index, &members)
        }
    }

    private static func attribute(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ members: inout [KeyedText.Member]
    ) throws(KeyedTextError) {
        let key = try name(bytes, &index)
        guard index + 1 < bytes.count, bytes[index] == 0x3D,
            bytes[index + 1] == 0x22 || bytes[index + 1] == 0x27
        else { throw KeyedTextError(offset: index, .unexpectedByte) }
        let quote = bytes[index + 1]
        index += 2
        let start = index
        while index < bytes.count, bytes[index] != quote { index += 1 }
        guard index < bytes.count else { throw KeyedTextError(offset: index, .unexpectedEnd) }
        if !isNamespace(bytes, key) {
            try members.add(key: key, value: start..<index)
        }
        index += 1
    }

    /// Whether an attribute declares a namespace, which is no data.
    private static func isNamespace(_ bytes: borrowing Span<UInt8>, _ key: Range<Int>) -> Bool {
        starts(bytes, key.lowerBound, with: Array("xmlns".utf8))
    }

    private static func name(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int
    ) throws(KeyedTextError) -> Range<Int> {
        let start = index
        while index < bytes.count, isName(bytes[index]) { index += 1 }
        if index == start { throw KeyedTextError(offset: index, .unexpectedByte) }
        return start..<index
    }

    private static func isName(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || byte >= 0x80
            || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x3A].contains(byte)
    }

    private static func skip(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, past end: StaticString
    ) throws(KeyedTextError) {
        let text = Array(end.description.utf8)
        while index < bytes.count {
            if starts(bytes, index, with: text) {
                index += text.count
                return
            }
            index += 1
        }
        throw KeyedTextError(offset: index, .unexpectedEnd)
    }

    private static func starts(
        _ bytes: borrowing Span<UInt8>, _ index: Int, with prefix: [UInt8]
    ) -> Bool {
        guard index + prefix.count <= bytes.count else { return false }
        for offset in prefix.indices where bytes[index + offset] != prefix[offset] {
            return false
        }
        return true
    }
}
