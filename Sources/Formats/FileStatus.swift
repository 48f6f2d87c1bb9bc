#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the file system says of a file or folder.
package struct FileStatus: Sendable {
    /// Size in bytes of a regular file; 0 for everything else.
    package let byteCount: Int
    /// Nanoseconds since 1970 of the last change to the contents.
    package let modified: Int
    package let isFolder: Bool
    /// Whether it is this user's and nobody else may write to it.
    package let isPrivate: Bool

    /// Follows links; `nil` when nothing is there or it can't be asked.
    package init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        byteCount = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        modified = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
        isPrivate = status.st_uid == geteuid() && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }
}
