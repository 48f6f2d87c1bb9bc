internal import Cryptography

/// A keyed hash of cells for verification: a few nanoseconds each, never stored in the open.
///
/// Multiply-and-fold over 16-byte steps (the construction of wyhash, W. Yi 2019) with eight secret
/// words in place of its constants: for any two cells that were chosen without the key, the chance
/// of equal fingerprints is about 2⁻⁶⁰. It isn't a pseudo-random function, so `SketchFile` encrypts
/// what it writes; HMAC or CMAC for every cell would take a third of the masking time.
struct FingerprintKey: Sendable {
    private let words: InlineArray<8, UInt64>

    init(key: MaskingKey) {
        var words = InlineArray<8, UInt64>(repeating: 0)
        for half in 0..<2 {
            let subkey = key.subkey(purpose: "verify", domain: "fingerprint \(half)")
            subkey.secret.withSpan { bytes in
                for index in 0..<32 {
                    let word = half * 4 + index / 8
                    words[word] = words[word] << 8 | UInt64(bytes[index])
                }
            }
        }
        self.words = words
    }

    /// 64 bits that stand for the bytes.
    @inline(__always) @unsafe
    func fingerprint(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let digest = unsafe digest(bytes, count)
        return UInt64(truncatingIfNeeded: digest >> 64) ^ UInt64(truncatingIfNeeded: digest)
    }

    /// 128 bits whose sum over many cells stands for the multiset of them.
    @inline(__always) @unsafe
    func digest(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt128 {
        var state = words[0] ^ UInt64(count)
        var offset = 0
        while count - offset > 16 {
            state = unsafe Self.fold(
                Self.load(bytes + offset) ^ words[1], Self.load(bytes + offset + 8) ^ state)
            offset += 16
        }
        let (first, last) = unsafe Self.tail(bytes, count)
        let inner = (first ^ words[2]).multipliedFullWidth(by: last ^ state)
        let outer = (inner.low ^ words[3] ^ state).multipliedFullWidth(by: inner.high ^ words[4])
        return UInt128(outer.high ^ words[5]) << 64 | UInt128(outer.low ^ words[6])
    }

    /// The last 16 bytes, or all of a shorter cell, as two words; the count is in the state.
    @inline(__always) @unsafe
    private static func tail(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
        if count >= 8 {
            let start = max(0, count - 16)
            return unsafe (load(bytes + start), load(bytes + count - 8))
        }
        if count >= 4 {
            return unsafe (UInt64(load32(bytes)), UInt64(load32(bytes + count - 4)))
        }
        guard count > 0 else { return (0, 0) }
        let packed = unsafe UInt64(bytes[0]) << 16 | UInt64(bytes[count >> 1]) << 8
        return unsafe (packed | UInt64(bytes[count - 1]), 0)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    @inline(__always) @unsafe
    private static func load(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UInt64(
            littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    @inline(__always) @unsafe
    private static func load32(_ bytes: UnsafePointer<UInt8>) -> UInt32 {
        unsafe UInt32(
            littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self))
    }
}

extension FingerprintKey {
    /// The fingerprint of a value in its folded form; `nil` when nothing is left of it.
    func folded(_ value: [UInt8]) -> UInt64? {
        var buffer = FoldBuffer()
        return unsafe value.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let folded = unsafe buffer.fold(base, bytes.count)
            return unsafe folded.count == 0 ? nil : fingerprint(folded.bytes, folded.count)
        }
    }
}
