/// A raw output cursor over memory reserved up front, for formatters that know their bound.
///
/// Writing past the bound traps in debug builds and is the formatter's error: it computes the bound
/// from the same batch.
@unsafe struct ByteSink {
    private var next: UnsafeMutablePointer<UInt8>
    private let start: UnsafeMutablePointer<UInt8>
    private let end: UnsafeMutablePointer<UInt8>

    /// Appends what `body` writes to `output`; it may write at most `bound` bytes.
    static func append(
        to output: inout [UInt8], bound: Int, _ body: (inout ByteSink) -> Void
    ) {
        let addition = unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            var sink = unsafe ByteSink(base, capacity: bound)
            unsafe body(&sink)
            count = unsafe sink.next - base
        }
        if output.isEmpty { output = addition } else { output += addition }
    }

    private init(_ base: UnsafeMutablePointer<UInt8>, capacity: Int) {
        unsafe start = base
        unsafe next = base
        unsafe end = base + capacity
    }

    @inline(__always) mutating func put(_ byte: UInt8) {
        unsafe assert(next < end)
        unsafe next.pointee = byte
        unsafe next += 1
    }

    @inline(__always) mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        unsafe assert(bytes.count <= end - next)
        unsafe next.update(from: base, count: bytes.count)
        unsafe next += bytes.count
    }
}
