internal import Synchronization

/// A file that appears under its name whole or not at all.
///
/// Bytes go to a hidden temporary file in the same folder; `commit` syncs and renames it. Without
/// a commit the temporary file is removed on deinit, on `discard` and by
/// `TemporaryFiles.removeAll()` on an interrupt; a file already standing under the name stays as
/// it was.
package final class AtomicOutput: Sendable {
    /// The final name.
    package let path: String
    /// Where the bytes go until `commit`.
    package let writer: DescriptorWriter

    private let temporaryPath: String
    private let isOpen = Mutex(true)
    private static let serial = Atomic(0)

    /// Creates the temporary file.
    ///
    /// `mode` is the permission of the file, 0666 less the user's mask unless it must be private.
    package init(path: String, mode: UInt32 = 0o666) throws(FormatError) {
        guard !SystemCalls.isSpecial(path) else { throw FormatError(file: path, .outputExists) }
        self.path = path
        let number = Self.serial.add(1, ordering: .relaxed).newValue
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let suffix = "\(SystemCalls.processID)-\(number)"
        temporaryPath = SystemCalls.folder(of: path) + "/.\(name.prefix(100)).\(suffix).tmp"
        let descriptor = try TemporaryFiles.create(temporaryPath, mode: mode)
        writer = DescriptorWriter(descriptor: descriptor, name: path)
    }

    deinit { discard() }

    /// Flushes, syncs and renames; the output is complete and durable when this returns.
    ///
    /// Throws and removes the temporary file when any step fails.
    package func commit() throws(FormatError) {
        do throws(FormatError) {
            try writer.flush()
            try SystemCalls.sync(writer.descriptor, file: path)
            try TemporaryFiles.publish(temporaryPath, as: path)
        } catch {
            discard()
            throw error
        }
        close()
        SystemCalls.syncFolder(SystemCalls.folder(of: path))
    }

    /// Gives the output up; harmless after a commit.
    package func discard() {
        close()
        TemporaryFiles.discard(temporaryPath)
    }

    /// Removes a file of an earlier run that would contradict what is about to be published.
    package static func removeStale(_ path: String) {
        if !SystemCalls.isSpecial(path) { SystemCalls.remove(path) }
    }

    private func close() {
        isOpen.withLock { isOpen in
            if isOpen { SystemCalls.close(writer.descriptor) }
            isOpen = false
        }
    }
}
