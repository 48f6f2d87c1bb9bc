internal import CLibCrypto

/// Key material: filled once, lent for reading, zeroed when its last owner lets go, never printed.
///
/// It lies in memory that is locked where the system allows it; see `LockedMemory`.
@safe package final class SecretBytes: Sendable {
    package let count: Int
    // SAFETY: written only while `init` runs; every later access reads.
    private nonisolated(unsafe) let storage: UnsafeMutableRawBufferPointer

    /// Takes `count` zeroed bytes and lets `fill` write them.
    package init<Failure: Error>(
        count: Int, fill: (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        self.count = count
        let buffer = unsafe LockedMemory.allocate(count)
        unsafe storage = buffer
        var span = unsafe MutableSpan<UInt8>(
            _unsafeElements: buffer.bindMemory(to: UInt8.self))
        try fill(&span)
    }

    /// Bytes from the system's random generator.
    static func random(count: Int) throws(CryptographyError) -> SecretBytes {
        var succeeded = false
        let secret = SecretBytes(count: count) { target in
            succeeded = unsafe target.withUnsafeMutableBufferPointer {
                unsafe RAND_bytes($0.baseAddress, Int32($0.count)) == 1
            }
        }
        guard succeeded else { throw .noRandomness }
        return secret
    }

    /// A copy of `bytes`; the caller still has to dispose of the original.
    package convenience init(copying bytes: Span<UInt8>) {
        self.init(count: bytes.count) { target in
            for index in bytes.indices { target[index] = bytes[index] }
        }
    }

    deinit { unsafe LockedMemory.release(storage) }

    /// Whether the bytes are kept from the swap file.
    package var isLocked: Bool { unsafe LockedMemory.isLocked(storage) }

    /// Lends the bytes; nothing of them may outlive `body`.
    package func withSpan<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe storage.assumingMemoryBound(to: UInt8.self)
        return try body(unsafe Span(_unsafeElements: UnsafeBufferPointer(bytes)))
    }

    /// Whether both hold the same bytes, in time that depends on the lengths alone.
    package func isEqual(to other: SecretBytes) -> Bool {
        guard count == other.count else { return false }
        return unsafe CRYPTO_memcmp(storage.baseAddress, other.storage.baseAddress, count) == 0
    }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
