internal import Cryptography

/// Readable tokens of keyed digests: RFC 4648 base 32 in lower case, 5 bits a character.
enum KeyedToken {
    static let bitsPerCharacter = 5
    /// Characters that 128 bits fill.
    static let characterLimit = 25
    /// Letters that a 64-bit draw fills.
    static let letterLimit = 12
    private static let alphabet: StaticString = "abcdefghijklmnopqrstuvwxyz234567"

    /// Appends the leading `characters` × 5 bits of a digest; at most `characterLimit`.
    static func append(_ digest: UInt128, characters: Int, to output: inout [UInt8]) {
        var token = InlineArray<25, UInt8>(repeating: 0)
        var span = token.mutableSpan
        write(digest, characters: characters, to: &span, at: 0)
        output.append(token.span.extracting(0..<characters))
    }

    /// The same into bytes that are there.
    @inline(__always)
    static func write(
        _ digest: UInt128, characters: Int, to bytes: inout MutableSpan<UInt8>, at start: Int
    ) {
        precondition(characters <= characterLimit)
        // Why: shifts of 64 bits cost half of those of 128, and a word fills twelve characters.
        for first in stride(from: 0, to: characters, by: 12) {
            var rest = UInt64(truncatingIfNeeded: digest >> (64 - bitsPerCharacter * first))
            for index in first..<min(first + 12, characters) {
                bytes[start + index] = character(Int(truncatingIfNeeded: rest >> 59))
                rest <<= UInt64(bitsPerCharacter)
            }
        }
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

    @inline(__always)
    private static func character(_ value: Int) -> UInt8 { unsafe alphabet.utf8Start[value] }
}
