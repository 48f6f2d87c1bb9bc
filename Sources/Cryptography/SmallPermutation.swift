/// A keyed permutation of 0..<size as a table: Fisher–Yates over an AES-CTR stream.
///
/// For domains below FF1's floor, where a Feistel network is weak and a table is small. Draws are
/// 32-bit big-endian words of AES(0), AES(1), …, rejected when they would favour small indices.
package struct SmallPermutation: Sendable {
    /// Above it a table takes more than 4 MB and FF1 is safe.
    package static let sizeLimit = FF1.domainFloor

    private let forward: [UInt32]
    private let backward: [UInt32]

    /// `size` is from 1 to 1,000,000; 5 ns an entry to build.
    package init(key: SubKey, size: Int) {
        precondition((1...Self.sizeLimit).contains(size))
        var table = (0..<UInt32(size)).map { $0 }
        var stream = CounterStream(cipher: BlockCipher(key: key))
        for last in stride(from: size - 1, to: 0, by: -1) {
            table.swapAt(last, Int(stream.draw(below: UInt32(last + 1))))
        }
        var inverse = [UInt32](repeating: 0, count: size)
        for index in table.indices { inverse[Int(table[index])] = UInt32(index) }
        forward = table
        backward = inverse
    }

    package var size: Int { forward.count }

    /// The bytes both tables take.
    package var byteCount: Int { size * 8 }

    /// The image of a rank below the size; a table look-up.
    package func transform(_ rank: Int, _ direction: CipherDirection) -> Int {
        switch direction {
        case .encrypt: Int(forward[rank])
        case .decrypt: Int(backward[rank])
        }
    }
}

/// Uniform numbers from AES in counter mode, 4,096 bytes at a time.
private struct CounterStream {
    private let cipher: BlockCipher
    private var counter: UInt64 = 0
    private var words: [UInt32] = []
    private var position = 0

    init(cipher: BlockCipher) { self.cipher = cipher }

    /// A number from 0 to `bound` − 1, each equally likely.
    mutating func draw(below bound: UInt32) -> UInt32 {
        let excess = UInt32.max % bound &+ 1
        let limit = excess == bound ? UInt32.max : UInt32.max - excess
        while true {
            let word = next()
            if word <= limit { return word % bound }
        }
    }

    private mutating func next() -> UInt32 {
        if position == words.count { refill() }
        position += 1
        return words[position - 1]
    }

    private mutating func refill() {
        var blocks = [UInt32](repeating: 0, count: 1024)
        for block in 0..<256 {
            blocks[4 * block + 2] = UInt32(truncatingIfNeeded: counter >> 32).bigEndian
            blocks[4 * block + 3] = UInt32(truncatingIfNeeded: counter).bigEndian
            counter += 1
        }
        cipher.withLane { lane in
            unsafe blocks.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                unsafe lane.encrypt(base, into: base, byteCount: bytes.count)
            }
        }
        words = blocks.map { UInt32(bigEndian: $0) }
        position = 0
    }
}
