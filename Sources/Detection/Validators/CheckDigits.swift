/// Check digit schemes shared by many identifiers.
extension IdentifierText {
    /// The Luhn sum (ISO/IEC 7812-1 annex B) of the digits of `range`, check digit included, is a
    /// multiple of ten.
    func hasLuhn(_ range: Range<Int>) -> Bool {
        luhnSum(range) % 10 == 0
    }

    /// The Luhn sum of the digits of `range`, the last one counted once.
    func luhnSum(_ range: Range<Int>) -> Int {
        var (sum, end) = (0, range.upperBound)
        while end > range.lowerBound {
            let length = min(8, end - range.lowerBound)
            let shift = UInt64(64 - 8 * length)
            let digits = (word(end - length, length) &- Self.zeros >> shift) << shift
            sum += Self.luhnSum(digits)
            end -= length
        }
        return sum
    }

    /// Eight times `0`, and every other one of eight bytes.
    private static let zeros: UInt64 = 0x3030_3030_3030_3030
    private static let evenBytes: UInt64 = 0x00FF_00FF_00FF_00FF

    /// The Luhn sum of eight digits, the last one highest.
    private static func luhnSum(_ digits: UInt64) -> Int {
        let doubled = (digits & evenBytes) << 1
        // What is ten or more carries into the highest bit of its byte.
        let isLarge = (doubled &+ 0x0076_0076_0076_0076) >> 7 & 0x0001_0001_0001_0001
        let pairs = doubled &- 9 &* isLarge &+ (digits >> 8 & evenBytes)
        return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }

    /// Verhoeff's dihedral scheme (J. Verhoeff, Error Detecting Decimal Codes, 1969), last digit is
    /// the check digit.
    func hasVerhoeff(_ range: Range<Int>) -> Bool {
        hasVerhoeff(range.dropLast(), check: range.upperBound - 1)
    }

    /// As `hasVerhoeff` when the check digit of `range` stands somewhere else.
    func hasVerhoeff(_ range: Range<Int>, check place: Int) -> Bool {
        var check = digit(place)
        var position = 1
        for index in range.reversed() {
            check = Dihedral.product(check, Dihedral.permuted(digit(index), times: position))
            position += 1
        }
        return check == 0
    }

    /// What can take two more digits, and what can take eight.
    private static let largestRest = Int.max / 1_000
    private static let largestShortRest = Int.max / 1_000_000_000

    /// The rest of the decimal number written by `range`, letters as 10…35, modulo `divisor`,
    /// starting with `rest` for what stands before it.
    func remainder(_ range: Range<Int>, by divisor: Int, after rest: Int = 0) -> Int {
        var rest = rest
        var index = range.lowerBound
        while index < range.upperBound {
            if index + 8 <= range.upperBound, let number = eightDigits(index) {
                if rest > Self.largestShortRest { rest %= divisor }
                rest = rest * 100_000_000 + number
                index += 8
            } else {
                let value = value(index)
                rest = rest * (value > 9 ? 100 : 10) + value
                index += 1
            }
            if rest > Self.largestRest { rest %= divisor }
        }
        return rest % divisor
    }

    /// The number that eight digits from `index` on write; `nil` when one is a letter.
    private func eightDigits(_ index: Int) -> Int? {
        let word = word(index, 8)
        guard ByteWord.digits(word) == ByteWord.highBits else { return nil }
        // Neighbours together, twice as many each time.
        let pairs = ((word &- Self.zeros) &* (10 << 8 + 1)) >> 8 & Self.evenBytes
        let fours = (pairs &* (100 << 16 + 1)) >> 16 & 0x0000_FFFF_0000_FFFF
        return Int((fours &* (10_000 << 32 + 1)) >> 32)
    }

    /// ISO/IEC 7064 MOD 11,10 over the digits of `range`, check digit last.
    func hasMod11And10(_ range: Range<Int>) -> Bool {
        var check = 10
        for index in range.dropLast() {
            let sum = (check + digit(index)) % 10
            check = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (check + digit(range.upperBound - 1)) % 10 == 1
    }

    /// The weights 7, 3, 1 of ICAO 9303 part 3 over `range`, letters as 10…35.
    func machineReadableSum(_ range: Range<Int>) -> Int {
        var sum = 0
        for index in range {
            let weight: Int
            switch (index - range.lowerBound) % 3 {
            case 0: weight = 7
            case 1: weight = 3
            default: weight = 1
            }
            sum += weight * value(index)
        }
        return sum % 10
    }

    /// GS1 check digit (weights 3 and 1 from the right), as in EAN, UPC and ITF-14.
    func hasGS1(_ range: Range<Int>) -> Bool {
        var sum = 0
        for index in range { sum += digit(index) * ((range.upperBound - index) % 2 == 0 ? 3 : 1) }
        return sum % 10 == 0
    }
}

/// The dihedral group D5 and the permutation that Verhoeff's scheme uses.
private enum Dihedral {
    /// a · b with 0…4 rotations and 5…9 reflections.
    static func product(_ a: Int, _ b: Int) -> Int {
        switch (a < 5, b < 5) {
        case (true, true): (a + b) % 5
        case (true, false): 5 + (a + b) % 5
        case (false, true): 5 + (a - b) % 5
        case (false, false): (a - b + 5) % 5
        }
    }

    /// The permutation (0 1 5 8 9 4 2 7)(3 6) applied `times` times.
    static func permuted(_ digit: Int, times: Int) -> Int {
        let once: InlineArray<10, Int> = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var result = digit
        for _ in 0..<(times % 8) { result = once[result] }
        return result
    }
}
