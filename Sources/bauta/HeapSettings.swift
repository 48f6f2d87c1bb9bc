internal import CProcess

/// How the heap gives memory back to the system.
enum HeapSettings {
    /// Why: glibc keeps freed blocks of up to 32 MiB for later, one heap a thread, so that a run's
    /// chunks and sketches would count several times. Smaller ones are kept: returned each time,
    /// the pages of a chunk are asked for again with the next.
    private static let returnedBlockBytes: Int32 = 4 << 20

    static func install() { _ = bauta_return_blocks_from(returnedBlockBytes) }
}
