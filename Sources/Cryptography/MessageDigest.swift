internal import CLibCrypto

/// SHA-256 (FIPS 180-4): of bytes at hand, or streamed through `update` and `finish`.
///
/// One owner, one thread at a time; it may move between threads.
@safe package struct MessageDigest: ~Copyable, Sendable {
    // SAFETY: this value is the only owner and cannot be copied.
    private nonisolated(unsafe) let context: OpaquePointer

    package init() {
        guard let context = unsafe EVP_MD_CTX_new(),
            unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto has no memory or no SHA-256") }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Appends bytes to the message.
    package mutating func update(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBufferPointer {
            unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count)
        }
        precondition(status == 1, "libcrypto failed to hash")
    }

    /// Appends bytes to the message.
    package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// The digest of everything so far; the value is used up.
    package consuming func finish() -> Digest256 {
        var result = InlineArray<32, UInt8>(repeating: 0)
        var span = result.mutableSpan
        let status = unsafe span.withUnsafeMutableBufferPointer {
            unsafe EVP_DigestFinal_ex(context, $0.baseAddress, nil)
        }
        precondition(status == 1, "libcrypto failed to hash")
        return Digest256(bytes: result)
    }

    /// SHA-256 (FIPS 180-4) of one message.
    package static func sha256(_ bytes: Span<UInt8>) -> Digest256 {
        var digest = MessageDigest()
        digest.update(bytes)
        return digest.finish()
    }

    /// SHA-256 (FIPS 180-4) of one message.
    package static func sha256(_ bytes: [UInt8]) -> Digest256 { sha256(bytes.span) }
}
