/// A file, or standard input, read once from front to back in large blocks.
///
/// Belongs to one reader: it isn't `Sendable`. The descriptor is closed on deinit.
package final class InputFile {
    /// The name for messages: the path as given, or `standard input`.
    package let name: String
    /// The size in bytes where the file has one; `nil` for pipes.
    package let byteCount: Int?
    /// How many bytes have been read so far.
    package private(set) var bytesRead = 0

    private let descriptor: Int32
    private let owned: Bool

    /// Opens `path`, or standard input for `-`.
    ///
    /// Throws `.system` with the reason when the file can't be opened and `.isDirectory` for a
    /// folder. That a file is empty shows only when it is read: see `RecordCutter`.
    package init(path: String) throws(FormatError) {
        owned = path != "-"
        name = owned ? path : "standard input"
        descriptor = owned ? try SystemCalls.openForReading(path) : 0
        byteCount = SystemCalls.size(descriptor)
    }

    deinit {
        if owned { SystemCalls.close(descriptor) }
    }

    /// Appends up to `limit` bytes to `buffer`, fewer only at the end of the file.
    ///
    /// Returns whether there may be more.
    package func read(upTo limit: Int, into buffer: inout [UInt8]) throws(FormatError) -> Bool {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: limit))
        var end = start
        let failure = unsafe buffer.withUnsafeMutableBufferPointer {
            bytes -> FormatError? in
            do throws(FormatError) {
                while end < bytes.count, let base = bytes.baseAddress {
                    let count = unsafe try SystemCalls.read(
                        descriptor, base + end, bytes.count - end, file: name)
                    if count == 0 { break }
                    end += count
                }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
        bytesRead += end - start
        let isFull = end == start + limit
        buffer.removeLast(buffer.count - end)
        return isFull
    }
}
