/// What stands before a span: the keyword it is assigned to, or the words nearby.
enum SpanContext {
    /// Bytes before a span in which a word counts as nearby.
    private static let window = 48
    /// Longest keyword.
    private static let keywordLimit = 64

    /// `api_key` of `api_key = "…`, `"api_key": "…`, `API_KEY=…`, `apiKey := …`, `key => …`.
    static func assignedKeyword(before start: Int, in text: Span<UInt8>) -> String? {
        var index = skip(start, in: text) { isBlank($0) || isQuote($0) }
        var operators = 0
        while index > 0, isOperator(text[index - 1]), operators < 3 {
            index -= 1
            operators += 1
        }
        guard operators > 0 else { return nil }
        index = skip(index, in: text) { isBlank($0) || isQuote($0) || $0 == UInt8(ascii: "]") }
        let end = index
        while index > 0, end - index < keywordLimit, isNameByte(text[index - 1]) { index -= 1 }
        guard index < end else { return nil }
        return string(text.extracting(index..<end))
    }

    /// The text of the window before a span, cut at the last line break.
    static func precedingText(before start: Int, in text: Span<UInt8>) -> String {
        var first = max(0, start - window)
        // A cut word is no word.
        if first > 0 { while first < start, isNameByte(text[first]) { first += 1 } }
        return string(text.extracting(first..<start))
    }

    private static func skip(
        _ start: Int, in text: Span<UInt8>, while skips: (UInt8) -> Bool
    ) -> Int {
        var index = start
        while index > 0, start - index < 8, skips(text[index - 1]) { index -= 1 }
        return index
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
            || byte == UInt8(ascii: "\\")
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ">")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private static func string(_ bytes: Span<UInt8>) -> String {
        var copy: [UInt8] = []
        for index in bytes.indices { copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }
}
