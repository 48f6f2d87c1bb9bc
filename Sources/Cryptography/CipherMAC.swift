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
        // Why: a batch of empty cells may have no memory.
        let bytes = cells.bytes.isEmpty ? [0] : cells.bytes
        cipher.withLane { lane in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe tags.withUnsafeMutableBufferPointer { tags in
                    for first in stride(from: 0, to: cells.count, by: Self.batchSize) {
                        let rows = first..<min(first + Self.batchSize, cells.count)
                        unsafe advance(rows, of: cells, bytes, tags, lane)
                    }
                }
            }
        }
    }

    /// Cells that advance together: 8 KiB of blocks stay in the first cache.
    private static let batchSize = 512

    /// Advances some cells block by block until each has its tag.
    private func advance(
        _ rows: Range<Int>, of cells: CellBatch, _ bytes: UnsafeBufferPointer<UInt8>,
        _ tags: UnsafeMutableBufferPointer<UInt128>, _ lane: borrowing CipherLane
    ) {
        var active: [UInt32] = []
        active.reserveCapacity(rows.count)
        for row in rows where !cells.isNull(row) { active.append(UInt32(row)) }
        unsafe withUnsafeTemporaryAllocation(of: UInt128.self, capacity: rows.count) { blocks in
            guard let words = blocks.baseAddress else { return }
            var step = 0
            while !active.isEmpty {
                unsafe fill(blocks, of: cells, bytes, active, step: step, tags)
                unsafe lane.encrypt(
                    words, into: words, byteCount: active.count * BlockCipher.blockSize)
                step += 1
                unsafe keep(blocks, as: tags, &active, of: cells, step: step)
            }
        }
    }

    /// The next input block of every cell that is still active, its state added.
    @inline(__always)
    private func fill(
        _ blocks: UnsafeMutableBufferPointer<UInt128>, of cells: CellBatch,
        _ bytes: UnsafeBufferPointer<UInt8>, _ active: [UInt32], step: Int,
        _ states: UnsafeMutableBufferPointer<UInt128>
    ) {
        guard let base = bytes.baseAddress else { return }
        let offsets = cells.offsets
        for slot in active.indices {
            let row = Int(active[slot])
            let start = Int(offsets[row]) + 16 * step
            let end = Int(offsets[row + 1])
            let block =
                unsafe start + 16 <= bytes.count
                ? UInt128(bigEndian: Self.load(base + start))
                : Self.tail(base + start, count: min(16, end - start))
            let masked = masked(block, count: end - start)
            unsafe blocks[slot] = (states[row] ^ masked).bigEndian
        }
    }

    /// Stores the states after a step and drops the cells that it ended.
    @inline(__always)
    private func keep(
        _ blocks: UnsafeMutableBufferPointer<UInt128>,
        as states: UnsafeMutableBufferPointer<UInt128>, _ active: inout [UInt32],
        of cells: CellBatch, step: Int
    ) {
        let offsets = cells.offsets
        var kept = 0
        for slot in active.indices {
            let cell = active[slot]
            unsafe states[Int(cell)] = UInt128(bigEndian: blocks[slot])
            active[kept] = cell
            kept += blockCount(Int(offsets[Int(cell) + 1] - offsets[Int(cell)])) > step ? 1 : 0
        }
        active.removeLast(active.count - kept)
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
