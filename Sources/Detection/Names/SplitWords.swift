/// The words of a name or a token, folded and singular, side by side as bytes; made to be used
/// again and again, so that a new word of a text costs no text of its own.
struct SplitWords {
    private static let unchanged = ["ss", "us", "is"].map { Array($0.utf8) }
    private static let lengthened = ["sses", "xes", "ches", "shes"].map { Array($0.utf8) }
    private static let french = Array("pays".utf8)

    private var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []
    /// The word that is read, as written.
    private var pending: [UInt8] = []

    var count: Int { ends.count }

    /// Lends the bytes of a word.
    func withBytes<Result>(of word: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        body(bytes.span.extracting(range(of: word)))
    }

    /// The words as texts.
    var texts: [String] {
        ends.indices.map { String(decoding: bytes[range(of: $0)], as: UTF8.self) }
    }

    private func range(of word: Int) -> Range<Int> {
        (word == 0 ? 0 : ends[word - 1])..<ends[word]
    }

    /// Replaces the words by those of `text`, see `NameTokens`.
    mutating func split(_ text: Span<UInt8>) {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        if Self.isOneWord(text) { return append(text) }
        var bits: UInt8 = 0
        for index in text.indices { bits |= text[index] }
        if bits < 0x80 { splitASCII(text) } else { splitScalars(text) }
        endWord()
    }

    /// Whether the text is one word of letters of ASCII and Latin-1, as most are.
    private static func isOneWord(_ text: Span<UInt8>) -> Bool {
        var (index, letters, capitals, isFirstCapital) = (0, 0, 0, false)
        while index < text.count {
            var (byte, firstSmall) = (text[index], UInt8(ascii: "a"))
            if byte == 0xC3, index + 1 < text.count {
                index += 1
                // Why: the signs for times and by lie among the letters, a bit apart.
                guard text[index] & 0xC0 == 0x80, text[index] & 0xDF != 0x97 else { return false }
                (byte, firstSmall) = (text[index], 0x9F)
            } else if !(0x61...0x7A ~= byte | 0x20) {
                return false
            }
            if byte < firstSmall {
                if letters == 0 { isFirstCapital = true }
                capitals += 1
            }
            letters += 1
            index += 1
        }
        return letters > 0
            && (capitals == 0 || capitals == letters || capitals == 1 && isFirstCapital)
    }

    private mutating func splitASCII(_ text: Span<UInt8>) {
        var last = LetterClass.other
        for index in text.indices {
            let here = LetterClass(ascii: text[index])
            let next = index + 1 < text.count ? LetterClass(ascii: text[index + 1]) : .other
            if LetterClass.isBorder(last, here, next: next) { endWord() }
            if here != .other { pending.append(text[index]) }
            last = here
        }
    }

    private mutating func splitScalars(_ text: Span<UInt8>) {
        let decoded = unsafe text.withUnsafeBufferPointer {
            unsafe String(decoding: $0, as: UTF8.self)
        }
        let scalars = decoded.unicodeScalars.map(LetterClass.narrow)
        var last = LetterClass.other
        for (index, scalar) in scalars.enumerated() {
            let here = LetterClass(scalar, after: last)
            let next =
                index + 1 < scalars.count ? LetterClass(scalars[index + 1], after: here) : .other
            if LetterClass.isBorder(last, here, next: next) { endWord() }
            if here != .other { pending += scalar.utf8 }
            last = here
        }
    }

    private mutating func endWord() {
        if pending.isEmpty { return }
        var written: [UInt8] = []
        swap(&written, &pending)
        append(written.span)
        written.removeAll(keepingCapacity: true)
        swap(&written, &pending)
    }

    private mutating func append(_ word: Span<UInt8>) {
        let start = bytes.count
        LatinFolding.fold(word) { bytes.append($0) }
        makeSingular(from: start)
        ends.append(bytes.count)
    }

    /// `addresses` → `address`, `cities` → `city`, `phones` → `phone`; `status` and `address` stay,
    /// and the French country, which isn't the English pay.
    private mutating func makeSingular(from start: Int) {
        guard bytes.count - start > 3, bytes[bytes.count - 1] == UInt8(ascii: "s") else { return }
        let word = bytes[start...]
        guard !word.elementsEqual(Self.french),
            !Self.unchanged.contains(where: { word.suffix(2).elementsEqual($0) })
        else { return }
        if word.count > 4, word.suffix(3).elementsEqual("ies".utf8) {
            bytes.removeLast(3)
            bytes.append(UInt8(ascii: "y"))
        } else if Self.lengthened.contains(where: { word.suffix($0.count).elementsEqual($0) }) {
            bytes.removeLast(2)
        } else {
            bytes.removeLast()
        }
    }
}
