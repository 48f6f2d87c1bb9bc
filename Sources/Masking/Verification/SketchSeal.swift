internal import Cryptography

/// Encrypts and authenticates what lies in `OUT.verify`; the same bytes give the same bytes.
///
/// Encrypt-then-nothing in the manner of SIV (RFC 5297): the tag is 128 bits of HMAC-SHA256 over
/// header and plaintext, and the counter mode of AES-256 starts from it. A wrong key and a changed
/// bit both show as a tag that doesn't match.
struct SketchSeal {
    private let mac: KeyedHash
    private let cipher: BlockCipher

    init(key: MaskingKey) {
        mac = KeyedHash(key: key.subkey(purpose: "verify", domain: "seal mac"))
        cipher = BlockCipher(key: key.subkey(purpose: "verify", domain: "seal cipher"))
    }

    /// 16 bytes of tag, then as many bytes as `plain`.
    func seal(_ plain: [UInt8], header: [UInt8]) -> [UInt8] {
        let tag = mac.digest(header + plain).leading128
        let leading = (0..<16).map { UInt8(truncatingIfNeeded: tag >> UInt128(120 - 8 * $0)) }
        return leading + counterMode(plain, from: tag)
    }

    /// `nil` when the tag doesn't match.
    func open(_ sealed: ArraySlice<UInt8>, header: [UInt8]) -> [UInt8]? {
        guard sealed.count >= BlockCipher.blockSize else { return nil }
        let tag = sealed.prefix(BlockCipher.blockSize).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        let plain = counterMode(Array(sealed.dropFirst(BlockCipher.blockSize)), from: tag)
        return mac.digest(header + plain).leading128 == tag ? plain : nil
    }

    private func counterMode(_ bytes: [UInt8], from start: UInt128) -> [UInt8] {
        let blocks = (bytes.count + BlockCipher.blockSize - 1) / BlockCipher.blockSize
        guard blocks > 0 else { return [] }
        var counters = (0..<blocks).map { (start &+ UInt128($0)).bigEndian }
        unsafe counters.withUnsafeMutableBytes { stream in
            guard let base = stream.baseAddress else { return }
            cipher.withLane { lane in
                unsafe lane.encrypt(base, into: base, byteCount: stream.count)
            }
        }
        return unsafe counters.withUnsafeBytes { stream in
            bytes.indices.map { unsafe bytes[$0] ^ stream[$0] }
        }
    }
}
