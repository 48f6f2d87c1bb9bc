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
        var first: [UInt8] = []
        unsafe try Self.append(upTo: Compression.magicLength, to: &first) {
            bytes throws(FormatError) in
            unsafe try SystemCalls.fill(bytes, from: descriptor, file: name)
        }
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
        let count = unsafe try Self.append(upTo: limit, to: &buffer) { bytes throws(FormatError) in
            unsafe try fill(bytes)
        }
        bytesRead += count
        return count == limit
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

    /// Appends what `body` writes into memory for `limit` bytes, and says how many that were.
    @discardableResult private static func append(
        upTo limit: Int, to buffer: inout [UInt8],
        _ body: (UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int
    ) throws(FormatError) -> Int {
        // A short beginning moves into the new block; behind a long one the block is appended, so
        // that a line of any length is moved a few times only.
        let kept = buffer.count <= limit ? buffer.count : 0
        var failure: FormatError?
        // Why: room for what a reader of chunks takes along of the next one.
        let capacity = kept + limit + limit / 16
        let block = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            for index in 0..<kept { unsafe target[index] = buffer[index] }
            count = kept
            do throws(FormatError) {
                // SAFETY: the block has room for `limit` bytes behind those that are kept.
                count += try unsafe body(
                    UnsafeMutableBufferPointer(rebasing: target[kept..<kept + limit]))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if kept == buffer.count { buffer = block } else { buffer += block }
        return block.count - kept
    }
}
