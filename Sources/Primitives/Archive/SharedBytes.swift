/// Bytes that several owners read where they lie: mapped from a file, or a copy in memory.
@safe package final class SharedBytes: Sendable {
    // SAFETY: nobody writes the memory while this object lives, and it is given back in `deinit`
    // only.
    private nonisolated(unsafe) let memory: UnsafeRawBufferPointer
    private let release: @Sendable (SharedBytes) -> Void

    /// - Parameters:
    ///   - memory: aligned to 32 bytes and unchanged until `release` is called.
    ///   - release: gives the memory back.
    @unsafe package init(
        _ memory: UnsafeRawBufferPointer, release: @escaping @Sendable (SharedBytes) -> Void
    ) {
        unsafe self.memory = unsafe memory
        self.release = release
    }

    /// A copy of the bytes.
    package convenience init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: FlatAlignment.bytes)
        unsafe copy.copyBytes(from: bytes)
        unsafe self.init(owning: copy, count: bytes.count)
    }

    /// Takes over allocated memory, of which the first `count` bytes matter.
    @unsafe convenience init(owning copy: UnsafeMutableRawBufferPointer, count: Int) {
        unsafe self.init(UnsafeRawBufferPointer(rebasing: copy[..<count])) { owner in
            if let base = unsafe owner.memory.baseAddress { unsafe base.deallocate() }
        }
    }

    deinit { release(self) }

    package var count: Int { unsafe memory.count }

    /// Lends the bytes, which live as long as this object.
    @unsafe package var unsafeBytes: UnsafeRawBufferPointer { unsafe memory }

    /// Lends the bytes from `start` on.
    package func withBytes<Result>(from start: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        unsafe memory[start...].withMemoryRebound(to: UInt8.self) { bytes in
            body(unsafe bytes.span)
        }
    }
}
