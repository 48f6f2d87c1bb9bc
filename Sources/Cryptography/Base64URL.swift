/// Base64 with the URL alphabet and without padding (RFC 4648 §5), from and into key material.
enum Base64URL {
    /// How many characters `byteCount` bytes take.
    static func encodedCount(_ byteCount: Int) -> Int { (byteCount * 4 + 2) / 3 }

    static func encode(_ secret: SecretBytes) -> SecretBytes {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        return SecretBytes(count: encodedCount(secret.count)) { target in
            secret.withSpan { bytes in
                for index in target.indices {
                    let bit = index * 6
                    let high = UInt16(bytes[bit / 8]) << 8
                    let low = bit / 8 + 1 < bytes.count ? UInt16(bytes[bit / 8 + 1]) : 0
                    target[index] = alphabet[Int((high | low) >> (10 - bit % 8) & 63)]
                }
            }
        }
    }

    /// `nil` for a character outside the alphabet, an impossible length or stray last bits.
    static func decode(_ text: Span<UInt8>) -> SecretBytes? {
        guard text.count % 4 != 1 else { return nil }
        var pending: UInt32 = 0
        var bits = 0
        var isValid = true
        let secret = SecretBytes(count: text.count * 6 / 8) { target in
            var written = 0
            for index in text.indices {
                guard let value = value(text[index]) else {
                    isValid = false
                    return
                }
                pending = pending << 6 | UInt32(value)
                bits += 6
                if bits >= 8 {
                    bits -= 8
                    target[written] = UInt8(truncatingIfNeeded: pending >> UInt32(bits))
                    written += 1
                }
            }
            isValid = pending & ((1 << UInt32(bits)) - 1) == 0
        }
        return isValid ? secret : nil
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
