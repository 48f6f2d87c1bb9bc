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
    static func doubled(_ value: UInt128) -> UInt128 {
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
        var active = (0..<UInt32(cells.count)).map(\.self)
        if cells.nullCount > 0 { active.removeAll { cells.isNull(Int($0)) } }
        var blocks = [UInt128](repeating: 0, count: active.count)
        var step = 0
        cipher.withLane { lane in
            while !active.isEmpty {
                fill(&blocks, of: cells, active, step: step, tags)
                encrypt(&blocks, count: active.count, lane)
                for (slot, cell) in active.enumerated() {
                    tags[Int(cell)] = UInt128(bigEndian: blocks[slot])
                }
                step += 1
                let offsets = cells.offsets
                active.removeAll { cell in
                    let count = offsets[Int(cell) + 1] - offsets[Int(cell)]
                    return blockCount(Int(count)) <= step
                }
            }
        }
    }

    /// The next input block of every cell that is still active, its state added.
    private func fill(
        _ blocks: inout [UInt128], of cells: CellBatch, _ active: [UInt32], step: Int,
        _ states: [UInt128]
    ) {
        let offsets = cells.offsets
        // Why: a batch of empty cells may have no memory.
        let bytes = cells.bytes.isEmpty ? [0] : cells.bytes
        unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for (slot, cell) in active.enumerated() {
                let start = Int(offsets[Int(cell)]) + 16 * step
                let end = Int(offsets[Int(cell) + 1])
                let isReadable = start + 16 <= bytes.count
                let block =
                    unsafe isReadable
                    ? UInt128(bigEndian: Self.load(base + start))
                    : Self.tail(base + start, count: min(16, end - start))
                let masked = self.masked(block, count: end - start)
                blocks[slot] = (states[Int(cell)] ^ masked).bigEndian
            }
        }
    }

    @inline(__always) @unsafe
    private static func load(_ bytes: UnsafePointer<UInt8>) -> UInt128 {
        unsafe UnsafeRawPointer(bytes).loadUnaligned(as: UInt128.self)
    }

    /// Fewer than sixteen readable bytes, the first the most significant.
    @unsafe
    private static func tail(_ bytes: UnsafePointer<UInt8>, count: Int) -> UInt128 {
        var value: UInt128 = 0
        for index in 0..<16 {
            value = unsafe value << 8 | (index < count ? UInt128(bytes[index]) : 0)
        }
        return value
    }

    /// A block of which the message still has `count` bytes: the last one is padded if need be and
    /// masked with its subkey.
    @inline(__always)
    private func masked(_ block: UInt128, count: Int) -> UInt128 {
        if count > 16 { return block }
        if count == 16 { return block ^ wholeMask }
        let missing = UInt128(8 * (16 - count))
        let kept = count == 0 ? 0 : (block >> missing) << missing
        return (kept | 0x80 << (missing - 8)) ^ paddedMask
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
        var value: UInt128 = 0
        for position in start..<start + 16 {
            value = value << 8 | (position < message.count ? UInt128(message[position]) : 0)
        }
        return masked(value, count: message.count - start)
    }
}
