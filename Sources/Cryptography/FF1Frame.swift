/// What stays the same in every FF1 round of one key, radix, length and tweak (SP 800-38G, alg. 7).
///
/// The CBC-MAC over P and over the blocks of Q in front of the round number is computed once; a
/// round costs only the blocks that hold the round number and the half, one as a rule.
struct FF1Frame: Sendable {
    static let roundCount = 10

    /// Lengths of the left and the right half, u and v.
    let leftCount: Int
    let rightCount: Int
    /// Bytes that hold radix^v − 1: b.
    let halfByteCount: Int
    /// Bytes of the pseudorandom stream a round takes: d.
    let streamByteCount: Int
    /// CBC-MAC state over P and the fixed leading blocks of Q.
    let state: UInt128
    /// The rest of Q with round number and half zero: a multiple of 16 bytes.
    let tail: [UInt8]

    init(radix: Int, numeralCount: Int, tweak: [UInt8], lane: borrowing CipherLane) {
        leftCount = numeralCount / 2
        rightCount = numeralCount - leftCount
        // Why: Rev. 1 defines b by bit length; the logarithm of the 2016 text rounds wrong.
        var largestHalf = LimbNumber.power(UInt32(radix), rightCount)
        largestHalf.decrement()
        halfByteCount = (largestHalf.bitWidth + 7) / 8
        streamByteCount = 4 * ((halfByteCount + 3) / 4) + 4
        var header = [1, 2, 1, UInt8(radix >> 16), UInt8(radix >> 8 & 255), UInt8(radix & 255), 10]
        header.append(UInt8(leftCount & 255))
        header += Self.bigEndian(numeralCount) + Self.bigEndian(tweak.count)
        var state = lane.encrypt(Self.block(header[...]))
        let variableCount = halfByteCount + 1
        let padding = (16 - (tweak.count + variableCount) % 16) % 16
        let quantity = tweak + [UInt8](repeating: 0, count: padding + variableCount)
        let fixedCount = (quantity.count - variableCount) / 16 * 16
        for start in stride(from: 0, to: fixedCount, by: 16) {
            state = lane.encrypt(state ^ Self.block(quantity[start..<start + 16]))
        }
        self.state = state
        tail = Array(quantity[fixedCount...])
    }

    /// The pseudorandom number y of one round.
    func stream(round: Int, half: LimbNumber, lane: borrowing CipherLane) -> LimbNumber {
        var quantity = tail
        quantity[quantity.count - halfByteCount - 1] = UInt8(round)
        quantity.replaceSubrange(
            (quantity.count - halfByteCount)..., with: half.bytes(count: halfByteCount))
        var result = state
        for start in stride(from: 0, to: quantity.count, by: 16) {
            result = lane.encrypt(result ^ Self.block(quantity[start..<start + 16]))
        }
        var stream = Self.bytes(result)
        var counter: UInt128 = 1
        while stream.count < streamByteCount {
            stream += Self.bytes(lane.encrypt(result ^ counter))
            counter += 1
        }
        return LimbNumber(bytes: stream.prefix(streamByteCount))
    }

    static func block(_ bytes: ArraySlice<UInt8>) -> UInt128 {
        bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }

    private static func bytes(_ block: UInt128) -> [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: block >> (120 - 8 * UInt128($0))) }
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }
}
