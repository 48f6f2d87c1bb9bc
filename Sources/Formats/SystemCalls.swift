#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The seam for file system calls: every call retries EINTR and turns errno into a `FormatError`.
enum SystemCalls {
    /// Opens for reading; refuses a directory.
    static func openForReading(_ path: String) throws(FormatError) -> Int32 {
        let descriptor = retrying { unsafe open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw failure(path, "open", errno) }
        if let status = status(descriptor), status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw FormatError(file: path, .isDirectory)
        }
        return descriptor
    }

    /// Opens a regular file for reading; negative when there is none.
    static func openRegular(_ path: String, followsLinks: Bool) -> Int32 {
        // Why O_NONBLOCK: opening a named pipe would wait for somebody who writes.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
        return retrying { unsafe open(path, flags) }
    }

    /// Maps a file's first bytes for reading; `nil` when the system refuses.
    @unsafe static func map(_ descriptor: Int32, byteCount: Int) -> UnsafeRawBufferPointer? {
        let memory = unsafe mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
        // Why: MAP_FAILED is a pointer with all bits set.
        guard let memory = unsafe memory, Int(bitPattern: memory) != -1 else { return nil }
        return unsafe UnsafeRawBufferPointer(start: memory, count: byteCount)
    }

    @unsafe static func unmap(_ memory: UnsafeRawBufferPointer) {
        unsafe munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    }

    /// Makes a folder and those above it; only the user may enter what is made.
    static func makePrivateFolder(_ path: String) -> Bool {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        let parent = folder(of: path)
        guard errno == ENOENT, parent != path, makePrivateFolder(parent) else { return false }
        return unsafe mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    /// The folder a path lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Creates a file that must not exist yet; it is private to the user until it is published.
    static func create(_ path: String, mode: UInt32) throws(FormatError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let descriptor = retrying { unsafe open(path, flags, mode_t(mode)) }
        guard descriptor >= 0 else { throw failure(path, "create", errno) }
        return descriptor
    }

    /// Reads at most `capacity` bytes to `target`; 0 at the end of the file.
    static func read(
        _ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ capacity: Int, file: String
    ) throws(FormatError) -> Int {
        let count = retrying { unsafe Int32(clamping: readBytes(descriptor, target, capacity)) }
        guard count >= 0 else { throw failure(file, "read", errno) }
        return Int(count)
    }

    /// Fills `target`, less only at the end of the file; returns how much.
    static func fill(
        _ target: UnsafeMutableBufferPointer<UInt8>, from descriptor: Int32, file: String
    ) throws(FormatError) -> Int {
        var end = 0
        while end < target.count, let base = target.baseAddress {
            let count = unsafe try read(descriptor, base + end, target.count - end, file: file)
            if count == 0 { break }
            end += count
        }
        return end
    }

    /// Writes all bytes, however many calls it takes.
    static func write(
        _ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>, file: String
    ) throws(FormatError) {
        var written = 0
        while written < bytes.count {
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[written...])
            let count = retrying { unsafe Int32(clamping: writeBytes(descriptor, rest)) }
            guard count >= 0 else { throw failure(file, "write", errno) }
            written += Int(count)
        }
    }

    /// Makes the file's bytes durable. Pipes and devices that can't be synced are left alone.
    static func sync(_ descriptor: Int32, file: String) throws(FormatError) {
        let result = retrying { fsync(descriptor) }
        if result != 0 && errno != EINVAL && errno != EROFS { throw failure(file, "sync", errno) }
    }

    static func rename(_ old: String, to new: String) throws(FormatError) {
        guard renamePath(old, new) == 0 else { throw failure(new, "rename to", errno) }
    }

    /// Makes a rename in this folder durable; best effort, since some file systems refuse it.
    static func syncFolder(_ path: String) {
        let descriptor = retrying { unsafe open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { return }
        _ = retrying { fsync(descriptor) }
        close(descriptor)
    }

    static func remove(_ path: String) {
        _ = unsafe unlink(path)
    }

    static func close(_ descriptor: Int32) {
        _ = closeDescriptor(descriptor)
    }

    /// The size in bytes of a regular file; `nil` for pipes and devices.
    static func size(_ descriptor: Int32) -> Int? {
        guard let status = status(descriptor), status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    /// Whether something other than a regular file stands at the path; a missing file is fine.
    static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG
    }

    /// The process id, part of temporary names.
    static var processID: Int32 { getpid() }

    private static func status(_ descriptor: Int32) -> stat? {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? status : nil
    }

    private static func retrying(_ call: () -> Int32) -> Int32 {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    private static func failure(_ file: String, _ action: String, _ code: Int32) -> FormatError {
        switch code {
        case ENOSPC, EDQUOT: FormatError(file: file, .noSpace)
        case EPIPE: FormatError(file: file, .closedPipe)
        case EISDIR: FormatError(file: file, .isDirectory)
        default:
            FormatError(
                file: file,
                .system(action: action, message: unsafe String(cString: strerror(code))))
        }
    }
}

// Why: inside the enum the names of these calls are its own methods.
private func readBytes(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int)
    -> Int
{
    unsafe read(descriptor, target, min(count, 1 << 30))
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    unsafe write(descriptor, bytes.baseAddress, min(bytes.count, 1 << 30))
}

private func closeDescriptor(_ descriptor: Int32) -> Int32 { close(descriptor) }

private func renamePath(_ old: String, _ new: String) -> Int32 { unsafe rename(old, new) }
