/// Keccak-256 as Ethereum and Monero use it: FIPS 202 with the older padding byte 1.
enum Keccak256 {
    /// Bytes absorbed a round: 1600 − 2 · 256 bits.
    private static let rate = 136

    static func digest(_ message: Span<UInt8>) -> [UInt8] {
        var padded: [UInt8] = []
        for index in message.indices { padded.append(message[index]) }
        padded.append(1)
        while padded.count % rate != 0 { padded.append(0) }
        padded[padded.count - 1] |= 0x80
        var lanes = [UInt64](repeating: 0, count: 25)
        for block in stride(from: 0, to: padded.count, by: rate) {
            for index in 0..<rate {
                lanes[index / 8] ^= UInt64(padded[block + index]) << UInt64(index % 8 * 8)
            }
            permute(&lanes)
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: lanes[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func permute(_ lanes: inout [UInt64]) {
        var register: UInt8 = 1
        for _ in 0..<24 {
            mixColumns(&lanes)
            moveLanes(&lanes)
            for row in stride(from: 0, to: 25, by: 5) {
                let old = Array(lanes[row..<row + 5])
                for x in 0..<5 { lanes[row + x] = old[x] ^ ~old[(x + 1) % 5] & old[(x + 2) % 5] }
            }
            // ι: bit 2^j − 1 of the round constant is the next bit of an 8-bit shift register.
            for j in 0..<7 {
                if register & 1 == 1 { lanes[0] ^= 1 << (1 << UInt64(j) - 1) }
                register = register << 1 ^ (register >> 7 == 1 ? 0x71 : 0)
            }
        }
    }

    /// θ
    private static func mixColumns(_ lanes: inout [UInt64]) {
        let columns = (0..<5).map { x in
            stride(from: x, to: 25, by: 5).reduce(0) { $0 ^ lanes[$1] }
        }
        for index in 0..<25 {
            let x = index % 5
            lanes[index] ^= columns[(x + 4) % 5] ^ rotated(columns[(x + 1) % 5], 1)
        }
    }

    /// ρ and π
    private static func moveLanes(_ lanes: inout [UInt64]) {
        var (x, y) = (1, 0)
        var current = lanes[1]
        for step in 0..<24 {
            (x, y) = (y, (2 * x + 3 * y) % 5)
            let next = lanes[x + 5 * y]
            lanes[x + 5 * y] = rotated(current, UInt64((step + 1) * (step + 2) / 2 % 64))
            current = next
        }
    }

    private static func rotated(_ word: UInt64, _ places: UInt64) -> UInt64 {
        places == 0 ? word : word << places | word >> (64 - places)
    }
}
