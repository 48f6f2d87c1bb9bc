/// Which bytes occur in a text, small and capital letters alike: what lacks a letter of a word
/// doesn't hold the word.
struct ByteLetters {
    private var bits: UInt64 = 0

    init(_ text: Span<UInt8>) {
        for index in text.indices { bits |= 1 &<< Self.bit(text[index]) }
    }

    /// False only when a text with these letters can't hold one with the others.
    func holdAll(of others: ByteLetters) -> Bool { others.bits & ~bits == 0 }

    /// The 64 bytes of ASCII that bit 5 is set in have one each, the others share them.
    private static func bit(_ byte: UInt8) -> UInt64 {
        UInt64(byte & 0x1F | byte >> 1 & 0x20)
    }
}
