/// A file, or standard input, read once from front to back in large blocks.
///
/// Belongs to one reader: it isn't `Sendable`. The descriptor is closed on deinit.
package final class InputFile {
    /// The name for messages: the path as given, or `standard input`.
    package let name: String
    /// The size in bytes where the file has one; `nil` for pipes and compressed files.
    package let byteCount: Int?
    /// How many bytes have been given out so far.
    package private(set) var bytesRead = 0

    private let descriptor: Int32
    private let owned: Bool
    private var decompression: Decompression?
    /// What was read to tell a compressed file, and not yet given out.
    private var ahead: [UInt8] = []

    /// Opens `path`, or standard input for `-`.
    ///
    /// `decompressing` reads a gzip or Zstandard file as what it holds. Throws `.system` with the
    /// reason when the file can't be opened and `.isDirectory` for a folder. That a file is empty
    /// shows only when it is read: see `RecordCutter`.
    package init(path: String, decompressing: Bool = false) throws(FormatError) {
        let owned = path != "-"
        let name = owned ? path : "standard input"
        let descriptor = owned ? try SystemCalls.openForReading(path) : 0
        self.owned = owned
        self.name = name
        self.descriptor = descriptor
        let size = SystemCalls.size(descriptor)
        guard decompressing else {
            byteCount = size
            return
        }
        var first = [UInt8](repeating: 0, count: Compression.magicLength)
        let count = unsafe try Self.fill(0, of: &first) { bytes throws(FormatError) in
            unsafe try SystemCalls.fill(bytes, from: descriptor, file: name)
        }
        first.removeLast(first.count - count)
        ahead = first
        guard let kind = Compression.recognised(in: first) else {
            byteCount = size
            return
        }
        byteCount = nil
        decompression = try Decompression(kind, file: name)
    }

    deinit {
        if owned { SystemCalls.close(descriptor) }
    }

    /// Appends up to `limit` bytes to `buffer`, fewer only at the end of the file.
    ///
    /// Returns whether there may be more. Throws `.damaged` and `.cutShort` for compressed files.
    package func read(upTo limit: Int, into buffer: inout [UInt8]) throws(FormatError) -> Bool {
        let start = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: limit))
        let end = unsafe try Self.fill(start, of: &buffer) { bytes throws(FormatError) in
            unsafe try fill(bytes)
        }
        bytesRead += end - start
        let isFull = end == start + limit
        buffer.removeLast(buffer.count - end)
        return isFull
    }

    /// Fills `target` with content, less only at the end; returns how much.
    private func fill(_ target: UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int {
        guard let decompression else { return unsafe try fillRaw(target) }
        return unsafe try decompression.fill(target) { block throws(FormatError) in
            unsafe try fillRaw(block)
        }
    }

    /// Fills `target` with the file's own bytes.
    private func fillRaw(_ target: UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int {
        let count = min(ahead.count, target.count)
        for index in 0..<count { unsafe target[index] = ahead[index] }
        ahead.removeFirst(count)
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: target[count...])
        return count + (unsafe try SystemCalls.fill(rest, from: descriptor, file: name))
    }

    /// Lends `buffer` from `start` on and returns the index after the last byte filled.
    private static func fill(
        _ start: Int, of buffer: inout [UInt8],
        _ body: (UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int
    ) throws(FormatError) -> Int {
        let result = unsafe buffer.withUnsafeMutableBufferPointer {
            bytes -> Result<Int, FormatError> in
            do throws(FormatError) {
                let rest = unsafe UnsafeMutableBufferPointer(rebasing: bytes[start...])
                return .success(start + (try unsafe body(rest)))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
