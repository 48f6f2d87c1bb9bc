/// A token of at most sixteen letters of ASCII as `SplitWords` makes it, where that is one word and
/// no plural: most are, and need nothing but their capitals made small.
struct PlainToken {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    /// What a small letter has and a capital has not, in the first byte.
    private static let firstCase: UInt64 = 0x20

    /// The bytes, the first lowest.
    private let bytes: InlineArray<2, UInt64>
    private let count: Int

    /// `nil` for other tokens.
    ///
    /// - Parameter text: letters, among them bytes beyond ASCII.
    init?(_ text: Span<UInt8>) {
        guard 1...ShortWord.longest ~= text.count,
            text[text.count - 1] | 0x20 != UInt8(ascii: "s")
        else { return nil }
        let word = ShortWord(text, 0..<text.count)
        guard (word.low | word.high) & Self.highBits == 0 else { return nil }
        let (low, high) = (FoldedHash.folded(word.low), FoldedHash.folded(word.high))
        let capitals = (low: low ^ word.low, high: high ^ word.high)
        let capitalCount = capitals.low.nonzeroBitCount + capitals.high.nonzeroBitCount
        guard
            capitalCount == 0 || capitalCount == text.count
                || capitalCount == 1 && capitals.low == Self.firstCase
        else { return nil }
        bytes = [low.littleEndian, high.littleEndian]
        count = text.count
    }

    /// Lends the word.
    func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        let words = bytes.span
        return unsafe words.withUnsafeBytes { raw in
            // SAFETY: any bytes are numbers of eight bits, and these live during the call.
            let letters = unsafe raw.bindMemory(to: UInt8.self)
            return body(unsafe letters.span.extracting(0..<count))
        }
    }
}
