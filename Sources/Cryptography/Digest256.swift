/// 32 bytes out of SHA-256 or HMAC-SHA256, without a heap allocation.
@usableFromInline package struct Digest256: Sendable {
    static let byteCount = 32

    @usableFromInline package var bytes: InlineArray<32, UInt8>

    package init(bytes: InlineArray<32, UInt8>) { self.bytes = bytes }

    /// The bytes as four words in memory order.
    init(words: InlineArray<4, UInt64>) {
        bytes = unsafe unsafeBitCast(words, to: InlineArray<32, UInt8>.self)
    }

    /// The first 8 bytes as a big-endian number.
    @inlinable package var leading64: UInt64 {
        var value: UInt64 = 0
        for index in 0..<8 { value = value << 8 | UInt64(bytes[index]) }
        return value
    }

    /// The first 16 bytes as a big-endian number.
    @inlinable package var leading128: UInt128 {
        var value: UInt128 = 0
        for index in 0..<16 { value = value << 8 | UInt128(bytes[index]) }
        return value
    }

    package var array: [UInt8] { bytes.indices.map { bytes[$0] } }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(array) }
}

extension Digest256: Equatable {
    /// Not constant-time: digests compared here are public.
    @inlinable package static func == (left: Digest256, right: Digest256) -> Bool {
        left.bytes.indices.allSatisfy { left.bytes[$0] == right.bytes[$0] }
    }
}
