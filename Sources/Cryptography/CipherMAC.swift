package import Primitives

/// AES-CMAC (RFC 4493, SP 800-38B): a keyed 128-bit tag; one or two AES blocks for short messages.
///
/// Any number of threads may share one. Cells of a batch advance block by block together, so that
/// a whole batch costs as many EVP calls as its longest cell has blocks.
package struct CipherMAC: Sendable {
    private let cipher: BlockCipher
    /// What becomes of a last block of 0 to 16 bytes.
    private let paddings: [Padding]

    /// Which bits of a last block are the message's, and what is added to them: the bit behind the
    /// message and subkey K2, or for a whole block K1 alone.
    private struct Padding: Sendable {
        var kept: UInt128
        var added: UInt128
    }

    package init(key: SubKey) { self.init(cipher: BlockCipher(key: key)) }

    package init(cipher: BlockCipher) {
        self.cipher = cipher
        let whole = Self.doubled(cipher.withLane { $0.encrypt(0) })
        let padded = Self.doubled(whole)
        paddings =
            (0..<16).map { count in
                let missing = UInt128(8 * (16 - count))
                let kept = UInt128.max << missing
                return Padding(kept: kept, added: (0x80 << (missing - 8)) ^ padded)
            } + [Padding(kept: .max, added: whole)]
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
        self.tags(of: cells.bytes.span, offsets: cells.offsets.span, into: &tags)
        guard cells.nullCount > 0 else { return }
        for row in tags.indices where cells.isNull(row) { tags[row] = 0 }
    }

    /// The tag of every message, in order.
    ///
    /// - Parameter offsets: where each begins in `bytes` and, last, where the last one ends; what
    ///   else `bytes` holds doesn't matter.
    package func tags(
        of bytes: Span<UInt8>, offsets: Span<UInt32>, into tags: inout [UInt128]
    ) {
        let count = offsets.count - 1
        precondition(Int(offsets[count]) <= bytes.count, "a message leaves the bytes")
        tags.removeLast(max(0, tags.count - count))
        tags.append(contentsOf: repeatElement(0, count: count - tags.count))
        cipher.withLane { lane in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe tags.withUnsafeMutableBufferPointer { tags in
                    for first in stride(from: 0, to: count, by: Self.batchSize) {
                        let rows = first..<min(first + Self.batchSize, count)
                        unsafe finish(rows, of: bytes, offsets, tags, lane)
                    }
                }
            }
        }
    }

    /// Messages that advance together: 8 KiB of blocks stay in the first cache.
    private static let batchSize = 512

    /// The tags of some messages. Most have one block, so all first blocks are made where the tags
    /// will be; the others then go on block by block.
    private func finish(
        _ rows: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, _ offsets: Span<UInt32>,
        _ tags: UnsafeMutableBufferPointer<UInt128>, _ lane: borrowing CipherLane
    ) {
        var longer: [UInt32] = []
        for row in rows {
            let start = Int(offsets[row])
            let count = Int(offsets[row + 1]) - start
            unsafe tags[row] = block(bytes, start, count: count).bigEndian
            if count > 16 { longer.append(UInt32(row)) }
        }
        guard let words = unsafe tags.baseAddress.map({ unsafe $0 + rows.lowerBound }) else {
            return
        }
        unsafe lane.encrypt(words, into: words, byteCount: rows.count * BlockCipher.blockSize)
        if !longer.isEmpty { unsafe advance(&longer, of: bytes, offsets, tags, lane) }
        for row in rows { unsafe tags[row] = UInt128(bigEndian: tags[row]) }
    }

    /// Advances messages of more than one block until each has its tag.
    private func advance(
        _ active: inout [UInt32], of bytes: UnsafeBufferPointer<UInt8>, _ offsets: Span<UInt32>,
        _ states: UnsafeMutableBufferPointer<UInt128>, _ lane: borrowing CipherLane
    ) {
        unsafe withUnsafeTemporaryAllocation(of: UInt128.self, capacity: active.count) { blocks in
            guard let words = blocks.baseAddress else { return }
            var done = 16
            while !active.isEmpty {
                for slot in active.indices {
                    let row = Int(active[slot])
                    let start = Int(offsets[row]) + done
                    let next = unsafe block(bytes, start, count: Int(offsets[row + 1]) - start)
                    unsafe blocks[slot] = states[row] ^ next.bigEndian
                }
                unsafe lane.encrypt(
                    words, into: words, byteCount: active.count * BlockCipher.blockSize)
                done += 16
                var kept = 0
                for slot in active.indices {
                    let row = active[slot]
                    unsafe states[Int(row)] = blocks[slot]
                    active[kept] = row
                    kept += Int(offsets[Int(row) + 1] - offsets[Int(row)]) > done ? 1 : 0
                }
                active.removeLast(active.count - kept)
            }
        }
    }

    /// The block that begins at a place of the message, `count` bytes before its end.
    @inline(__always)
    private func block(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, count: Int
    ) -> UInt128 {
        guard let base = bytes.baseAddress else { return masked(0, count: count) }
        let block =
            unsafe start + 16 <= bytes.count
            ? UInt128(bigEndian: Self.load(base + start))
            : Self.tail(base + start, count: min(16, count))
        return masked(block, count: count)
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
        let padding = paddings[count]
        return block & padding.kept ^ padding.added
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
