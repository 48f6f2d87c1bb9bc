/// A keyed bijection on 0..<size for any size up to 2¹²⁸ − 1.
///
/// Below FF1's floor a table; above it FF1 in the smallest enclosing domain with cycle walking:
/// results outside are encrypted again until they fall inside, 1.02 times on average at most.
package struct DomainPermutation: Sendable {
    private enum Form: Sendable {
        case table(SmallPermutation)
        case halves(FF1Halves)
        case general(FF1, EnclosingDomain)
    }

    package let size: UInt128
    private let cipher: BlockCipher
    private let form: Form

    package init(key: SubKey, size: UInt128) {
        precondition(size > 0)
        self.size = size
        let cipher = BlockCipher(key: key)
        self.cipher = cipher
        if size <= UInt128(SmallPermutation.sizeLimit) {
            form = .table(SmallPermutation(key: key, size: Int(size)))
            return
        }
        let domain = EnclosingDomain(size: LimbNumber(size))
        let halves = FF1Halves(
            cipher: cipher, radix: domain.radix, numeralCount: domain.numeralCount)
        if let halves {
            form = .halves(halves)
        } else if let general = try? FF1(cipher: cipher, radix: domain.radix) {
            form = .general(general, domain)
        } else {
            preconditionFailure("an enclosing domain has a radix of FF1")
        }
    }

    /// The bytes held beyond a few hundred: a table's.
    package var byteCount: Int {
        if case .table(let table) = form { table.byteCount } else { 0 }
    }

    /// Permutes every rank in place; each must be below `size`.
    package func transform(_ ranks: inout [UInt128], _ direction: CipherDirection) {
        precondition(ranks.allSatisfy { $0 < size }, "a rank is outside the domain")
        switch form {
        case .table(let table):
            for index in ranks.indices {
                ranks[index] = UInt128(table.transform(Int(ranks[index]), direction))
            }
        case .halves(let halves): walk(&ranks, halves, direction)
        case .general(let general, let domain):
            for index in ranks.indices {
                ranks[index] = walk(ranks[index], general, domain, direction)
            }
        }
    }

    /// The image of one rank; batches are several times faster.
    package func transform(_ rank: UInt128, _ direction: CipherDirection) -> UInt128 {
        var ranks = [rank]
        transform(&ranks, direction)
        return ranks[0]
    }

    private func walk(
        _ rank: UInt128, _ general: FF1, _ domain: EnclosingDomain, _ direction: CipherDirection
    ) -> UInt128 {
        let walk = WideWalk(general: general, domain: domain, size: LimbNumber(size))
        guard let result = walk.transform(LimbNumber(rank), direction).value128 else {
            preconditionFailure("a walk ends inside the domain")
        }
        return result
    }

    /// All ranks at once; those that fall outside the domain go round again, alone.
    private func walk(
        _ ranks: inout [UInt128], _ halves: FF1Halves, _ direction: CipherDirection
    ) {
        var outside = Array(ranks.indices)
        let capacity = 4 * FF1Halves.batchSize
        cipher.withLane { lane in
            unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) { words in
                guard let scratch = words.baseAddress else { return }
                while !outside.isEmpty {
                    for first in stride(from: 0, to: outside.count, by: FF1Halves.batchSize) {
                        let end = min(first + FF1Halves.batchSize, outside.count)
                        unsafe Self.round(
                            &ranks, outside[first..<end], halves, scratch, direction, lane)
                    }
                    outside.removeAll { ranks[$0] < size }
                }
            }
        }
    }

    /// Splits ranks into halves, encrypts them and joins them again.
    private static func round(
        _ ranks: inout [UInt128], _ indices: ArraySlice<Int>, _ halves: FF1Halves,
        _ left: UnsafeMutablePointer<UInt64>, _ direction: CipherDirection,
        _ lane: borrowing CipherLane
    ) {
        let right = unsafe left + FF1Halves.batchSize
        let modulus = halves.rightModulus
        let bits = modulus.nonzeroBitCount == 1 ? UInt128(modulus.trailingZeroBitCount) : 0
        var slot = 0
        for index in indices {
            defer { slot &+= 1 }
            let rank = ranks[index]
            if bits > 0 {
                unsafe left[slot] = UInt64(truncatingIfNeeded: rank >> bits)
                unsafe right[slot] = UInt64(truncatingIfNeeded: rank) & (modulus - 1)
                continue
            }
            // Why: the quotient fits a half, so that one instruction divides; 64 bits do it faster.
            let (high, low) = (UInt64(rank >> 64), UInt64(truncatingIfNeeded: rank))
            let parts =
                high == 0
                ? low.quotientAndRemainder(dividingBy: modulus)
                : modulus.dividingFullWidth((high, low))
            unsafe left[slot] = parts.quotient
            unsafe right[slot] = parts.remainder
        }
        unsafe halves.transform(
            left: left, right: right, blocks: right + FF1Halves.batchSize, count: indices.count,
            direction: direction, lane: lane)
        slot = 0
        for index in indices {
            ranks[index] = unsafe UInt128(left[slot]) &* UInt128(modulus) &+ UInt128(right[slot])
            slot &+= 1
        }
    }
}

/// Cycle walking by the general form, for domains whose halves don't fit 64 bits.
struct WideWalk: Sendable {
    let general: FF1
    let domain: EnclosingDomain
    let size: LimbNumber

    func transform(_ rank: LimbNumber, _ direction: CipherDirection) -> LimbNumber {
        let radix = UInt32(domain.radix)
        var rank = rank
        repeat {
            let numerals = rank.lowNumerals(domain.numeralCount, radix: radix)
            let result =
                switch direction {
                case .encrypt: try? general.encrypt(numerals)
                case .decrypt: try? general.decrypt(numerals)
                }
            guard let result else { preconditionFailure("numerals come from the radix") }
            rank = LimbNumber(numerals: result, radix: radix)
        } while rank >= size
        return rank
    }
}
