/// Checks that are a weighted digit sum: most national schemes differ in the numbers alone.
extension IdentifierText {
    /// Σ weight × value over the characters from `start`, letters as 10…35.
    func weightedValues<let n: Int>(_ weights: InlineArray<n, Int>, from start: Int = 0) -> Int {
        var sum = 0
        for index in 0..<n { sum += weights[index] * value(start + index) }
        return sum
    }

    /// The digit behind the weighted ones is their sum modulo `modulus`; a rest of ten stands as
    /// `ten`, and isn't issued by default.
    func hasRest<let n: Int>(
        _ weights: InlineArray<n, Int>, modulus: Int, ten: Int = -1, from start: Int = 0
    ) -> Bool {
        let rest = weightedSum(weights, from: start) % modulus
        return (rest == 10 ? ten : rest) == digit(start + n)
    }

    /// As `hasRest` with what the sum lacks to a multiple of `modulus`.
    func hasComplement<let n: Int>(
        _ weights: InlineArray<n, Int>, modulus: Int, ten: Int = -1, from start: Int = 0
    ) -> Bool {
        let rest = (modulus - weightedSum(weights, from: start) % modulus) % modulus
        return (rest == 10 ? ten : rest) == digit(start + n)
    }

    /// The weighted sum of all digits, check digit included, is a multiple of `modulus`.
    func balances<let n: Int>(_ weights: InlineArray<n, Int>, modulus: Int) -> Bool {
        count == n && weightedSum(weights) % modulus == 0
    }
}
