#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads key text from open descriptors and shell commands into memory that zeroes itself.
enum DescriptorReader {
    /// More than any ring of 255 keys takes: what is longer isn't one, and its last line says so.
    private static let limit = 1 << 15

    /// Everything up to the end of the stream, at most 32,768 bytes.
    static func secret(
        from descriptor: Int32, source: String
    ) throws(CryptographyError) -> SecretBytes {
        var total = 0
        let buffer = try SecretBytes(count: limit) { (target) throws(CryptographyError) in
            while total < limit {
                let received = unsafe target.withUnsafeMutableBufferPointer {
                    unsafe read(descriptor, $0.baseAddress.map { unsafe $0 + total }, limit - total)
                }
                if received == 0 { return }
                if received > 0 {
                    total += received
                } else if errno != EINTR {
                    throw .unreadableKey(source: source, reason: SystemError.text(errno))
                }
            }
        }
        return buffer.withSpan { SecretBytes(copying: $0.extracting(0..<total)) }
    }
}

/// Runs `sh -c` and reads what it prints.
enum ShellCommand {
    static func output(
        of command: String, source: String
    ) throws(CryptographyError) -> SecretBytes {
        guard let stream = unsafe popen(command, "r") else {
            throw .unreadableKey(source: source, reason: SystemError.text(errno))
        }
        let result: Result<SecretBytes, CryptographyError>
        do throws(CryptographyError) {
            result = .success(
                try DescriptorReader.secret(from: unsafe fileno(stream), source: source))
        } catch {
            result = .failure(error)
        }
        let status = unsafe pclose(stream)
        guard status == 0 else {
            throw .unreadableKey(source: source, reason: "the command failed")
        }
        return try result.get()
    }
}

/// The operating system's words for an error number.
enum SystemError {
    static func text(_ number: Int32) -> String {
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }
}
