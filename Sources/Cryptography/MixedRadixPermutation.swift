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

    package init(key: SubKey, radices: [UInt32]) {
        precondition(!radices.isEmpty && radices.allSatisfy { $0 >= 2 })
        self.radices = radices
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

    private func rank(of numerals: [UInt8], at start: Int) -> UInt128 {
        var rank: UInt128 = 0
        for position in radices.indices {
            rank = rank &* UInt128(radices[position]) &+ UInt128(numerals[start + position])
        }
        return rank
    }

    private func unrank(_ rank: UInt128, into numerals: inout [UInt8], at start: Int) {
        var rest = rank
        for position in radices.indices.reversed() {
            let radix = radices[position]
            if let short = UInt64(exactly: rest) {
                numerals[start + position] = UInt8(short % UInt64(radix))
                rest = UInt128(short / UInt64(radix))
            } else {
                numerals[start + position] = UInt8(rest % UInt128(radix))
                rest /= UInt128(radix)
            }
        }
    }
}
