/// A keyed bijection on numeral strings whose positions have radices of their own: a whole template
/// such as two letters and four digits ranked as *one* number, never class by class.
package struct MixedRadixPermutation: Sendable {
    private enum Form: Sendable {
        case ranks(DomainPermutation)
        case wide(WideWalk)
    }

    /// The radix of every position, most significant first; each at least 2.
    package let radices: [UInt32]
    private let form: Form
    /// Places from here on make up a number of 64 bits, whose size is `lowSize`.
    private let lowStart: Int
    private let lowSize: UInt64

    package init(key: SubKey, radices: [UInt32]) {
        precondition(!radices.isEmpty && radices.allSatisfy { $0 >= 2 })
        self.radices = radices
        (lowStart, lowSize) = Self.lowPart(radices)
        let size = radices.reduce(into: LimbNumber(1)) { $0.multiply(by: $1, adding: 0) }
        if let size = size.value128 {
            form = .ranks(DomainPermutation(key: key, size: size))
            return
        }
        let domain = EnclosingDomain(size: size)
        guard let general = try? FF1(cipher: BlockCipher(key: key), radix: domain.radix) else {
            preconditionFailure("an enclosing domain has a radix of FF1")
        }
        form = .wide(WideWalk(general: general, domain: domain, size: size))
    }

    /// The bytes held beyond a few hundred.
    package var byteCount: Int {
        if case .ranks(let permutation) = form { permutation.byteCount } else { 0 }
    }

    /// Permutes strings of `radices.count` numerals that lie one after another, in place.
    package func transform(_ numerals: inout [UInt8], _ direction: CipherDirection) {
        precondition(numerals.count.isMultiple(of: radices.count))
        let starts = stride(from: 0, to: numerals.count, by: radices.count)
        switch form {
        case .ranks(let permutation):
            var ranks = starts.map { rank(of: numerals, at: $0) }
            permutation.transform(&ranks, direction)
            for (start, rank) in zip(starts, ranks) { unrank(rank, into: &numerals, at: start) }
        case .wide(let walk):
            for start in starts {
                var rank = LimbNumber()
                for position in radices.indices {
                    rank.multiply(
                        by: radices[position], adding: UInt32(numerals[start + position]))
                }
                rank = walk.transform(rank, direction)
                for position in radices.indices.reversed() {
                    numerals[start + position] = UInt8(rank.divide(by: radices[position]))
                }
            }
        }
    }

    /// The longest tail whose values are fewer than 2⁶⁴.
    private static func lowPart(_ radices: [UInt32]) -> (start: Int, size: UInt64) {
        var size: UInt64 = 1
        for position in radices.indices.reversed() {
            let (larger, overflow) = size.multipliedReportingOverflow(by: UInt64(radices[position]))
            if overflow { return (position + 1, size) }
            size = larger
        }
        return (0, size)
    }

    private func rank(of numerals: [UInt8], at start: Int) -> UInt128 {
        var high: UInt128 = 0
        for position in 0..<lowStart {
            high = high &* UInt128(radices[position]) &+ UInt128(numerals[start + position])
        }
        var low: UInt64 = 0
        for position in lowStart..<radices.count {
            low = low &* UInt64(radices[position]) &+ UInt64(numerals[start + position])
        }
        return high &* UInt128(lowSize) &+ UInt128(low)
    }

    private func unrank(_ rank: UInt128, into numerals: inout [UInt8], at start: Int) {
        // Why: one division of 128 bits instead of one a place.
        var high = rank
        var low: UInt64
        if let short = UInt64(exactly: rank), lowStart == 0 {
            (high, low) = (0, short)
        } else {
            let parts = rank.quotientAndRemainder(dividingBy: UInt128(lowSize))
            (high, low) = (parts.quotient, UInt64(parts.remainder))
        }
        for position in (lowStart..<radices.count).reversed() {
            let parts = low.quotientAndRemainder(dividingBy: UInt64(radices[position]))
            numerals[start + position] = UInt8(parts.remainder)
            low = parts.quotient
        }
        for position in (0..<lowStart).reversed() {
            let parts = high.quotientAndRemainder(dividingBy: UInt128(radices[position]))
            numerals[start + position] = UInt8(parts.remainder)
            high = parts.quotient
        }
    }
}
