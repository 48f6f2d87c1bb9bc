internal import CLibCrypto

/// The public half of a `SigningKey`, for everybody who checks manifests.
///
/// As text it is one line, `bauta-public-key-1:` and on as `KeyLine` says.
package struct VerifyingKey: Sendable, Equatable {
    static let byteCount = 32
    static let signatureByteCount = 64

    private static let form = KeyLine(prefix: "bauta-public-key-1:")

    private let bytes: [UInt8]

    /// 16 hexadecimal digits that name the key in signatures: the first 8 bytes of its SHA-256.
    package var id: String { String(MessageDigest.sha256(bytes).hex.prefix(16)) }

    /// 32 bytes as RFC 8032 encodes a point; one that is none verifies nothing.
    init(bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount)
        self.bytes = bytes
    }

    /// Reads the one line; errors name the defect.
    package init(text: String) throws(CryptographyError) {
        let line = Array(text.utf8)
        let secret = try Self.form.bytes(of: line.span)
        self.init(bytes: secret.withSpan { span in span.indices.map { span[$0] } })
    }

    /// The one line, without a newline.
    package var text: String {
        Self.form.text(of: SecretBytes(copying: bytes.span)).withSpan { line in
            String(decoding: line.indices.map { line[$0] }, as: UTF8.self)
        }
    }

    /// Whether the signature is this key's of the message.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == Self.signatureByteCount,
            let key = unsafe EVP_PKEY_new_raw_public_key(
                EVP_PKEY_ED25519, nil, bytes, bytes.count)
        else { return false }
        defer { unsafe EVP_PKEY_free(key) }
        guard let context = unsafe EVP_MD_CTX_new() else {
            preconditionFailure("libcrypto has no memory")
        }
        defer { unsafe EVP_MD_CTX_free(context) }
        let isReady = unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
        let status = unsafe EVP_DigestVerify(
            context, signature, signature.count, message, message.count)
        return isReady && status == 1
    }
}
