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
        var bits: UInt8 = 0
        for index in text.indices { bits |= text[index] }
        if bits < 0x80 { splitASCII(text) } else { splitScalars(text) }
        endWord()
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
        let start = bytes.count
        var written: [UInt8] = []
        swap(&written, &pending)
        LatinFolding.fold(written.span) { bytes.append($0) }
        written.removeAll(keepingCapacity: true)
        swap(&written, &pending)
        makeSingular(from: start)
        ends.append(bytes.count)
    }

    /// `addresses` → `address`, `cities` → `city`, `phones` → `phone`; `status` and `address` stay,
    /// and the French country, which isn't the English pay.
    private mutating func makeSingular(from start: Int) {
        let word = bytes[start...]
        guard word.count > 3, word.last == UInt8(ascii: "s"), !word.elementsEqual(Self.french),
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
