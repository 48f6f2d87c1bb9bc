internal import Synchronization

/// The half-written files of this process, so that an interrupt can remove them all.
///
/// The command line calls `removeAll()` from the Dispatch signal source of SIGINT and SIGTERM, an
/// ordinary thread, so the lock is safe there; it must not be called from a raw signal handler.
package enum TemporaryFiles {
    private struct Registry {
        var paths: Set<String> = []
        var isClosed = false
    }

    private static let registry = Mutex(Registry())

    /// Removes every temporary file and keeps new ones from being published or left behind.
    package static func removeAll() {
        registry.withLock { registry in
            for path in registry.paths { SystemCalls.remove(path) }
            registry.paths = []
            registry.isClosed = true
        }
    }

    /// Makes a folder for files of this user alone, and those above it.
    ///
    /// - Returns: whether it is there.
    package static func makePrivateFolder(_ path: String) -> Bool {
        SystemCalls.makePrivateFolder(path)
    }

    /// Creates the file at `path` and remembers it, as one step: no interrupt falls between.
    static func create(_ path: String, mode: UInt32) throws(FormatError) -> Int32 {
        try registry.withLock { registry throws(FormatError) in
            guard !registry.isClosed else { throw interrupted(path) }
            let descriptor = try SystemCalls.create(path, mode: mode)
            registry.paths.insert(path)
            return descriptor
        }
    }

    /// Renames a remembered file to its final name.
    static func publish(_ path: String, as final: String) throws(FormatError) {
        try registry.withLock { registry throws(FormatError) in
            guard !registry.isClosed else { throw interrupted(final) }
            try SystemCalls.rename(path, to: final)
            registry.paths.remove(path)
        }
    }

    /// Removes a remembered file.
    static func discard(_ path: String) {
        registry.withLock { registry in
            if registry.paths.remove(path) != nil { SystemCalls.remove(path) }
        }
    }

    private static func interrupted(_ path: String) -> FormatError {
        FormatError(file: path, .system(action: "write", message: "interrupted"))
    }
}
