/// What stands before a span: the keyword it is assigned to, or the words nearby.
enum SpanContext {
    /// Bytes before a span in which a word counts as nearby.
    static let window = 48
    /// Longest keyword.
    private static let keywordLimit = 64

    /// The name a value is given to: `api_key` of `api_key = "…`, `"api_key": "…`,
    /// `<api_key>…`, `api_key: str = "…`, `name: api_key, value: "…`, `variable "api_key" {
    /// default = "…`; and of calls and options, `env('api_key', '…`, `api_key("…`,
    /// `--api_key …`.
    static func assignedKeyword(before start: Int, in text: Span<UInt8>) -> Range<Int>? {
        guard let name = assignedName(before: start, in: text) else { return nil }
        guard isValue(text.extracting(name)) else { return name }
        // The other half of a pair of name and value.
        let end = skip(name.lowerBound, in: text) {
            isBlank($0) || isQuote($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "{")
                || $0 == 0x0A || $0 == 0x0D
        }
        let pair = nameRange(before: end, in: text)
        return pair.isEmpty ? name : pair
    }

    private static let valueWords = ["value", "default"].map { Array($0.utf8) }

    /// Whether the name only says that a value follows, whatever its case.
    private static func isValue(_ name: Span<UInt8>) -> Bool {
        valueWords.contains { word in
            name.count == word.count && word.indices.allSatisfy { name[$0] | 0x20 == word[$0] }
        }
    }

    private static func assignedName(before start: Int, in text: Span<UInt8>) -> Range<Int>? {
        let end = skip(start, in: text) { isBlank($0) || isQuote($0) }
        var index = end
        var operators = 0
        while index > 0, isOperator(text[index - 1]), operators < 3 {
            index -= 1
            operators += 1
        }
        if operators == 0 { return argumentName(before: end, valueStart: start, in: text) }
        let isEqualSign = text[index] == UInt8(ascii: "=")
        index = skip(index, in: text) { isBlank($0) || isQuote($0) || isClosing($0) }
        let name = nameRange(before: index, in: text)
        if name.isEmpty { return nil }
        guard isEqualSign else { return phraseRange(name, in: text) }
        // `name: Type = value`
        let before = skip(name.lowerBound, in: text) { isBlank($0) || $0 == UInt8(ascii: "&") }
        guard before > 0, text[before - 1] == UInt8(ascii: ":") else { return name }
        let typed = nameRange(before: before - 1, in: text)
        return typed.isEmpty ? name : typed
    }

    /// The name of a call's argument or of a command's option.
    private static func argumentName(
        before end: Int, valueStart: Int, in text: Span<UInt8>
    ) -> Range<Int>? {
        guard end > 0 else { return nil }
        switch text[end - 1] {
        case UInt8(ascii: "("):
            let name = nameRange(before: end - 1, in: text)
            return name.isEmpty ? nil : name
        case UInt8(ascii: ","):
            let last = skip(end - 1, in: text, while: isBlank)
            guard last > 0, isQuote(text[last - 1]) else { return nil }
            let name = nameRange(before: last - 1, in: text)
            return name.isEmpty ? nil : name
        default:
            let name = nameRange(before: end, in: text)
            let isOption =
                end < valueStart && name.count > 3
                && text[name.lowerBound] == UInt8(ascii: "-")
                && text[name.lowerBound + 1] == UInt8(ascii: "-")
            return isOption ? name : nil
        }
    }

    /// `API key` of `API key: …`: up to two short words before the last.
    private static func phraseRange(_ name: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
        var range = name
        for _ in 0..<2 where range.lowerBound > 1 && text[range.lowerBound - 1] == 0x20 {
            let word = nameRange(before: range.lowerBound - 1, in: text)
            guard 1...12 ~= word.count else { break }
            range = word.lowerBound..<name.upperBound
        }
        return range
    }

    private static func nameRange(before end: Int, in text: Span<UInt8>) -> Range<Int> {
        var index = end
        while index > 0, end - index < keywordLimit, isNameByte(text[index - 1]) { index -= 1 }
        return index..<end
    }

    /// The window before a span, without a word that it cuts.
    static func precedingText(before start: Int, in text: Span<UInt8>) -> Range<Int> {
        var first = max(0, start - window)
        if first > 0 { while first < start, isNameByte(text[first]) { first += 1 } }
        return first..<start
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
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "|"),
            UInt8(ascii: "?"):
            true
        default: false
        }
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
    }
}
