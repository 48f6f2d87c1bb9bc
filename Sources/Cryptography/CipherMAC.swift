package import Primitives

/// AES-CMAC (RFC 4493, SP 800-38B): a keyed 128-bit tag; one or two AES blocks for short messages.
///
/// Any number of threads may share one. Cells of a batch advance block by block together, so that
/// a whole batch costs as many EVP calls as its longest cell has blocks.
package struct CipherMAC: Sendable {
    private let cipher: BlockCipher
    /// Subkeys K1 for a whole last block, K2 for a padded one.
    private let wholeMask: UInt128
    private let paddedMask: UInt128

    package init(key: SubKey) { self.init(cipher: BlockCipher(key: key)) }

    package init(cipher: BlockCipher) {
        self.cipher = cipher
        wholeMask = Self.doubled(cipher.withLane { $0.encrypt(0) })
        paddedMask = Self.doubled(wholeMask)
    }

    /// Multiplies by x in GF(2¹²⁸) with the polynomial of RFC 4493 §2.3.
    private static func doubled(_ value: UInt128) -> UInt128 {
        value << 1 ^ (value >> 127) &* 0x87
    }

    /// The 128-bit tag of a message, its first byte the most significant.
    package func tag(_ message: Span<UInt8>) -> UInt128 {
        cipher.withLane { lane in
            var state: UInt128 = 0
            for block in 0..<blockCount(message.count) {
                state = lane.encrypt(state ^ self.block(block, of: message))
            }
            return state
        }
    }

    /// The 128-bit tag of a message; see above.
    package func tag(_ message: [UInt8]) -> UInt128 { tag(message.span) }

    /// The tag of every cell, in order; NULL gives 0.
    package func tags(of cells: CellBatch, into tags: inout [UInt128]) {
        tags.removeAll(keepingCapacity: true)
        tags.append(contentsOf: repeatElement(0, count: cells.count))
        var active = (0..<cells.count).filter { !cells.isNull($0) }
        var blocks = [UInt128](repeating: 0, count: active.count)
        var step = 0
        cipher.withLane { lane in
            while !active.isEmpty {
                for (slot, cell) in active.enumerated() {
                    let block = cells.withCell(cell) { self.block(step, of: $0) }
                    blocks[slot] = (tags[cell] ^ block).bigEndian
                }
                encrypt(&blocks, count: active.count, lane)
                for (slot, cell) in active.enumerated() {
                    tags[cell] = UInt128(bigEndian: blocks[slot])
                }
                step += 1
                active.removeAll { blockCount(cells.range($0).count) <= step }
            }
        }
    }

    private func encrypt(_ blocks: inout [UInt128], count: Int, _ lane: borrowing CipherLane) {
        unsafe blocks.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            unsafe lane.encrypt(base, into: base, byteCount: count * BlockCipher.blockSize)
        }
    }

    private func blockCount(_ byteCount: Int) -> Int { max(1, (byteCount + 15) / 16) }

    /// Block `index` of the message, the last one padded if need be and masked with its subkey.
    private func block(_ index: Int, of message: Span<UInt8>) -> UInt128 {
        let start = index * 16
        let end = min(start + 16, message.count)
        var value: UInt128 = 0
        for position in start..<end { value = value << 8 | UInt128(message[position]) }
        if index + 1 < blockCount(message.count) { return value }
        let missing = 16 - (end - start)
        if missing == 0 { return value ^ wholeMask }
        let padded = (value << 8 | 0x80) << UInt128(8 * (missing - 1))
        return padded ^ paddedMask
    }
}
