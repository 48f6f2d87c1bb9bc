/// CRC-32 of ISO 3309 (as in zlib and PNG), bit by bit: it only guards key lines against typos.
package enum CRC32 {
    /// The checksum of all bytes.
    package static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        var remainder = UInt32.max
        for index in bytes.indices {
            remainder ^= UInt32(bytes[index])
            for _ in 0..<8 {
                remainder = remainder >> 1 ^ (0xEDB8_8320 & (0 &- (remainder & 1)))
            }
        }
        return ~remainder
    }
}
