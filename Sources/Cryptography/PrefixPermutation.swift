/// A keyed permutation of addresses that keeps common prefixes: two inputs with the same first n
/// bits give outputs with the same first n bits, and no longer a common prefix.
///
/// Crypto-PAn (Xu, Fan, Ammar, Moon: "Prefix-preserving IP address anonymization", ICNP 2002): bit
/// i is flipped by the first bit of AES(first i bits of the address, rest of a secret pad).
package struct PrefixPermutation: Sendable {
    private let cipher: BlockCipher
    private let pad: UInt128

    /// AES-256 under the subkey; the pad is its encryption of zero.
    package init(key: SubKey) {
        let cipher = BlockCipher(key: key)
        self.init(cipher: cipher, pad: cipher.withLane { $0.encrypt(0) })
    }

    /// A cipher and pad of one's own, for published vectors.
    package init(cipher: BlockCipher, pad: UInt128) {
        self.cipher = cipher
        self.pad = pad
    }

    /// Permutes addresses of `bitCount` bits in place; each lies in the *upper* bits of its number.
    ///
    /// One EVP call a bit for all addresses together: 32 AES blocks for an IPv4 address.
    package func transform(
        _ addresses: inout [UInt128], bitCount: Int, _ direction: CipherDirection
    ) {
        precondition((1...128).contains(bitCount))
        guard !addresses.isEmpty else { return }
        // Why: the block of bit i needs the plain bits before it. When decrypting they are known
        // one by one, and both directions run the same loop.
        var plain =
            direction == .encrypt ? addresses : [UInt128](repeating: 0, count: addresses.count)
        var blocks = addresses
        cipher.withLane { lane in
            for bit in 0..<bitCount {
                let prefix: UInt128 = bit == 0 ? 0 : .max << UInt128(128 - bit)
                for index in blocks.indices {
                    blocks[index] = (plain[index] & prefix | pad & ~prefix).bigEndian
                }
                unsafe blocks.withUnsafeMutableBytes { bytes in
                    guard let base = bytes.baseAddress else { return }
                    unsafe lane.encrypt(base, into: base, byteCount: bytes.count)
                }
                let shift = UInt128(127 - bit)
                for index in blocks.indices {
                    addresses[index] ^= (UInt128(bigEndian: blocks[index]) >> 127) << shift
                    if direction == .decrypt { plain[index] |= addresses[index] & 1 << shift }
                }
            }
        }
    }
}
