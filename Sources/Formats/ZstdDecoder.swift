internal import CZstd

/// Reads Zstandard through libzstd, which checks the XXH64 of each frame that has one.
///
/// A frame's window is at most 128 MiB, libzstd's own limit, so that is what a hostile file costs.
@safe final class ZstdDecoder: StreamDecoder {
    private let stream: OpaquePointer
    private(set) var isComplete = true

    init() throws(FormatError.Reason) {
        guard let stream = unsafe ZSTD_createDStream() else { throw .outOfMemory }
        unsafe self.stream = stream
    }

    deinit { unsafe ZSTD_freeDStream(stream) }

    func decode(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(FormatError.Reason) -> (consumed: Int, produced: Int) {
        // Why: asked between frames without input, libzstd says that it waits for one.
        if isComplete, source.isEmpty { return (0, 0) }
        var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var output = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        let rest = unsafe ZSTD_decompressStream(stream, &output, &input)
        if ZSTD_isError(rest) != 0 { throw .damaged(.zstd) }
        isComplete = rest == 0
        return unsafe (input.pos, output.pos)
    }
}
