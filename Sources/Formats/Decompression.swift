/// One compressed file on its way to plain bytes, in memory that doesn't grow with it.
final class Decompression {
    private static let blockLength = 128 << 10

    private let kind: Compression
    private let file: String
    private let decoder: any StreamDecoder
    /// Compressed bytes, used up to `start`.
    private var block: [UInt8] = []
    private var start = 0

    init(_ kind: Compression, file: String) throws(FormatError) {
        self.kind = kind
        self.file = file
        do throws(FormatError.Reason) {
            decoder = try kind.decoder()
        } catch {
            throw FormatError(file: file, error)
        }
    }

    /// Fills `target`, less only at the end of the file; returns how much.
    ///
    /// - Parameter refill: fills a buffer with compressed bytes; 0 at the end of the file.
    func fill(
        _ target: UnsafeMutableBufferPointer<UInt8>,
        refill: (UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int
    ) throws(FormatError) -> Int {
        var end = 0
        while end < target.count {
            let rest = unsafe UnsafeMutableBufferPointer(rebasing: target[end...])
            let (consumed, produced) = unsafe try step(into: rest)
            start += consumed
            end += produced
            if consumed > 0 || produced > 0 { continue }
            if try unsafe !load(refill) { break }
        }
        return end
    }

    private func step(
        into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(FormatError) -> (consumed: Int, produced: Int) {
        let result = unsafe block.withUnsafeBufferPointer {
            bytes -> Result<(Int, Int), FormatError.Reason> in
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
            return Result { () throws(FormatError.Reason) in
                unsafe try decoder.decode(rest, into: target)
            }
        }
        switch result {
        case .success(let counts): return counts
        case .failure(let reason): throw FormatError(file: file, reason)
        }
    }

    /// Reads the next block of the file; `false` at its end.
    private func load(
        _ refill: (UnsafeMutableBufferPointer<UInt8>) throws(FormatError) -> Int
    ) throws(FormatError) -> Bool {
        block = [UInt8](repeating: 0, count: Self.blockLength)
        start = 0
        let result = unsafe block.withUnsafeMutableBufferPointer {
            bytes -> Result<Int, FormatError> in
            Result { () throws(FormatError) in unsafe try refill(bytes) }
        }
        let count = try result.get()
        block.removeLast(block.count - count)
        if count == 0, !decoder.isComplete { throw FormatError(file: file, .cutShort(kind)) }
        return count > 0
    }
}
