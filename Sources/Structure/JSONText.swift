/// The text of JSON strings: escapes to UTF-8 and back (RFC 8259, section 7).
package enum JSONText {
    /// Appends the text of a string's content (the bytes between its quotes).
    ///
    /// The content must have passed the walker. A surrogate without its other half becomes U+FFFD,
    /// since UTF-8 can't hold it; JavaScript writes such strings when it cuts an emoji in two.
    package static func decode(_ content: borrowing Span<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < content.count {
            let byte = content[index]
            if byte != 0x5C || index + 1 >= content.count {
                output.append(byte)
                index += 1
                continue
            }
            let letter = content[index + 1]
            index += 2
            switch letter {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"): appendScalar(content, &index, to: &output)
            default: output.append(letter)
            }
        }
    }

    /// Appends the text as a JSON string with its quotes.
    ///
    /// Only what must be escaped is: quotes, backslashes and control characters. Non-ASCII stays
    /// as it is.
    package static func encode(_ text: borrowing Span<UInt8>, into output: inout [UInt8]) {
        output.append(0x22)
        var runStart = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte >= 0x20 && byte != 0x22 && byte != 0x5C { continue }
            append(text.extracting(runStart..<index), to: &output)
            runStart = index + 1
            output.append(0x5C)
            switch byte {
            case 0x22, 0x5C: output.append(byte)
            case 0x08: output.append(UInt8(ascii: "b"))
            case 0x09: output.append(UInt8(ascii: "t"))
            case 0x0A: output.append(UInt8(ascii: "n"))
            case 0x0C: output.append(UInt8(ascii: "f"))
            case 0x0D: output.append(UInt8(ascii: "r"))
            default: output += [0x75, 0x30, 0x30, hexDigit(byte >> 4), hexDigit(byte & 15)]
            }
        }
        append(text.extracting(runStart..<text.count), to: &output)
        output.append(0x22)
    }

    /// Whether the bytes are exactly one JSON number.
    package static func isNumber(_ bytes: borrowing Span<UInt8>) -> Bool {
        guard bytes.count > 0, let end = try? JSONScanner().number(in: bytes, at: 0) else {
            return false
        }
        return end == bytes.count
    }

    private static func append(_ run: borrowing Span<UInt8>, to output: inout [UInt8]) {
        unsafe run.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    private static func appendScalar(
        _ content: borrowing Span<UInt8>, _ index: inout Int, to output: inout [UInt8]
    ) {
        var code = unit(content, index) ?? 0xFFFD
        index += 4
        if code & 0xFC00 == 0xD800, index + 6 <= content.count, content[index] == 0x5C,
            content[index + 1] == 0x75, let low = unit(content, index + 2), low & 0xFC00 == 0xDC00
        {
            code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF)
            index += 6
        }
        let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func unit(_ content: borrowing Span<UInt8>, _ start: Int) -> UInt32? {
        guard start + 4 <= content.count else { return nil }
        var value: UInt32 = 0
        for offset in 0..<4 {
            let byte = content[start + offset]
            guard let digit = JSONScanner.hexValue(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
