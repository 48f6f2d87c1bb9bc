internal import Cryptography

/// Readable tokens of keyed digests: RFC 4648 base 32 in lower case, 5 bits a character.
enum KeyedToken {
    static let bitsPerCharacter = 5
    /// Characters that 128 bits fill.
    static let characterLimit = 25
    /// Letters that a 64-bit draw fills.
    static let letterLimit = 12

    /// Appends the leading `characters` × 5 bits of a digest; at most `characterLimit`.
    static func append(_ digest: UInt128, characters: Int, to output: inout [UInt8]) {
        precondition(characters <= characterLimit)
        var token = InlineArray<32, UInt8>(repeating: 0)
        var span = token.mutableSpan
        write(digest, characters: characters, to: &span, at: 0)
        output.append(token.span.extracting(0..<characters))
    }

    /// The same into bytes that are there, with up to seven characters more behind the last one.
    @inline(__always)
    static func write(
        _ digest: UInt128, characters: Int, to bytes: inout MutableSpan<UInt8>, at start: Int
    ) {
        var rest = digest
        for place in stride(from: start, to: start + characters, by: 8) {
            bytes.store(eight(UInt64(truncatingIfNeeded: rest >> 88)), at: place)
            rest <<= 40
        }
    }

    /// Eight characters for 40 bits, the first the least significant byte.
    @inline(__always)
    private static func eight(_ bits: UInt64) -> UInt64 {
        let halves = (bits & 0xFFFFF_00000) << 12 | bits & 0xFFFFF
        let quarters = (halves & 0xFFC00_000F_FC00) << 6 | halves & 0x3FF_0000_03FF
        let values = (quarters & 0x03E0_03E0_03E0_03E0) << 3 | quarters & 0x001F_001F_001F_001F
        // Why: `a` and on for the first 26, `2` and on for the others.
        let digits = (values &+ .repeating(0x80 - 26)) >> 7 & .repeating(1)
        return (values &+ .repeating(UInt8(ascii: "a")) &- digits &* 73).byteSwapped
    }

    /// The same in letters alone (base 26), for tokens that stand where a word stands; more than
    /// `letterLimit` carry nothing new.
    static func appendLetters(_ draw: UInt64, characters: Int, to output: inout [UInt8]) {
        var rest = draw
        for _ in 0..<characters {
            let (letter, low) = rest.multipliedFullWidth(by: 26)
            output.append(UInt8(ascii: "a") + UInt8(letter))
            rest = low
        }
    }
}
