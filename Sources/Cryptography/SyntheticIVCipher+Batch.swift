package import Primitives

extension SyntheticIVCipher {
    /// Seals every cell of a batch without associated data, which takes a third of the time of one
    /// by one: synthetic IVs and key streams of all cells come from a few EVP calls.
    ///
    /// - Parameters:
    ///   - lead: a byte in front of every sealed message.
    ///   - sealed: gets one cell for every cell; NULL stays NULL.
    package func seal(_ cells: CellBatch, lead: UInt8, into sealed: inout CellBatch) {
        var tags: [UInt128] = []
        mac.tags(of: vectors(of: cells), into: &tags)
        let stream = keyStream(cells, tags)
        var first = 0
        for row in 0..<cells.count {
            if cells.isNull(row) {
                sealed.appendNull()
                continue
            }
            sealed.appendCell { bytes in
                bytes.append(lead)
                Self.append(tags[row], to: &bytes)
                cells.withCell(row) { cell in
                    for index in cell.indices { bytes.append(cell[index] ^ stream[first + index]) }
                }
            }
            first += Self.blockCount(cells.range(row).count) * BlockCipher.blockSize
        }
    }

    /// What S2V hands to the last CMAC for every cell (§2.4).
    private func vectors(of cells: CellBatch) -> CellBatch {
        let size = BlockCipher.blockSize
        var vectors = CellBatch(
            cellCapacity: cells.count, byteCapacity: cells.bytes.count + size * cells.count)
        for row in 0..<cells.count {
            if cells.isNull(row) {
                vectors.appendNull()
                continue
            }
            vectors.appendCell { bytes in
                let count = cells.range(row).count
                cells.withCell(row) { cell in
                    for index in cell.indices { bytes.append(cell[index]) }
                }
                var mask = start
                if count < size {
                    mask = CipherMAC.doubled(start)
                    bytes.append(0x80)
                    for _ in count + 1..<size { bytes.append(0) }
                }
                for place in bytes.count - size..<bytes.count {
                    bytes[place] ^= UInt8(truncatingIfNeeded: mask >> 120)
                    mask <<= 8
                }
            }
        }
        return vectors
    }

    /// The key stream of every cell that isn't NULL (§2.5), one after another in whole blocks.
    private func keyStream(_ cells: CellBatch, _ tags: [UInt128]) -> [UInt8] {
        var counters: [UInt128] = []
        for row in 0..<cells.count where !cells.isNull(row) {
            let counter = tags[row] & Self.counterMask
            for block in 0..<Self.blockCount(cells.range(row).count) {
                counters.append((counter &+ UInt128(block)).bigEndian)
            }
        }
        guard !counters.isEmpty else { return [] }
        return cipher.withLane { lane in
            unsafe counters.withUnsafeMutableBytes { bytes in
                for first in stride(from: 0, to: bytes.count, by: Self.callLimit) {
                    let count = min(Self.callLimit, bytes.count - first)
                    guard let base = bytes.baseAddress else { break }
                    unsafe lane.encrypt(base + first, into: base + first, byteCount: count)
                }
                return unsafe Array(bytes)
            }
        }
    }

    /// Bytes of one EVP call, which stay in the first cache.
    private static let callLimit = 8_192

    private static func blockCount(_ byteCount: Int) -> Int {
        (byteCount + BlockCipher.blockSize - 1) / BlockCipher.blockSize
    }
}
