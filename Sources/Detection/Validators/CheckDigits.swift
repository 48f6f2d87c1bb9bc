/// Check digit schemes shared by many identifiers.
extension IdentifierText {
    /// The Luhn sum (ISO/IEC 7812-1 annex B) of the digits of `range`, check digit included, is a
    /// multiple of ten.
    func hasLuhn(_ range: Range<Int>) -> Bool {
        luhnSum(range) % 10 == 0
    }

    /// The Luhn sum of the digits of `range`, the last one counted once.
    func luhnSum(_ range: Range<Int>) -> Int {
        var sum = 0
        var isDoubled = false
        for index in range.reversed() {
            let digit = digit(index)
            sum += isDoubled ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit
            isDoubled.toggle()
        }
        return sum
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

    /// What can take two more digits.
    private static let largestRest = Int.max / 1_000

    /// The rest of the decimal number written by `range`, letters as 10…35, modulo `divisor`,
    /// starting with `rest` for what stands before it.
    func remainder(_ range: Range<Int>, by divisor: Int, after rest: Int = 0) -> Int {
        var rest = rest
        for index in range {
            let value = value(index)
            rest = rest * (value > 9 ? 100 : 10) + value
            if rest > Self.largestRest { rest %= divisor }
        }
        return rest % divisor
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
