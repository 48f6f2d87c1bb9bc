/// SHA-256 (FIPS 180-4) of the few bytes an address holds.
enum SHA256 {
    static func digest(_ message: Span<UInt8>) -> [UInt8] {
        var padded: [UInt8] = []
        for index in message.indices { padded.append(message[index]) }
        padded.append(0x80)
        while padded.count % 64 != 56 { padded.append(0) }
        let bitCount = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            padded.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
        }
        var state = initial
        for block in stride(from: 0, to: padded.count, by: 64) {
            compress(&state, padded.span.extracting(block..<block + 64))
        }
        return state.flatMap { word in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
    }

    private static let initial: [UInt32] = roots(of: 2, count: 8)
    private static let constants: [UInt32] = roots(of: 3, count: 64)

    /// The first 32 bits of the fractional parts of the square or cube roots of the first primes.
    private static func roots(of degree: Int, count: Int) -> [UInt32] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if !primes.contains(where: { candidate % $0 == 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map { prime in
            // The largest r with r^degree ≤ prime · 2^(32 · degree), bit by bit.
            var root: UInt64 = 0
            for bit in stride(from: 36, through: 0, by: -1) {
                let next = root | 1 << UInt64(bit)
                if power(next, degree, isAtMost: prime) { root = next }
            }
            return UInt32(truncatingIfNeeded: root)
        }
    }

    /// Whether base^degree ≤ prime · 2^(32 · degree), in 128 bits.
    private static func power(_ base: UInt64, _ degree: Int, isAtMost prime: UInt64) -> Bool {
        var product: UInt128 = 1
        for _ in 0..<degree { product *= UInt128(base) }
        return product <= UInt128(prime) << UInt128(32 * degree)
    }

    private static func compress(_ state: inout [UInt32], _ block: Span<UInt8>) {
        var words = [UInt32](repeating: 0, count: 64)
        for index in 0..<64 { words[index / 4] = words[index / 4] << 8 | UInt32(block[index]) }
        for index in 16..<64 {
            let (w2, w15) = (words[index - 2], words[index - 15])
            let small0 = rotated(w15, 7) ^ rotated(w15, 18) ^ w15 >> 3
            let small1 = rotated(w2, 17) ^ rotated(w2, 19) ^ w2 >> 10
            words[index] = words[index - 16] &+ small0 &+ words[index - 7] &+ small1
        }
        var v = state
        for index in 0..<64 {
            let big1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
            let choice = v[4] & v[5] ^ ~v[4] & v[6]
            let first = v[7] &+ big1 &+ choice &+ constants[index] &+ words[index]
            let big0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
            let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
            v = [first &+ big0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] &+= v[index] }
    }

    private static func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
        word >> places | word << (32 - places)
    }
}
