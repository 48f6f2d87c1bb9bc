internal import CLibCrypto
internal import Synchronization

/// AES in single blocks (FIPS 197), many at a time: one EVP call for a whole batch of blocks.
///
/// The key schedule is expanded once. Threads may share a cipher: each takes a lane of its own for
/// as long as it works, so no state of one call is seen by another.
@safe package final class BlockCipher: Sendable {
    package static let blockSize = 16

    // SAFETY: an idle context is in the pool or with exactly one lane; the pool is locked.
    @safe private struct Context: @unchecked Sendable { let pointer: OpaquePointer }
    private let idle: Mutex<[Context]>

    package init(key: SubKey) {
        unsafe idle = Mutex([Context(pointer: Self.makeContext(key.secret))])
    }

    /// A key of 16, 24 or 32 bytes, for published vectors; Bauta itself uses AES-256 only.
    package init(secret: SecretBytes) throws(CryptographyError) {
        guard [16, 24, 32].contains(secret.count) else { throw .keyLength(bytes: secret.count) }
        unsafe idle = Mutex([Context(pointer: Self.makeContext(secret))])
    }

    deinit {
        idle.withLock { contexts in
            for context in contexts { unsafe EVP_CIPHER_CTX_free(context.pointer) }
        }
    }

    /// Lends a lane to one thread for the time of `body`; 40 ns, so take it once a batch.
    package func withLane<Result, Failure: Error>(
        _ body: (borrowing CipherLane) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let context = idle.withLock { contexts in
            // Why: one context always stays behind as the original of further copies.
            contexts.count > 1 ? contexts.removeLast() : Self.copy(contexts[0])
        }
        defer { idle.withLock { $0.append(context) } }
        return try body(unsafe CipherLane(context: context.pointer))
    }

    private static func makeContext(_ secret: SecretBytes) -> OpaquePointer {
        guard let context = unsafe EVP_CIPHER_CTX_new() else {
            preconditionFailure("libcrypto has no memory")
        }
        let status = secret.withSpan { key in
            unsafe key.withUnsafeBufferPointer { bytes in
                let cipher =
                    switch bytes.count {
                    case 16: unsafe EVP_aes_128_ecb()
                    case 24: unsafe EVP_aes_192_ecb()
                    default: unsafe EVP_aes_256_ecb()
                    }
                return unsafe EVP_EncryptInit_ex(context, cipher, nil, bytes.baseAddress, nil)
            }
        }
        precondition(status == 1, "libcrypto has no AES")
        unsafe EVP_CIPHER_CTX_set_padding(context, 0)
        return unsafe context
    }

    private static func copy(_ original: Context) -> Context {
        guard let context = unsafe EVP_CIPHER_CTX_new(),
            unsafe EVP_CIPHER_CTX_copy(context, original.pointer) == 1
        else { preconditionFailure("libcrypto has no memory") }
        return unsafe Context(pointer: context)
    }
}

/// The right to encrypt blocks on one thread; lent by `BlockCipher.withLane`.
@safe package struct CipherLane: ~Copyable {
    private let context: OpaquePointer

    fileprivate init(context: OpaquePointer) { unsafe self.context = context }

    /// Encrypts `byteCount` bytes, a multiple of 16 and at most 2³¹ − 16, each block by itself.
    ///
    /// `input` and `output` may be the same memory and must not overlap otherwise.
    @unsafe package borrowing func encrypt(
        _ input: UnsafeRawPointer, into output: UnsafeMutableRawPointer, byteCount: Int
    ) {
        var written: Int32 = 0
        let status = unsafe EVP_EncryptUpdate(
            context, output.assumingMemoryBound(to: UInt8.self), &written,
            input.assumingMemoryBound(to: UInt8.self), Int32(byteCount))
        precondition(status == 1 && Int(written) == byteCount, "libcrypto failed to encrypt")
    }

    /// Encrypts one block held as a big-endian number.
    package borrowing func encrypt(_ block: UInt128) -> UInt128 {
        var bytes = block.bigEndian
        unsafe withUnsafeMutableBytes(of: &bytes) {
            guard let base = $0.baseAddress else { return }
            unsafe encrypt(base, into: base, byteCount: BlockCipher.blockSize)
        }
        return UInt128(bigEndian: bytes)
    }
}
