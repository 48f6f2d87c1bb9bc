#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A key or a ring of them as a file, readable by its owner alone.
package enum KeyFile {
    /// Makes a random key and writes it to a new file of mode 0600, flushed to the disk.
    ///
    /// An existing file, a link included, is never touched; a file that couldn't be written whole
    /// is removed.
    package static func create(path: String) throws(CryptographyError) -> MaskingKey {
        let key = try MaskingKey.random()
        try store(ended(key.line()), inNew: path)
        return key
    }

    /// The same for a key that signs manifests.
    package static func createSigner(path: String) throws(CryptographyError) -> SigningKey {
        let key = try SigningKey.random()
        try store(ended(key.line()), inNew: path)
        return key
    }

    /// Adds a new active key to the key or ring in a file and retires the one that was active.
    ///
    /// The file is replaced whole or stays as it was.
    package static func rotate(path: String) throws(CryptographyError) -> KeyRing {
        let ring = try KeySource.file(path: path).load().rotated()
        let temporary = path + ".new"
        try store(ring.text(), inNew: temporary)
        guard unsafe rename(temporary, path) == 0 else {
            let reason = SystemError.text(errno)
            unsafe unlink(temporary)
            throw .unwritableKeyFile(path: path, reason: reason)
        }
        return ring
    }

    private static func ended(_ line: SecretBytes) -> SecretBytes {
        SecretBytes(count: line.count + 1) { target in
            line.withSpan { for index in $0.indices { target[index] = $0[index] } }
            target[line.count] = UInt8(ascii: "\n")
        }
    }

    private static func store(
        _ text: SecretBytes, inNew path: String
    ) throws(CryptographyError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .keyFileExists(path: path) }
            throw .unwritableKeyFile(path: path, reason: SystemError.text(errno))
        }
        defer { close(descriptor) }
        // Why: the mode given to open is cut by the umask, never widened; fchmod makes it exact.
        let isWritten =
            fchmod(descriptor, 0o600) == 0 && store(text, in: descriptor)
            && fsync(descriptor) == 0
        guard isWritten else {
            let reason = SystemError.text(errno)
            unsafe unlink(path)
            throw .unwritableKeyFile(path: path, reason: reason)
        }
    }

    /// The text of a key file; refuses what isn't a regular file of mode 0600 or 0400.
    static func read(path: String) throws(CryptographyError) -> SecretBytes {
        let source = "file:\(path)"
        // Why: without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .unreadableKey(source: source, reason: SystemError.text(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .unreadableKey(source: source, reason: SystemError.text(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        let mode = status.st_mode & 0o7777
        guard mode == 0o600 || mode == 0o400 else {
            throw .openKeyFile(path: path, mode: "0" + String(mode, radix: 8))
        }
        return try DescriptorReader.secret(from: descriptor, source: source)
    }

    private static func store(_ text: SecretBytes, in descriptor: Int32) -> Bool {
        text.withSpan { bytes in
            unsafe bytes.withUnsafeBufferPointer { buffer in
                var written = 0
                while written < buffer.count {
                    let step = unsafe write(
                        descriptor, buffer.baseAddress.map { unsafe $0 + written },
                        buffer.count - written)
                    if step < 0 && errno == EINTR { continue }
                    guard step > 0 else { return false }
                    written += step
                }
                return true
            }
        }
    }
}
