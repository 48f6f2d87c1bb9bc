/// Cuts text into the pieces in which a survivor may stand: one to four words in a row, the parts
/// of a word, and what base64 or URL-encoded words decode to.
///
/// One worker's scratch. Pieces are handed out as they are; the caller folds them.
struct TextWindows {
    /// Most words that one value spans, `12 Long Lane North`.
    static let maximumWords = 4
    /// A shorter word is no base64 of anything worth finding.
    static let minimumEncodedCount = 12

    private var words: [Range<Int>] = []
    private var decoded: [UInt8] = []

    /// Calls `body` with every piece of the cell, each a range of the bytes it is given.
    mutating func forEach(_ cell: [UInt8], _ body: ([UInt8], Range<Int>) -> Void) {
        windows(cell, body)
        for word in Self.split(cell, isBoundary: Self.isOuterBoundary) {
            if Self.decodeURL(cell, word, into: &decoded) { windows(decoded, body) }
            let parts = Self.split(cell, within: word, isBoundary: Self.isInnerBoundary)
            for part in parts.count > 1 ? [word] + parts : [word] {
                if Self.decodeBase64(cell, part, into: &decoded) { windows(decoded, body) }
            }
        }
    }

    /// Runs of one to four words, then the parts of words that hold `:`, `/`, `=` and the like.
    private mutating func windows(_ text: [UInt8], _ body: ([UInt8], Range<Int>) -> Void) {
        words = Self.split(text, isBoundary: Self.isOuterBoundary)
        for first in words.indices {
            for last in first..<min(first + Self.maximumWords, words.count) {
                body(text, words[first].lowerBound..<words[last].upperBound)
            }
            let parts = Self.split(text, within: words[first], isBoundary: Self.isInnerBoundary)
            if parts.count > 1 { for part in parts { body(text, part) } }
        }
    }

    private static func split(
        _ text: [UInt8], within range: Range<Int>? = nil, isBoundary: (UInt8) -> Bool
    ) -> [Range<Int>] {
        let range = range ?? text.indices
        var words: [Range<Int>] = []
        var start = range.lowerBound
        for index in range {
            guard isBoundary(text[index]) else { continue }
            if index > start { words.append(start..<index) }
            start = index + 1
        }
        if range.upperBound > start { words.append(start..<range.upperBound) }
        return words
    }

    /// Blanks, quotes, brackets, commas: what no value of one piece contains.
    private static func isOuterBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","),
            UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"):
            true
        default: false
        }
    }

    /// What separates parts of URLs, assignments and paths.
    private static func isInnerBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "&"),
            UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "!"):
            true
        default: false
        }
    }

    /// Percent-decodes a word (RFC 3986 §2.1); false when it holds nothing encoded.
    private static func decodeURL(
        _ text: [UInt8], _ word: Range<Int>, into output: inout [UInt8]
    ) -> Bool {
        guard text[word].contains(UInt8(ascii: "%")) else { return false }
        output.removeAll(keepingCapacity: true)
        var isDecoded = false
        var index = word.lowerBound
        while index < word.upperBound {
            if text[index] == UInt8(ascii: "%"), index + 2 < word.upperBound,
                let high = hexadecimal(text[index + 1]), let low = hexadecimal(text[index + 2])
            {
                output.append(high << 4 | low)
                isDecoded = true
                index += 3
            } else {
                output.append(text[index] == UInt8(ascii: "+") ? 0x20 : text[index])
                index += 1
            }
        }
        return isDecoded
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    /// Decodes base64, standard or URL alphabet, padded or not (RFC 4648 §4 and §5); false when the
    /// word isn't base64 or decodes to what can't be text.
    private static func decodeBase64(
        _ text: [UInt8], _ word: Range<Int>, into output: inout [UInt8]
    ) -> Bool {
        guard word.count >= minimumEncodedCount else { return false }
        output.removeAll(keepingCapacity: true)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        var isPadding = false
        for byte in text[word] {
            isPadding = isPadding || byte == UInt8(ascii: "=")
            if isPadding {
                guard byte == UInt8(ascii: "=") else { return false }
                continue
            }
            guard let value = base64(byte) else { return false }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                let decoded = UInt8(truncatingIfNeeded: pending >> bits)
                guard decoded >= 0x20 || decoded == 0x0A || decoded == 0x09 || decoded == 0x0D
                else {
                    return false
                }
                output.append(decoded)
            }
        }
        return true
    }

    private static func base64(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
