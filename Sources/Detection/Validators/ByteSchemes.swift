/// CRC-32 of IEEE 802.3, bit by bit: tokens are short.
enum CRC32 {
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for index in bytes.indices {
            crc ^= UInt32(bytes[index])
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

/// Decodes base64url (RFC 4648 §5) one character at a time.
struct Base64URLReader {
    private var bits: UInt32 = 0
    private var bitCount = 0

    /// The next byte once eight bits are there.
    mutating func next(_ character: UInt8) -> UInt8? {
        let value: UInt8
        if character.isUpper {
            value = character - 65
        } else if character.isLower {
            value = character - 71
        } else if character.isDigit {
            value = character + 4
        } else {
            value = character == 45 || character == 43 ? 62 : 63
        }
        bits = bits << 6 | UInt32(value)
        bitCount += 6
        guard bitCount >= 8 else { return nil }
        bitCount -= 8
        return UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
    }
}

/// The BCH code of BIP 173.
struct Bech32Checksum {
    private(set) var state: UInt32 = 1

    mutating func add(_ value: UInt8) {
        let generators: InlineArray<5, UInt32> = [
            0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
        ]
        let top = state >> 25
        state = (state & 0x1ff_ffff) << 5 ^ UInt32(value)
        for index in 0..<5 where top >> UInt32(index) & 1 == 1 { state ^= generators[index] }
    }

    /// The five bits of a lower-case character.
    static func value(_ byte: UInt8) -> UInt8? {
        let alphabet: StaticString = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
        for index in 0..<32 where alphabet.byte(index) == byte { return UInt8(index) }
        return nil
    }
}

extension Span<UInt8> {
    func starts(with prefix: StaticString) -> Bool {
        guard count >= prefix.utf8CodeUnitCount else { return false }
        for index in 0..<prefix.utf8CodeUnitCount {
            if self[index] != prefix.byte(index) { return false }
        }
        return true
    }

    func isHex(_ range: Range<Int>) -> Bool {
        for index in range where self[index].hexValue == nil { return false }
        return true
    }
}

/// Small tables kept as text in the binary.
extension StaticString {
    func byte(_ index: Int) -> UInt8 { withUTF8Buffer { unsafe $0[index] } }

    func contains(_ byte: UInt8) -> Bool { withUTF8Buffer { unsafe $0.contains(byte) } }
}
