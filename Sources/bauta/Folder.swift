#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder to write to: several exports, rules of one's own.
enum Folder {
    /// Makes the folder unless it is there.
    static func make(_ path: String) throws(CommandError) {
        guard unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
        throw CommandError(
            unsafe "\(path): can't make the folder: \(String(cString: strerror(errno)))")
    }
}
