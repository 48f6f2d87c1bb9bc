internal import Synchronization

/// Writes bytes to a descriptor through a buffer; safe to use from any thread, one call at a time.
///
/// A pipe whose reader has gone throws `.closedPipe`, a full disk `.noSpace`. Bytes still buffered
/// at deinit are dropped on purpose: what wasn't flushed wasn't promised.
package final class DescriptorWriter: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        var bytesWritten = 0
    }

    /// The name for messages.
    package let name: String
    let descriptor: Int32
    private let state = Mutex(State())
    private static let bufferLimit = 64 * 1024

    /// A writer over a descriptor that the caller keeps open.
    package init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// A writer to standard output.
    package static func standardOutput() -> DescriptorWriter {
        DescriptorWriter(descriptor: 1, name: "standard output")
    }

    /// Bytes accepted so far, buffered ones included.
    package var bytesWritten: Int { state.withLock { $0.bytesWritten } }

    /// Takes the bytes; blocks of 64 KiB and more go straight to the descriptor.
    package func write(_ bytes: [UInt8]) throws(FormatError) {
        try state.withLock { state throws(FormatError) in
            state.bytesWritten += bytes.count
            if state.buffer.count + bytes.count < Self.bufferLimit {
                state.buffer += bytes
                return
            }
            try drain(&state.buffer)
            try send(bytes)
        }
    }

    /// Buffers the text's UTF-8.
    package func write(_ text: String) throws(FormatError) {
        try write(Array(text.utf8))
    }

    /// Hands everything buffered to the system.
    package func flush() throws(FormatError) {
        try state.withLock { state throws(FormatError) in try drain(&state.buffer) }
    }

    private func drain(_ buffer: inout [UInt8]) throws(FormatError) {
        guard !buffer.isEmpty else { return }
        try send(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func send(_ bytes: [UInt8]) throws(FormatError) {
        let failure = unsafe bytes.withUnsafeBufferPointer { bytes -> FormatError? in
            do throws(FormatError) {
                unsafe try SystemCalls.write(descriptor, bytes, file: name)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
