/// Cuts text into the pieces in which a survivor may stand: up to eight words in a row, and the
/// same of what base64 or URL-encoded stretches decode to.
///
/// A cell is folded once; a piece is a stretch of the folded bytes. Owned by one worker.
@safe struct TextPieces: ~Copyable, Sendable {
    /// Most words of one value: the groups of an IPv6 address, the lines of an address.
    static let maximumWords = 8
    /// A shorter run is no base64 of anything worth finding.
    static let minimumEncodedCount = 12

    /// Where a word ends in the folded bytes, and how many digits there are up to there.
    private struct Word {
        var end: Int
        var digits: Int
    }

    private var folded: [UInt8] = []
    private var words: [Word] = []
    private var decoded: [UInt8] = []
    /// A byte's folded form; 0 inside a word to drop, 1 between words.
    private let table: [UInt8] = (0...255).map(Self.entry)

    /// Calls `body` with folded bytes, start, count and digits of every piece that `probe` wants.
    mutating func forEach(
        _ cell: Span<UInt8>, _ probe: TextProbe, _ body: (Span<UInt8>, Int, Int, Int) -> Void
    ) {
        pieces(cell, probe, body)
        var hasPercent = false
        var run = 0
        for index in cell.indices {
            let byte = cell[index]
            hasPercent = hasPercent || byte == UInt8(ascii: "%")
            if Self.base64(byte) != nil {
                run += 1
                continue
            }
            encoded(cell, index - run..<index, probe, body)
            run = 0
        }
        encoded(cell, cell.count - run..<cell.count, probe, body)
        guard hasPercent, decodeURL(cell) else { return }
        decodedPieces(probe, body)
    }

    private mutating func decodedPieces(
        _ probe: TextProbe, _ body: (Span<UInt8>, Int, Int, Int) -> Void
    ) {
        var text: [UInt8] = []
        swap(&text, &decoded)
        pieces(text.span, probe, body)
        swap(&text, &decoded)
    }

    /// A run of base64 characters, as a whole and after its last slash.
    private mutating func encoded(
        _ cell: Span<UInt8>, _ run: Range<Int>, _ probe: TextProbe,
        _ body: (Span<UInt8>, Int, Int, Int) -> Void
    ) {
        guard run.count >= Self.minimumEncodedCount else { return }
        if decodeBase64(cell, run) { decodedPieces(probe, body) }
        var start = run.upperBound
        while start > run.lowerBound && cell[start - 1] != UInt8(ascii: "/") { start -= 1 }
        guard start > run.lowerBound, run.upperBound - start >= Self.minimumEncodedCount else {
            return
        }
        if decodeBase64(cell, start..<run.upperBound) { decodedPieces(probe, body) }
    }

    private mutating func pieces(
        _ text: Span<UInt8>, _ probe: TextProbe, _ body: (Span<UInt8>, Int, Int, Int) -> Void
    ) {
        split(text)
        let bytes = folded.span
        var start = 0
        var digitsBefore = 0
        for first in words.indices {
            for last in first..<min(first + Self.maximumWords, words.count) {
                let count = words[last].end - start
                let digits = words[last].digits - digitsBefore
                if probe.isCandidate(count: count, digits: digits) {
                    body(bytes, start, count, digits)
                }
            }
            start = words[first].end
            digitsBefore = words[first].digits
        }
    }

    /// Folds the text and notes where its words end.
    private mutating func split(_ text: Span<UInt8>) {
        folded.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        var digits = 0
        for index in text.indices {
            let byte = table[Int(text[index])]
            if byte > 1 {
                folded.append(byte)
                digits += byte &- 0x30 < 10 ? 1 : 0
            } else if byte == 1, folded.count > words.last?.end ?? 0 {
                words.append(Word(end: folded.count, digits: digits))
            }
        }
        if folded.count > words.last?.end ?? 0 {
            words.append(Word(end: folded.count, digits: digits))
        }
    }

    /// Blanks, quotes, brackets and what separates the parts of URLs, paths and assignments end a
    /// word; dots, dashes, `@` and the rest only drop out.
    private static func entry(_ byte: UInt8) -> UInt8 {
        let boundaries = Array("\"'`,;<>[]{}|:/?&=#\\()!".utf8)
        return byte <= 0x20 || boundaries.contains(byte) ? 1 : FoldBuffer.folded(byte)
    }

    /// Percent-decodes the text (RFC 3986 §2.1) into `decoded`; false when nothing was encoded.
    private mutating func decodeURL(_ text: Span<UInt8>) -> Bool {
        decoded.removeAll(keepingCapacity: true)
        var isDecoded = false
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = Self.hexadecimal(text[index + 1]),
                let low = Self.hexadecimal(text[index + 2])
            {
                decoded.append(high << 4 | low)
                isDecoded = true
                index += 3
            } else {
                decoded.append(text[index] == UInt8(ascii: "+") ? 0x20 : text[index])
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

    /// Decodes base64, standard or URL alphabet without padding (RFC 4648 §4 and §5), into
    /// `decoded`; false as soon as it can't be text, which plain words show within a few bytes.
    private mutating func decodeBase64(_ text: Span<UInt8>, _ run: Range<Int>) -> Bool {
        decoded.removeAll(keepingCapacity: true)
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        for index in run {
            guard let value = Self.base64(text[index]) else { return false }
            pending = pending << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            let byte = UInt8(truncatingIfNeeded: pending >> bits)
            guard byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D else { return false }
            decoded.append(byte)
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
