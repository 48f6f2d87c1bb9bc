/// FF1 of NIST SP 800-38G and its Rev. 1 second draft, for every radix, length and tweak.
///
/// The general form on arrays of numerals, most significant first; `FF1Halves` is the fast one for
/// batches. Both give the same values.
package struct FF1: Sendable {
    /// Rev. 1: radix^length must be at least this, or the domain is too small to hide anything.
    package static let domainFloor = 1_000_000
    package static let radixLimits = 2...65_536

    private let cipher: BlockCipher
    private let radix: Int
    private let floor: Int

    /// `floor` below `domainFloor` is for vectors of the 2016 text only, which allows 100.
    package init(
        cipher: BlockCipher, radix: Int, floor: Int = domainFloor
    ) throws(CryptographyError) {
        guard Self.radixLimits.contains(radix) else { throw .radix(radix) }
        self.cipher = cipher
        self.radix = radix
        self.floor = floor
    }

    /// Algorithm 7 of SP 800-38G; `numerals` are below the radix.
    package func encrypt(
        _ numerals: [UInt32], tweak: [UInt8] = []
    ) throws(CryptographyError) -> [UInt32] {
        try check(numerals)
        return cipher.withLane { lane in
            let frame = FF1Frame(
                radix: radix, numeralCount: numerals.count, tweak: tweak, lane: lane)
            var left = numerals[..<frame.leftCount]
            var right = numerals[frame.leftCount...]
            for round in 0..<FF1Frame.roundCount {
                let half = LimbNumber(numerals: right, radix: UInt32(radix))
                let stream = frame.stream(round: round, half: half, lane: lane)
                let sum = added(left, stream.lowNumerals(left.count, radix: UInt32(radix)))
                left = right
                right = sum[...]
            }
            return Array(left + right)
        }
    }

    /// Algorithm 8 of SP 800-38G; the inverse of `encrypt` under the same tweak.
    package func decrypt(
        _ numerals: [UInt32], tweak: [UInt8] = []
    ) throws(CryptographyError) -> [UInt32] {
        try check(numerals)
        return cipher.withLane { lane in
            let frame = FF1Frame(
                radix: radix, numeralCount: numerals.count, tweak: tweak, lane: lane)
            var left = numerals[..<frame.leftCount]
            var right = numerals[frame.leftCount...]
            for round in (0..<FF1Frame.roundCount).reversed() {
                let half = LimbNumber(numerals: left, radix: UInt32(radix))
                let stream = frame.stream(round: round, half: half, lane: lane)
                let rest = subtracted(right, stream.lowNumerals(right.count, radix: UInt32(radix)))
                right = left
                left = rest[...]
            }
            return Array(left + right)
        }
    }

    private func check(_ numerals: [UInt32]) throws(CryptographyError) {
        guard numerals.count >= 2, numerals.count <= UInt32.max else {
            throw .numeralCount(numerals.count)
        }
        if let position = numerals.firstIndex(where: { $0 >= radix }) {
            throw .numeral(position: position)
        }
        var size = 1
        for _ in numerals where size < floor { size *= radix }
        guard size >= floor else {
            throw .domainTooSmall(radix: radix, numeralCount: numerals.count)
        }
    }

    /// left + right modulo radix^count, numeral by numeral.
    private func added(_ left: ArraySlice<UInt32>, _ right: [UInt32]) -> [UInt32] {
        var carry: UInt32 = 0
        var sum = right
        for (index, numeral) in zip(sum.indices, left).reversed() {
            let total = numeral + right[index] + carry
            carry = total >= UInt32(radix) ? 1 : 0
            sum[index] = total - carry * UInt32(radix)
        }
        return sum
    }

    /// left − right modulo radix^count, numeral by numeral.
    private func subtracted(_ left: ArraySlice<UInt32>, _ right: [UInt32]) -> [UInt32] {
        var borrow: UInt32 = 0
        var difference = right
        for (index, numeral) in zip(difference.indices, left).reversed() {
            let taken = right[index] + borrow
            borrow = numeral < taken ? 1 : 0
            difference[index] = numeral + borrow * UInt32(radix) - taken
        }
        return difference
    }
}
