internal import CLibCrypto

/// An Ed25519 key (RFC 8032) that signs manifests; apart from the keys that mask.
///
/// As text it is one line, `bauta-signing-key-1:` and on as `KeyLine` says, of the 32-byte seed.
@safe package final class SigningKey: Sendable {
    // SAFETY: made in `init`, read by every call, freed in `deinit`; libcrypto locks what it must.
    private nonisolated(unsafe) let key: OpaquePointer
    private let seed: SecretBytes
    /// What others check signatures with.
    package let publicKey: VerifyingKey

    private static let form = KeyLine(prefix: "bauta-signing-key-1:")

    /// The key of a known 32-byte seed.
    package init(seed: SecretBytes) throws(CryptographyError) {
        guard seed.count == KeyLine.byteCount else { throw .keyLength(bytes: seed.count) }
        var made: OpaquePointer?
        seed.withSpan { bytes in
            unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe made = EVP_PKEY_new_raw_private_key(
                    EVP_PKEY_ED25519, nil, buffer.baseAddress, buffer.count)
            }
        }
        guard let key = unsafe made else { preconditionFailure("libcrypto has no Ed25519") }
        var bytes = [UInt8](repeating: 0, count: VerifyingKey.byteCount)
        var count = bytes.count
        let status = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count)
        precondition(status == 1, "an Ed25519 key has a public part")
        unsafe self.key = key
        self.seed = seed
        publicKey = VerifyingKey(bytes: bytes)
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// A fresh key from the system's random generator.
    package static func random() throws(CryptographyError) -> SigningKey {
        try SigningKey(seed: SecretBytes.random(count: KeyLine.byteCount))
    }

    /// Reads the one line; errors name the defect and never the text.
    package convenience init(text: Span<UInt8>) throws(CryptographyError) {
        try self.init(seed: Self.form.bytes(of: text))
    }

    /// The one line, without a newline; for writing a key file only.
    package func line() -> SecretBytes { Self.form.text(of: seed) }

    /// The 64-byte signature of a message; the same each time.
    package func signature(of message: [UInt8]) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("libcrypto has no memory")
        }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: VerifyingKey.signatureByteCount)
        var count = signature.count
        let isReady = unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
        let status = unsafe EVP_DigestSign(
            context, &signature, &count, message, message.count)
        precondition(isReady && status == 1, "libcrypto failed to sign")
        return signature
    }
}

extension SigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "signing key \(publicKey.id)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
