/// FNV-1a over the bytes of a word or phrase as `NameTokens` makes them; a phrase has a blank
/// between its words.
///
/// Words are known by these 64 bits alone: that two of a hundred thousand are the same has a chance
/// of one in a billion.
struct WordHash {
    private var bits: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ text: String) { add(text) }

    init(_ word: Span<UInt8>) { add(word) }

    mutating func add(_ byte: UInt8) { bits = (bits ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    mutating func add(_ word: Span<UInt8>) { for index in word.indices { add(word[index]) } }

    mutating func add(_ text: String) { for byte in text.utf8 { add(byte) } }

    /// The bits that stand for what was added; never 0.
    var key: UInt64 { bits == 0 ? 1 : bits }
}
