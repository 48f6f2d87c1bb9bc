internal import Synchronization

/// A keyed permutation of addresses that keeps common prefixes: two inputs with the same first n
/// bits give outputs with the same first n bits, and no longer a common prefix.
///
/// Crypto-PAn (Xu, Fan, Ammar, Moon: "Prefix-preserving IP address anonymization", ICNP 2002): bit
/// i is flipped by the first bit of AES(first i bits of the address, rest of a secret pad).
package struct PrefixPermutation: Sendable {
    private let cipher: BlockCipher
    private let pad: UInt128
    private let halves = FirstHalves()

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

    /// Permutes addresses of 32 bits in place; the same as `transform` with a `bitCount` of 32.
    ///
    /// The first sixteen bits come from a table that larger batches make, the others cost one AES
    /// block each.
    package func transform(_ addresses: inout [UInt32], _ direction: CipherDirection) {
        guard addresses.count >= Self.tableWorth else {
            var wide = addresses.map { UInt128($0) << 96 }
            transform(&wide, bitCount: 32, direction)
            for index in wide.indices { addresses[index] = UInt32(wide[index] >> 96) }
            return
        }
        let table = halves.table(direction) { firstHalves(direction) }
        var plain = addresses
        for index in addresses.indices {
            let half = UInt32(table[Int(addresses[index] >> 16)]) << 16
            addresses[index] = half | addresses[index] & 0xFFFF
            if direction == .decrypt { plain[index] = half }
        }
        var blocks = [UInt64](repeating: 0, count: 2 * addresses.count)
        cipher.withLane { lane in
            for bit in 16..<32 { step(&addresses, &plain, &blocks, bit, direction, lane) }
        }
    }

    /// From so many addresses on the table pays.
    private static let tableWorth = 256

    /// One bit of all addresses.
    private func step(
        _ addresses: inout [UInt32], _ plain: inout [UInt32], _ blocks: inout [UInt64],
        _ bit: Int, _ direction: CipherDirection, _ lane: borrowing CipherLane
    ) {
        let prefix = ~UInt32(0) << UInt32(32 - bit)
        let top = UInt32(truncatingIfNeeded: pad >> 96) & ~prefix
        let rest = UInt64(truncatingIfNeeded: pad >> 64) & 0xFFFF_FFFF
        let low = UInt64(truncatingIfNeeded: pad).bigEndian
        for index in plain.indices {
            blocks[2 * index] = (UInt64(plain[index] & prefix | top) << 32 | rest).bigEndian
            blocks[2 * index + 1] = low
        }
        unsafe blocks.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe lane.encrypt(base, into: base, byteCount: bytes.count)
        }
        let shift = UInt32(31 - bit)
        for index in addresses.indices {
            let flip = UInt32(truncatingIfNeeded: UInt64(bigEndian: blocks[2 * index]) >> 63)
            addresses[index] ^= flip << shift
            if direction == .decrypt { plain[index] |= addresses[index] & 1 << shift }
        }
    }

    /// What the first sixteen bits of any address become.
    private func firstHalves(_ direction: CipherDirection) -> [UInt16] {
        var all = (0..<UInt128(1 << 16)).map { $0 << 112 }
        transform(&all, bitCount: 16, direction)
        return all.map { UInt16($0 >> 112) }
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

/// The tables of `PrefixPermutation`, made when first asked for.
private final class FirstHalves: Sendable {
    private let tables = Mutex<[CipherDirection: [UInt16]]>([:])

    func table(_ direction: CipherDirection, _ make: () -> [UInt16]) -> [UInt16] {
        if let known = tables.withLock({ $0[direction] }) { return known }
        let made = make()
        tables.withLock { $0[direction] = made }
        return made
    }
}
