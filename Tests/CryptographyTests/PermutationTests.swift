import Cryptography
import Primitives
import Testing

private func fixedKey(_ template: String = "") throws -> SubKey {
    try MaskingKey(text: fixedKeyLine).subkey(purpose: "test", domain: "d", template: template)
}

@Suite struct FF1DigitsTests {
    private func run(
        _ form: FF1Digits, _ values: [[UInt8]], _ direction: CipherDirection
    ) -> [[UInt8]] {
        let count = values[0].count
        // Bytes in front of a run that would upset word arithmetic if they were read as digits.
        let fences: [[UInt8]] = [[], [0], [45], [255, 255], [47, 58, 32], [57]]
        var bytes: [UInt8] = []
        var starts: [UInt32] = []
        for (index, value) in values.enumerated() {
            bytes += fences[index % fences.count]
            starts.append(UInt32(bytes.count))
            bytes += value
        }
        var span = bytes.mutableSpan
        form.transform(&span, starts: starts.span, digitCount: count, direction: direction)
        return starts.map { Array(bytes[Int($0)..<Int($0) + count]) }
    }

    @Test(arguments: 6...57)
    func `the batch equals the general form at every length`(count: Int) throws {
        let cipher = BlockCipher(key: try fixedKey())
        let general = try FF1(cipher: cipher, radix: 10)
        let form = FF1Digits(cipher: cipher)
        var generator = SeededGenerator(seed: UInt64(count))
        var values = (0..<40).map { _ in
            (0..<count).map { _ in UInt8.random(in: 48...57, using: &generator) }
        }
        values[1] = [UInt8](repeating: 48, count: count)
        values[2] = [UInt8](repeating: 57, count: count)
        let masked = run(form, values, .encrypt)
        for (value, result) in zip(values, masked) {
            let expected = try general.encrypt(value.map { UInt32($0 - 48) })
            #expect(result == expected.map { UInt8($0 + 48) })
        }
        #expect(run(form, masked, .decrypt) == values)
    }

    @Test func `gives NIST samples 7 on the batched path`() throws {
        let vector = try #require(FF1Vector.all.first { $0.name == "NIST sample 7" })
        let form = FF1Digits(cipher: try vector.cipher())
        let value = vector.plaintext.map { UInt8($0 + 48) }
        let masked = run(form, [value, value], .encrypt)
        #expect(masked[0] == masked[1])
        #expect(masked[1] == vector.ciphertext.map { UInt8($0 + 48) })
    }

    @Test func `is a permutation of all six-digit strings`() throws {
        let form = FF1Digits(key: try fixedKey())
        let values = (0..<1_000_000).map { number in
            Array(String(number + 1_000_000).utf8.dropFirst())
        }
        let masked = run(form, values, .encrypt)
        var seen = [Bool](repeating: false, count: 1_000_000)
        var fixedPoints = 0
        for (index, value) in masked.enumerated() {
            let number = value.reduce(0) { $0 * 10 + Int($1) - 48 }
            seen[number] = true
            if number == index { fixedPoints += 1 }
        }
        #expect(seen.allSatisfy { $0 })
        #expect(fixedPoints < 10)
    }

    @Test func `leaves every byte around the runs alone`() throws {
        let form = FF1Digits(key: try fixedKey())
        var bytes = Array("a1234567,bcdefgh 87654321234;x".utf8)
        let before = bytes
        var span = bytes.mutableSpan
        let starts: [UInt32] = [1, 17]
        form.transform(&span, starts: starts.span, digitCount: 7, direction: .encrypt)
        for index in bytes.indices where !(1..<8).contains(index) && !(17..<24).contains(index) {
            #expect(bytes[index] == before[index])
        }
        #expect(bytes != before)
    }
}

@Suite struct FF1HalvesTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var radix: Int
        var count: Int
        var testDescription: String { "radix \(radix), \(count) numerals" }
    }

    static let shapes: [Shape] =
        [2, 3, 7, 10, 26, 36, 62, 64, 100, 255, 256, 1000, 29_815, 65_535, 65_536]
        .flatMap { radix in (2...57).map { Shape(radix: radix, count: $0) } }
        .filter { shape in
            (0..<shape.count).reduce(1) { size, _ in min(size * shape.radix, 1_000_000) }
                >= FF1.domainFloor
        }

    @Test(arguments: shapes)
    func `equals the general form wherever halves fit`(shape: Shape) throws {
        let cipher = BlockCipher(key: try fixedKey())
        let general = try FF1(cipher: cipher, radix: shape.radix)
        let tweak: [UInt8] = shape.count.isMultiple(of: 2) ? [] : [7, 7, 7]
        guard
            let halves = FF1Halves(
                cipher: cipher, radix: shape.radix, numeralCount: shape.count, tweak: tweak)
        else { return }
        var generator = SeededGenerator(seed: UInt64(shape.count))
        let values = (0..<8).map { _ in
            (0..<shape.count).map { _ in
                UInt32.random(in: 0..<UInt32(shape.radix), using: &generator)
            }
        }
        var left = values.map { number($0[..<(shape.count / 2)], shape.radix) }
        var right = values.map { number($0[(shape.count / 2)...], shape.radix) }
        let before = (left, right)
        halves.transform(left: &left, right: &right, direction: .encrypt)
        for (index, value) in values.enumerated() {
            let expected = try general.encrypt(value, tweak: tweak)
            #expect(left[index] == number(expected[..<(shape.count / 2)], shape.radix))
            #expect(right[index] == number(expected[(shape.count / 2)...], shape.radix))
        }
        halves.transform(left: &left, right: &right, direction: .decrypt)
        #expect(left == before.0 && right == before.1)
    }

    @Test(arguments: [(10, 38, true), (10, 39, false), (36, 24, true), (36, 25, false)])
    func `covers halves below 2⁶⁴ and no others`(radix: Int, count: Int, covers: Bool) throws {
        let cipher = BlockCipher(key: try fixedKey())
        let halves = FF1Halves(cipher: cipher, radix: radix, numeralCount: count)
        #expect((halves != nil) == covers)
    }

    private func number(_ numerals: ArraySlice<UInt32>, _ radix: Int) -> UInt64 {
        numerals.reduce(0) { $0 * UInt64(radix) + UInt64($1) }
    }
}

@Suite struct DomainPermutationTests {
    @Test(arguments: [1, 2, 3, 10, 97, 1_000, 26 * 26 * 10, 999_999, 1_000_000])
    func `is bijective below the floor`(size: Int) throws {
        let permutation = DomainPermutation(key: try fixedKey("\(size)"), size: UInt128(size))
        var ranks = (0..<size).map { UInt128($0) }
        permutation.transform(&ranks, .encrypt)
        var seen = [Bool](repeating: false, count: size)
        for rank in ranks { seen[Int(rank)] = true }
        #expect(seen.allSatisfy { $0 })
        permutation.transform(&ranks, .decrypt)
        #expect(ranks.enumerated().allSatisfy { $0.element == UInt128($0.offset) })
    }

    @Test(arguments: [1_000_001, 1_048_576, 1_757_600])
    func `is bijective above the floor`(size: Int) throws {
        try `is bijective below the floor`(size: size)
    }

    @Test(
        arguments: [
            888_931_098, 1 << 31, 6_760_000, 1 << 63, 1 << 64, 1 << 122, 1 << 126,
            1 << 127 + 12345, .max,
        ] as [UInt128])
    func `stays inside and comes back in large domains`(size: UInt128) throws {
        let permutation = DomainPermutation(key: try fixedKey(), size: size)
        var generator = SeededGenerator(seed: 7)
        var ranks = (0..<1_500).map { _ in UInt128.random(in: 0..<size, using: &generator) }
        ranks += [0, 1, size - 1, size - 2]
        let before = ranks
        permutation.transform(&ranks, .encrypt)
        #expect(ranks.allSatisfy { $0 < size })
        #expect(zip(ranks, before).count { $0 == $1 } == 0)
        #expect(permutation.transform(before[3], .encrypt) == ranks[3])
        permutation.transform(&ranks, .decrypt)
        #expect(ranks == before)
    }

    @Test(arguments: [2, 10, 26, 36, 62, 255, 256] as [UInt32])
    func `a mixed radix of one radix comes back, wide ones too`(radix: UInt32) throws {
        for count in [1, 2, 5, 12, 40] {
            let radices = [UInt32](repeating: radix, count: count)
            let permutation = MixedRadixPermutation(key: try fixedKey(), radices: radices)
            var generator = SeededGenerator(seed: UInt64(count))
            let before = (0..<(count * 25)).map { _ in
                UInt8(UInt32.random(in: 0..<radix, using: &generator))
            }
            var numerals = before
            permutation.transform(&numerals, .encrypt)
            #expect(numerals.allSatisfy { UInt32($0) < radix })
            #expect(numerals != before || radix < 3)
            permutation.transform(&numerals, .decrypt)
            #expect(numerals == before)
        }
    }

    @Test(
        arguments: [
            [10, 10, 10, 10, 10], [26, 26, 10, 10], [16, 16, 16, 16], [9, 10, 10],
            [26, 26, 26, 26], [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], [36, 36, 36],
            [10, 26, 10, 26],
        ] as [[UInt32]])
    func `every string of a template below a million is met once`(radices: [UInt32]) throws {
        let size = Int(radices.reduce(1, *))
        let permutation = MixedRadixPermutation(key: try fixedKey("\(radices)"), radices: radices)
        var numerals: [UInt8] = []
        for rank in 0..<size {
            var rest = rank
            var string: [UInt8] = []
            for radix in radices.reversed() {
                string.insert(UInt8(rest % Int(radix)), at: 0)
                rest /= Int(radix)
            }
            numerals += string
        }
        let before = numerals
        permutation.transform(&numerals, .encrypt)
        var seen = [Bool](repeating: false, count: size)
        for start in stride(from: 0, to: numerals.count, by: radices.count) {
            var rank = 0
            for (place, radix) in radices.enumerated() {
                rank = rank * Int(radix) + Int(numerals[start + place])
            }
            seen[rank] = true
        }
        #expect(seen.allSatisfy { $0 })
        permutation.transform(&numerals, .decrypt)
        #expect(numerals == before)
    }

    @Test func `keys give every permutation of a small domain alike`() throws {
        var counts: [[Int]: Int] = [:]
        for number in 0..<3_000 {
            let table = SmallPermutation(key: try fixedKey("\(number)"), size: 3)
            counts[(0..<3).map { table.transform($0, .encrypt) }, default: 0] += 1
        }
        // Why: 500 each on average; five standard deviations are 102.
        #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 500) < 102 })
    }

    @Test func `a template is one number, not classes`() throws {
        let radices: [UInt32] = [26, 26, 10, 10, 10, 10]
        let permutation = MixedRadixPermutation(key: try fixedKey(), radices: radices)
        var numerals: [UInt8] = [0, 1, 1, 2, 3, 4, 0, 1, 1, 2, 3, 5]
        permutation.transform(&numerals, .encrypt)
        #expect(numerals[0..<2] != numerals[6..<8])
    }

    @Test func `a small table is what it was`() throws {
        let table = SmallPermutation(key: try fixedKey(), size: 10)
        #expect((0..<10).map { table.transform($0, .encrypt) } == [5, 6, 7, 8, 3, 9, 1, 4, 2, 0])
    }
}
