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
    /// The low places, those taken together as one.
    private let steps: [Step]

    /// One place, or two to eight decimal ones that are read and written together.
    private struct Step: Sendable {
        let start: Int
        let count: Int
        /// How many values it has.
        let size: UInt64
    }

    package init(key: SubKey, radices: [UInt32]) {
        precondition(!radices.isEmpty && radices.allSatisfy { $0 >= 2 })
        self.radices = radices
        (lowStart, lowSize) = Self.lowPart(radices)
        steps = Self.steps(radices, from: lowStart)
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
            var ranks: [UInt128] = []
            ranks.reserveCapacity(numerals.count / radices.count)
            for start in starts { ranks.append(rank(of: numerals.span, at: start)) }
            permutation.transform(&ranks, direction)
            var span = numerals.mutableSpan
            for (start, rank) in zip(starts, ranks) { unrank(rank, into: &span, at: start) }
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

    /// The same for radices that don't fit a byte; several times slower.
    package func transform(_ numerals: inout [UInt32], _ direction: CipherDirection) {
        precondition(numerals.count.isMultiple(of: radices.count))
        for start in stride(from: 0, to: numerals.count, by: radices.count) {
            var rank = LimbNumber()
            for position in radices.indices {
                rank.multiply(by: radices[position], adding: numerals[start + position])
            }
            switch form {
            case .ranks(let permutation):
                guard let short = rank.value128 else { preconditionFailure("a numeral is too big") }
                rank = LimbNumber(permutation.transform(short, direction))
            case .wide(let walk): rank = walk.transform(rank, direction)
            }
            for position in radices.indices.reversed() {
                numerals[start + position] = rank.divide(by: radices[position])
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

    /// From the last place forward, as many decimal places together as there are.
    private static func steps(_ radices: [UInt32], from start: Int) -> [Step] {
        var steps: [Step] = []
        var end = radices.count
        while end > start {
            var first = end - 1
            var size = UInt64(radices[first])
            while first > start, end - first < 8, radices[first] == 10, radices[first - 1] == 10 {
                first -= 1
                size *= 10
            }
            steps.append(Step(start: first, count: end - first, size: size))
            end = first
        }
        return steps.reversed()
    }

    private func rank(of numerals: Span<UInt8>, at start: Int) -> UInt128 {
        var high: UInt128 = 0
        for position in 0..<lowStart {
            high = high &* UInt128(radices[position]) &+ UInt128(numerals[start + position])
        }
        var low: UInt64 = 0
        for step in steps {
            let place = start + step.start
            let value =
                step.count > 1
                ? DecimalWords.value(of: numerals, at: place, count: step.count)
                : UInt64(numerals[place])
            low = low &* step.size &+ value
        }
        return high &* UInt128(lowSize) &+ UInt128(low)
    }

    private func unrank(
        _ rank: UInt128, into numerals: inout MutableSpan<UInt8>, at start: Int
    ) {
        // Why: one division of 128 bits instead of one a place.
        var high: UInt128 = 0
        var low: UInt64
        if let short = UInt64(exactly: rank), lowStart == 0 {
            low = short
        } else {
            (high, low) = Self.parts(of: rank, lowSize)
        }
        for step in steps.reversed() {
            let place = start + step.start
            let (rest, value) = Self.divided(low, by: step.size)
            if step.count > 1 {
                DecimalWords.write(value, to: &numerals, at: place, count: step.count)
            } else {
                numerals[place] = UInt8(truncatingIfNeeded: value)
            }
            low = rest
        }
        var position = lowStart
        while position > 0 {
            position -= 1
            let radix = UInt64(radices[position])
            // Why: a 64-bit division is five times as fast as a 128-bit one.
            if let short = UInt64(exactly: high) {
                let (rest, value) = Self.divided(short, by: radix)
                numerals[start + position] = UInt8(truncatingIfNeeded: value)
                high = UInt128(rest)
            } else {
                let parts = high.quotientAndRemainder(dividingBy: UInt128(radix))
                numerals[start + position] = UInt8(parts.remainder)
                high = parts.quotient
            }
        }
    }

    /// Division by a step's size; the usual ones are known, so that it's a multiplication.
    @inline(__always)
    private static func divided(
        _ number: UInt64, by radix: UInt64
    ) -> (quotient: UInt64, remainder: UInt64) {
        switch radix {
        case 10: number.quotientAndRemainder(dividingBy: 10)
        case 26: number.quotientAndRemainder(dividingBy: 26)
        case 36: number.quotientAndRemainder(dividingBy: 36)
        case 100_000_000: number.quotientAndRemainder(dividingBy: 100_000_000)
        default: number.quotientAndRemainder(dividingBy: radix)
        }
    }

    /// Quotient and remainder of a division by 64 bits.
    private static func parts(of rank: UInt128, _ size: UInt64) -> (UInt128, UInt64) {
        let upper = UInt64(truncatingIfNeeded: rank >> 64)
        guard upper < size else {
            let parts = rank.quotientAndRemainder(dividingBy: UInt128(size))
            return (parts.quotient, UInt64(parts.remainder))
        }
        let parts = size.dividingFullWidth((upper, UInt64(truncatingIfNeeded: rank)))
        return (UInt128(parts.quotient), parts.remainder)
    }
}
