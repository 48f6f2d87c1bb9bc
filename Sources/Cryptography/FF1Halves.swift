/// FF1 rounds for many values at once whose two halves each fit 64 bits: the hot loop.
///
/// Halves lie in two arrays, a value's left half beside its right half at the same index. Every
/// round fills one AES block a value, encrypts all blocks by one EVP call and adds the result to
/// the other half. The sum modulo radix^u needs one multiplication when a half fits 32 bits.
package struct FF1Halves: Sendable {
    /// How many values a caller should hand over at once: 16 KiB of halves and blocks stay in L1.
    static let batchSize = 512

    private let cipher: BlockCipher
    /// radix^u and radix^v.
    let leftModulus: UInt64
    let rightModulus: UInt64
    private let halfByteCount: Int
    /// The CBC-MAC input of every round block before round number and half come in.
    private let prefix: UInt128

    /// `nil` when radix^v is 2⁶⁴ or more, or the tweak pushes round number and half apart.
    package init?(
        cipher: BlockCipher, radix: Int, numeralCount: Int, tweak: [UInt8] = []
    ) {
        let frame = cipher.withLane { lane in
            FF1Frame(radix: radix, numeralCount: numeralCount, tweak: tweak, lane: lane)
        }
        let right = LimbNumber.power(UInt32(radix), frame.rightCount)
        let left = LimbNumber.power(UInt32(radix), frame.leftCount)
        guard right.bitWidth <= 64, frame.tail.count == 16,
            let leftModulus = left.value128, let rightModulus = right.value128
        else { return nil }
        self.cipher = cipher
        self.leftModulus = UInt64(leftModulus)
        self.rightModulus = UInt64(rightModulus)
        halfByteCount = frame.halfByteCount
        prefix = frame.state ^ FF1Frame.block(frame.tail[...])
    }

    /// Encrypts or decrypts every pair of halves in place; each half must be below its modulus.
    package func transform(
        left: inout [UInt64], right: inout [UInt64], direction: CipherDirection
    ) {
        precondition(left.count == right.count)
        var blocks = [UInt64](repeating: 0, count: 2 * left.count)
        cipher.withLane { lane in
            unsafe left.withUnsafeMutableBufferPointer { left in
                unsafe right.withUnsafeMutableBufferPointer { right in
                    unsafe blocks.withUnsafeMutableBufferPointer { blocks in
                        guard let left = left.baseAddress, let right = right.baseAddress,
                            let words = blocks.baseAddress
                        else { return }
                        unsafe transform(
                            left: left, right: right, blocks: words, count: blocks.count / 2,
                            direction: direction, lane: lane)
                    }
                }
            }
        }
    }

    /// Runs all ten rounds over `count` values in place; `blocks` has room for 2 × `count` words.
    @unsafe func transform(
        left: UnsafeMutablePointer<UInt64>, right: UnsafeMutablePointer<UInt64>,
        blocks: UnsafeMutablePointer<UInt64>, count: Int, direction: CipherDirection,
        lane: borrowing CipherLane
    ) {
        for step in 0..<FF1Frame.roundCount {
            let round = direction == .encrypt ? step : FF1Frame.roundCount - 1 - step
            // Why: the halves swap roles every round; ten rounds put them back where they were.
            let isEven = round & 1 == 0
            let target = unsafe isEven ? left : right
            let source = unsafe isEven ? right : left
            unsafe fill(blocks, from: source, count: count, round: round)
            unsafe lane.encrypt(blocks, into: blocks, byteCount: count * BlockCipher.blockSize)
            let modulus = isEven ? leftModulus : rightModulus
            if modulus.nonzeroBitCount == 1 {
                unsafe addBits(blocks, to: target, count, modulus - 1, direction)
            } else if halfByteCount <= 4 {
                unsafe addShort(blocks, to: target, count, modulus, direction)
            } else {
                unsafe addLong(blocks, to: target, count, modulus, direction)
            }
        }
    }

    /// One block a value: the prefix with round number and half in its last b + 1 bytes.
    @inline(__always)
    private func fill(
        _ blocks: UnsafeMutablePointer<UInt64>, from source: UnsafeMutablePointer<UInt64>,
        count: Int, round: Int
    ) {
        let constant = prefix ^ UInt128(round) << UInt128(8 * halfByteCount)
        let high = UInt64(truncatingIfNeeded: constant >> 64).bigEndian
        let low = UInt64(truncatingIfNeeded: constant)
        for index in 0..<count {
            unsafe blocks[2 &* index] = high
            unsafe blocks[2 &* index &+ 1] = (low ^ source[index]).bigEndian
        }
    }

    /// The modulus is a power of two: the low bits of y are all that counts.
    @inline(__always)
    private func addBits(
        _ blocks: UnsafeMutablePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>,
        _ count: Int, _ mask: UInt64, _ direction: CipherDirection
    ) {
        for index in 0..<count {
            let first = unsafe UInt64(bigEndian: blocks[2 &* index])
            let second = unsafe UInt64(bigEndian: blocks[2 &* index &+ 1])
            let stream = halfByteCount <= 4 ? first : first << 32 | second >> 32
            let value = unsafe target[index]
            switch direction {
            case .encrypt: unsafe target[index] = (value &+ stream) & mask
            case .decrypt: unsafe target[index] = (value &- stream) & mask
            }
        }
    }

    /// y is 8 bytes (b ≤ 4): Barrett reduction, off by one modulus at most, then two corrections.
    @inline(__always)
    private func addShort(
        _ blocks: UnsafeMutablePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>,
        _ count: Int, _ modulus: UInt64, _ direction: CipherDirection
    ) {
        // floor(2⁶⁴ / modulus); a modulus of 1 doesn't occur, every half has a numeral.
        let reciprocal = modulus.dividingFullWidth((1, 0)).quotient
        for index in 0..<count {
            let stream = unsafe UInt64(bigEndian: blocks[2 &* index])
            let quotient = stream.multipliedFullWidth(by: reciprocal).high
            let estimate = stream &- quotient &* modulus
            let remainder = min(estimate, estimate &- modulus)
            let value = unsafe target[index]
            switch direction {
            case .encrypt:
                let sum = value &+ remainder
                unsafe target[index] = min(sum, sum &- modulus)
            case .decrypt:
                let difference = value &- remainder
                unsafe target[index] = min(difference, difference &+ modulus)
            }
        }
    }

    /// y is 12 bytes (b from 5 to 8): one division of 128 by 64 bits.
    @inline(__always)
    private func addLong(
        _ blocks: UnsafeMutablePointer<UInt64>, to target: UnsafeMutablePointer<UInt64>,
        _ count: Int, _ modulus: UInt64, _ direction: CipherDirection
    ) {
        for index in 0..<count {
            let first = unsafe UInt64(bigEndian: blocks[2 &* index])
            let second = unsafe UInt64(bigEndian: blocks[2 &* index &+ 1])
            // Why: the left half may be one numeral shorter, its modulus below 2³².
            let high = first >> 32 < modulus ? first >> 32 : (first >> 32) % modulus
            let low = first << 32 | second >> 32
            let remainder = modulus.dividingFullWidth((high, low)).remainder
            let value = unsafe target[index]
            switch direction {
            case .encrypt:
                let (sum, overflow) = value.addingReportingOverflow(remainder)
                unsafe target[index] = overflow || sum >= modulus ? sum &- modulus : sum
            case .decrypt:
                let difference = value &- remainder
                unsafe target[index] = value < remainder ? difference &+ modulus : difference
            }
        }
    }
}
