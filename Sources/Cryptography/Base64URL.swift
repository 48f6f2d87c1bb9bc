/// Base64 with the URL alphabet and without padding (RFC 4648 §5).
package enum Base64URL {
    /// How many characters `byteCount` bytes take.
    package static func encodedCount(_ byteCount: Int) -> Int { (byteCount * 4 + 2) / 3 }

    static func encode(_ secret: SecretBytes) -> SecretBytes {
        SecretBytes(count: encodedCount(secret.count)) { target in
            secret.withSpan { bytes in
                for index in target.indices { target[index] = character(index, of: bytes) }
            }
        }
    }

    /// Appends the text of bytes that are no secret.
    package static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        var next = 0
        while next + 3 <= bytes.count {
            let group =
                Int(bytes[next]) << 16 | Int(bytes[next + 1]) << 8 | Int(bytes[next + 2])
            unsafe output.append(alphabet.utf8Start[group >> 18])
            unsafe output.append(alphabet.utf8Start[group >> 12 & 63])
            unsafe output.append(alphabet.utf8Start[group >> 6 & 63])
            unsafe output.append(alphabet.utf8Start[group & 63])
            next += 3
        }
        for index in next / 3 * 4..<encodedCount(bytes.count) {
            output.append(character(index, of: bytes))
        }
    }

    private static let alphabet: StaticString =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// The character of that number in the text of the bytes.
    @inline(__always)
    private static func character(_ index: Int, of bytes: Span<UInt8>) -> UInt8 {
        let bit = index * 6
        let high = UInt16(bytes[bit / 8]) << 8
        let low = bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0
        return unsafe alphabet.utf8Start[Int((high | low) >> (10 - bit % 8) & 63)]
    }

    /// `nil` for a character outside the alphabet, an impossible length or stray last bits.
    static func decode(_ text: Span<UInt8>) -> SecretBytes? {
        var isValid = false
        let secret = SecretBytes(count: text.count * 6 / 8) { target in
            isValid = decode(text) { target[$0] = $1 }
        }
        return isValid ? secret : nil
    }

    /// The bytes of a text that is no secret; `nil` as above.
    package static func bytes(_ text: Span<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 6 / 8)
        return decode(text, { bytes.append($1) }) ? bytes : nil
    }

    /// Hands over byte by byte with its position; false for text that `decode` refuses.
    private static func decode(_ text: Span<UInt8>, _ store: (Int, UInt8) -> Void) -> Bool {
        guard text.count % 4 != 1 else { return false }
        var pending: UInt32 = 0
        var bits = 0
        var written = 0
        for index in text.indices {
            guard let value = value(text[index]) else { return false }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                store(written, UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
                written += 1
            }
        }
        return pending & ((1 << UInt32(bits)) - 1) == 0
    }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - 97 + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - 48 + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
