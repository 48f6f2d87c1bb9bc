internal import CLibCrypto

/// The 256-bit master key of a project; everything keyed is derived from it.
///
/// As text it is one line, `bauta-key-1:BASE64URL(32 bytes):CRC32`, the CRC-32 (ISO 3309) of the
/// 32 bytes as 8 lower-case hexadecimal digits. The bytes are zeroed in `deinit` and never printed.
package final class MaskingKey: Sendable {
    private let secret: SecretBytes
    /// 16 hexadecimal digits that name the key and reveal nothing of it; they go into manifests.
    package let id: String
    /// The key's place in its `KeyRing`, by which tokens name it; 1 for a key that stands alone.
    package let number: Int

    package static let byteCount = 32
    /// What fits the one byte of a token.
    package static let numbers = 1...255
    private static let prefix = "bauta-key-1:"

    /// A key of 32 known bytes.
    package init(secret: SecretBytes, number: Int = 1) throws(CryptographyError) {
        guard secret.count == Self.byteCount else { throw .keyLength(bytes: secret.count) }
        precondition(Self.numbers.contains(number))
        self.secret = secret
        self.number = number
        let info = Array("bauta/1 key id".utf8)
        id = KeyDerivation.hkdf(secret: secret, info: info, count: 8).withSpan { bytes in
            Hexadecimal.text(bytes.indices.map { bytes[$0] })
        }
    }

    /// A fresh key from the system's random generator.
    package static func random(number: Int = 1) throws(CryptographyError) -> MaskingKey {
        var succeeded = false
        let secret = SecretBytes(count: byteCount) { target in
            succeeded = unsafe target.withUnsafeMutableBufferPointer {
                unsafe RAND_bytes($0.baseAddress, Int32($0.count)) == 1
            }
        }
        guard succeeded else { throw .noRandomness }
        return try MaskingKey(secret: secret, number: number)
    }

    /// Reads the one line; one newline may end it. Errors name the defect and never the text.
    package convenience init(
        text: Span<UInt8>, number: Int = 1
    ) throws(CryptographyError) {
        let prefix = Array(Self.prefix.utf8)
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
        try self.init(secret: secret, number: number)
    }

    package convenience init(text: String) throws(CryptographyError) {
        let bytes = Array(text.utf8)
        try self.init(text: bytes.span)
    }

    /// The one line that `init(text:)` reads, without a newline; for writing a key file only.
    package func line() -> SecretBytes {
        let prefix = Array(Self.prefix.utf8)
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

    /// The subkey of one purpose, consistency domain and template.
    ///
    /// HKDF-SHA256 with info `bauta/1 | purpose | domain | template`. A `|` or `\` inside a part is
    /// escaped with `\`, so no two triples share an info. Templates have no separators.
    package func subkey(purpose: String, domain: String, template: String = "") -> SubKey {
        let parts = ["bauta/1"] + [purpose, domain, template].map(Self.escaped)
        let info = Array(parts.joined(separator: " | ").utf8)
        return SubKey(secret: KeyDerivation.hkdf(secret: secret, info: info, count: 32))
    }

    private static func escaped(_ part: String) -> String {
        part.reduce(into: "") { result, character in
            if character == "|" || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }

    private static func checksum(of secret: SecretBytes) -> String {
        let crc = secret.withSpan { CRC32.checksum($0) }
        return Hexadecimal.text((0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) })
    }
}

extension MaskingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "key \(id)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
