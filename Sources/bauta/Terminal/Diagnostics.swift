#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Lines for people: `bauta: message` on stderr.
enum Diagnostics {
    static func write(_ message: String) {
        put("bauta: " + message + "\n", on: STDERR_FILENO)
    }

    /// A line without the program's name, for the notes below a message.
    static func note(_ message: String) {
        put("  " + message + "\n", on: STDERR_FILENO)
    }

    /// Writes all bytes or gives up silently: there is nowhere left to complain.
    static func put(_ text: String, on descriptor: Int32) {
        var copy = text
        copy.withUTF8 { bytes in
            var offset = 0
            while offset < bytes.count {
                let written = unsafe Self.put(bytes, from: offset, on: descriptor)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { return }
                offset += written
            }
        }
    }

    private static func put(
        _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, on descriptor: Int32
    ) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
        #else
            unsafe Darwin.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
        #endif
    }
}
