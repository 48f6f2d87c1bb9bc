internal import CZlib

/// Reads gzip through zlib, which checks the length and CRC-32 of each member.
@safe final class GzipDecoder: StreamDecoder {
    // Why: zlib keeps the address of its stream, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private(set) var isComplete = true

    init() throws(FormatError.Reason) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        guard unsafe bauta_gunzip_init(stream) == Z_OK else {
            unsafe stream.deallocate()
            throw .outOfMemory
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func decode(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(FormatError.Reason) -> (consumed: Int, produced: Int) {
        if isComplete {
            if source.isEmpty { return (0, 0) }
            // Members follow each other without a mark: what begins here is the next.
            guard unsafe inflateReset(stream) == Z_OK else { throw .damaged(.gzip) }
            isComplete = false
        }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: target.count)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        switch status {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isComplete = true
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .damaged(.gzip)
        }
        let left = unsafe (Int(stream.pointee.avail_in), Int(stream.pointee.avail_out))
        return (source.count - left.0, target.count - left.1)
    }
}
