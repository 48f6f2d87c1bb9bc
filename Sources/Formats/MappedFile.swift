package import Primitives

/// A whole file mapped for reading: pages come from the page cache, shared with other processes.
package enum MappedFile {
    /// Whose a file must be for its bytes to be believed.
    package enum Trust: Sendable {
        case anybody
        /// This user's, writable by nobody else, no symbolic link; the folder likewise.
        case ownerOnly
    }

    /// Maps a regular file that isn't empty; it must be replaced by rename only, never cut short.
    ///
    /// - Returns: `nil` when there is none, or none that may be trusted.
    package static func bytes(of path: String, trust: Trust = .anybody) -> SharedBytes? {
        if trust == .ownerOnly {
            guard let folder = FileStatus(path: SystemCalls.folder(of: path)),
                folder.isPrivate
            else { return nil }
        }
        let descriptor = SystemCalls.openRegular(path, followsLinks: trust == .anybody)
        guard descriptor >= 0 else { return nil }
        defer { SystemCalls.close(descriptor) }
        guard let status = FileStatus(descriptor: descriptor), status.byteCount > 0,
            trust == .anybody || status.isPrivate
        else { return nil }
        return unsafe SystemCalls.map(descriptor, byteCount: status.byteCount).map { memory in
            unsafe SharedBytes(memory) { unsafe SystemCalls.unmap($0.unsafeBytes) }
        }
    }
}
