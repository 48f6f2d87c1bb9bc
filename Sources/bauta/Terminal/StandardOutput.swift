internal import Formats

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// An error that may mean no more than a reader that has seen enough (`| head`).
protocol BrokenPipeReporting: Error {
    var isBrokenPipe: Bool { get }
}

extension FormatError: BrokenPipeReporting {
    var isBrokenPipe: Bool { reason == .closedPipe }
}

/// Results on stdout, complete or with an error.
enum StandardOutput {
    struct WriteError: BrokenPipeReporting, CustomStringConvertible {
        let code: Int32
        var isBrokenPipe: Bool { code == EPIPE }
        var description: String {
            unsafe "can't write to standard output: " + String(cString: strerror(code))
        }
    }

    static func write(_ text: String) throws(WriteError) { try write(bytes: Array(text.utf8)) }

    static func write(bytes: [UInt8]) throws(WriteError) {
        var offset = 0
        while offset < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    unsafe Glibc.write(
                        STDOUT_FILENO, buffer.baseAddress! + offset, buffer.count - offset)
                #else
                    unsafe Darwin.write(
                        STDOUT_FILENO, buffer.baseAddress! + offset, buffer.count - offset)
                #endif
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw WriteError(code: errno)
            }
            offset += written
        }
    }

    static func line(_ text: String) throws(WriteError) { try write(text + "\n") }
}
