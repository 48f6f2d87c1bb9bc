/// The one-line text of 32 key bytes: `PREFIX:BASE64URL(32 bytes):CRC32`, the CRC-32 (ISO 3309) of
/// the bytes as 8 lower-case hexadecimal digits.
struct KeyLine {
    static let byteCount = 32

    /// With its colon.
    let prefix: String

    /// The bytes of a line, which one newline may end. Errors name the defect, never the text.
    func bytes(of text: Span<UInt8>) throws(CryptographyError) -> SecretBytes {
        let prefix = Array(self.prefix.utf8)
        var end = text.count
        if end > 0, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        let encodedCount = Base64URL.encodedCount(Self.byteCount)
        guard end >= prefix.count, prefix.indices.allSatisfy({ text[$0] == prefix[$0] }) else {
            throw .malformedKey(.prefix)
        }
        guard end == prefix.count + encodedCount + 9,
            text[prefix.count + encodedCount] == UInt8(ascii: ":")
        else { throw .malformedKey(.length) }
        let encoded = text.extracting(prefix.count..<prefix.count + encodedCount)
        guard let secret = Base64URL.decode(encoded) else { throw .malformedKey(.encoding) }
        let expected = Array(Self.checksum(of: secret).utf8)
        let start = prefix.count + encodedCount + 1
        guard expected.indices.allSatisfy({ text[start + $0] == expected[$0] }) else {
            throw .malformedKey(.checksum)
        }
        return secret
    }

    /// The line of these bytes, without a newline; for writing a key file only.
    func text(of secret: SecretBytes) -> SecretBytes {
        let prefix = Array(self.prefix.utf8)
        let suffix = Array((":" + Self.checksum(of: secret)).utf8)
        let encoded = Base64URL.encode(secret)
        return SecretBytes(count: prefix.count + encoded.count + suffix.count) { target in
            for index in prefix.indices { target[index] = prefix[index] }
            encoded.withSpan { bytes in
                for index in bytes.indices { target[prefix.count + index] = bytes[index] }
            }
            let start = prefix.count + encoded.count
            for index in suffix.indices { target[start + index] = suffix[index] }
        }
    }

    private static func checksum(of secret: SecretBytes) -> String {
        let crc = secret.withSpan { CRC32.checksum($0) }
        return Hexadecimal.text((0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) })
    }
}
