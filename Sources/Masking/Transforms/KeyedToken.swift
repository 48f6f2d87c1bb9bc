internal import Cryptography

/// Readable tokens of keyed digests: RFC 4648 base 32 in lower case, 5 bits a character.
enum KeyedToken {
    static let bitsPerCharacter = 5
    /// Letters that a 64-bit draw fills.
    static let letterLimit = 12
    private static let alphabet: StaticString = "abcdefghijklmnopqrstuvwxyz234567"

    /// Appends the leading `characters` × 5 bits of a digest; at most 25 characters.
    static func append(_ digest: UInt128, characters: Int, to output: inout [UInt8]) {
        precondition(characters <= 25)
        var token = InlineArray<25, UInt8>(repeating: 0)
        var rest = digest
        for index in 0..<characters {
            token[index] = character(Int(truncatingIfNeeded: rest >> 123))
            rest <<= 5
        }
        output.append(token.span.extracting(0..<characters))
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

    private static func character(_ value: Int) -> UInt8 { unsafe alphabet.utf8Start[value] }
}
