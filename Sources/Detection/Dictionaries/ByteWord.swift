/// Up to eight bytes of a text as a number: the first lowest, zeros behind the last.
enum ByteWord {
    /// - Precondition: one byte to eight, within the text.
    @inline(__always)
    static func load(_ text: Span<UInt8>, _ index: Int, _ length: Int) -> UInt64 {
        guard UInt(bitPattern: index) &+ 8 <= UInt(bitPattern: text.count) else {
            return loadLast(text, index, length)
        }
        // SAFETY: any eight bytes are a number, and these lie within the text.
        let word = unsafe text.bytes.unsafeLoadUnaligned(
            fromUncheckedByteOffset: index, as: UInt64.self)
        return UInt64(littleEndian: word) & ~0 &>> UInt64(truncatingIfNeeded: 64 &- length &* 8)
    }

    /// The same where the text ends too early to take eight.
    private static func loadLast(_ text: Span<UInt8>, _ index: Int, _ length: Int) -> UInt64 {
        let last = index + length - 1
        guard length >= 4 else {
            let (first, middle) = (UInt64(text[index]), UInt64(text[index + length / 2]))
            return first | middle << UInt64(length / 2 * 8)
                | UInt64(text[last]) << UInt64((length - 1) * 8)
        }
        return half(text, index) | half(text, last - 3) << UInt64((length - 4) * 8)
    }

    private static func half(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
        // SAFETY: any four bytes are a number; that they lie within the text is checked.
        let half = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self)
        return UInt64(UInt32(littleEndian: half))
    }

    /// The highest bit of each byte.
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The highest bit of each byte that is a digit; wrong behind the first that isn't ASCII.
    static func digits(_ word: UInt64) -> UInt64 {
        (word &+ 0x5050_5050_5050_5050) & ~(word &+ 0x4646_4646_4646_4646) & highBits
    }

    /// The same of ASCII letters.
    static func letters(_ word: UInt64) -> UInt64 {
        let lower = word | 0x2020_2020_2020_2020
        return (lower &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(lower &+ 0x0505_0505_0505_0505) & highBits
    }

    /// Where the ASCII letters and digits end that stand in a row from a place on.
    static func alphanumericEnd(_ text: Span<UInt8>, from start: Int) -> Int {
        var place = start
        while place < text.count {
            let word = load(text, place, min(8, text.count - place))
            let others = (~(digits(word) | letters(word)) | word) & highBits
            if others != 0 { return place + others.trailingZeroBitCount / 8 }
            place += 8
        }
        return text.count
    }
}
