/// HKDF-SHA256 (RFC 5869): extract a pseudorandom key, expand it under an `info` text.
package enum KeyDerivation {
    /// `count` bytes (at most 255 × 32) derived from `secret`; an empty salt is 32 zero bytes.
    package static func hkdf(
        secret: SecretBytes, salt: [UInt8] = [], info: [UInt8], count: Int
    ) -> SecretBytes {
        precondition(count > 0 && count <= 255 * 32, "HKDF-SHA256 gives at most 8,160 bytes")
        let extractor = KeyedHash(secret: SecretBytes(copying: salt.span))
        let pseudorandomKey = secret.withSpan { extractor.digest($0).secret }
        let expander = KeyedHash(secret: pseudorandomKey)
        return SecretBytes(count: count) { output in
            var block = SecretBytes(count: 0) { _ in }
            var written = 0
            for counter in 1...((count + 31) / 32) {
                let message = joined(block, info + [UInt8(counter)])
                block = message.withSpan { expander.digest($0).secret }
                let taken = min(32, count - written)
                block.withSpan { for index in 0..<taken { output[written + index] = $0[index] } }
                written += taken
            }
        }
    }

    private static func joined(_ secret: SecretBytes, _ suffix: [UInt8]) -> SecretBytes {
        SecretBytes(count: secret.count + suffix.count) { target in
            secret.withSpan { for index in $0.indices { target[index] = $0[index] } }
            for index in suffix.indices { target[secret.count + index] = suffix[index] }
        }
    }
}

extension Digest256 {
    /// The digest as key material.
    fileprivate var secret: SecretBytes { SecretBytes(copying: bytes.span) }
}
