/// A natural number of any size: what FF1 needs of one, for halves and ranks beyond 128 bits.
struct LimbNumber: Sendable, Equatable {
    /// 32-bit limbs, least significant first, without leading zeros; zero has none.
    private(set) var limbs: [UInt32]

    init(_ value: UInt128 = 0) {
        limbs = (0..<4).map { UInt32(truncatingIfNeeded: value >> (32 * UInt128($0))) }
        trim()
    }

    /// The number of big-endian bytes.
    init(bytes: some BidirectionalCollection<UInt8>) {
        limbs = Array(repeating: 0, count: (bytes.count + 3) / 4)
        for (index, byte) in bytes.reversed().enumerated() {
            limbs[index / 4] |= UInt32(byte) << UInt32(8 * (index % 4))
        }
        trim()
    }

    /// The number whose digits these are, most significant first: NUM_radix of SP 800-38G.
    init(numerals: some Collection<UInt32>, radix: UInt32) {
        limbs = []
        for numeral in numerals { multiply(by: radix, adding: numeral) }
    }

    static func power(_ base: UInt32, _ exponent: Int) -> LimbNumber {
        var result = LimbNumber(1)
        for _ in 0..<exponent { result.multiply(by: base, adding: 0) }
        return result
    }

    var isZero: Bool { limbs.isEmpty }

    /// The position of the highest set bit plus one; 0 for zero.
    var bitWidth: Int {
        limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0
    }

    /// The number below 2¹²⁸; `nil` for a larger one.
    var value128: UInt128? {
        limbs.count > 4 ? nil : limbs.reversed().reduce(0) { $0 << 32 | UInt128($1) }
    }

    mutating func multiply(by factor: UInt32, adding addend: UInt32) {
        var carry = UInt64(addend)
        for index in limbs.indices {
            carry += UInt64(limbs[index]) * UInt64(factor)
            limbs[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
        trim()
    }

    /// Divides in place and returns the remainder.
    mutating func divide(by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let part = remainder << 32 | UInt64(limbs[index])
            limbs[index] = UInt32(part / UInt64(divisor))
            remainder = part % UInt64(divisor)
        }
        trim()
        return UInt32(remainder)
    }

    mutating func decrement() {
        precondition(!isZero)
        for index in limbs.indices {
            limbs[index] &-= 1
            if limbs[index] != .max { break }
        }
        trim()
    }

    /// The `count` lowest digits, most significant first: the number modulo radix^count.
    func lowNumerals(_ count: Int, radix: UInt32) -> [UInt32] {
        var rest = self
        var numerals = [UInt32](repeating: 0, count: count)
        for index in numerals.indices.reversed() { numerals[index] = rest.divide(by: radix) }
        return numerals
    }

    /// The number as exactly `count` big-endian bytes; it must fit.
    func bytes(count: Int) -> [UInt8] {
        precondition(bitWidth <= count * 8)
        return (0..<count).reversed().map { index in
            index / 4 < limbs.count
                ? UInt8(truncatingIfNeeded: limbs[index / 4] >> UInt32(8 * (index % 4))) : 0
        }
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }
}

extension LimbNumber: Comparable {
    static func < (left: LimbNumber, right: LimbNumber) -> Bool {
        if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
        for index in left.limbs.indices.reversed() where left.limbs[index] != right.limbs[index] {
            return left.limbs[index] < right.limbs[index]
        }
        return false
    }
}
