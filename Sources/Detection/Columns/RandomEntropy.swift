#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the Shannon entropy of random strings of one length over one alphabet is spread, in bits per
/// byte.
struct RandomEntropy: Sendable {
    let mean: Double
    let deviation: Double

    /// Figures up to this length are kept.
    private static let keptLength = 64

    /// log₂ of the numbers that are counted most; of 1 in place of 0.
    private static let logarithms = (0..<128).map { log2(Double(max($0, 1))) }
    /// Less than what a sum of doubles is rounded by.
    private static let nothing = 1e-18

    /// - Parameters:
    ///   - length: at least 2.
    ///   - alphabet: at least 2.
    static func of(length: Int, alphabet: Int) -> RandomEntropy {
        guard length <= keptLength,
            let row = Randomness.alphabetSizes.firstIndex(of: alphabet)
        else { return RandomEntropy(length: length, alphabet: alphabet) }
        return kept[row * (keptLength - 1) + length - 2]
    }

    /// The entropy that a share `quantile` of random strings doesn't reach.
    func threshold(_ quantile: Double) -> Double {
        threshold(deviations: Randomness.normalQuantile(quantile))
    }

    /// The entropy so many standard deviations above the mean.
    func threshold(deviations: Double) -> Double { mean + deviations * deviation }

    /// By alphabet, then by length from 2 on.
    private static let kept = Randomness.alphabetSizes.flatMap { alphabet in
        (2...keptLength).map { RandomEntropy(length: $0, alphabet: alphabet) }
    }

    /// Mean: E[H] = log₂L − (A/L)·E[c·log₂c] with c binomial(L, 1/A), which is exact. Variance:
    /// A/L²·(Var f − Cov(f, c)²/Var c) for f = c·log₂c, the multinomial's first-order term.
    private init(length: Int, alphabet: Int) {
        let total = Double(length)
        let letters = Double(alphabet)
        let rate = 1 / letters
        var probability = exp(total * log1p(-rate))
        var (meanF, meanFF, meanFC) = (0.0, 0.0, 0.0)
        let kept = Self.logarithms
        for count in 1...length {
            probability *= Double(length - count + 1) / Double(count) * rate / (1 - rate)
            let logarithm = count < kept.count ? kept[count] : log2(Double(count))
            let f = Double(count) * logarithm
            meanF += probability * f
            meanFF += probability * f * f
            meanFC += probability * f * Double(count)
            // What is as rare as that changes no sum any more, nor does what follows.
            if Double(count) > total * rate, probability * f * f < meanF * Self.nothing { break }
        }
        mean = log2(total) - letters / total * meanF
        let covariance = meanFC - meanF * total * rate
        let countVariance = total * rate * (1 - rate)
        let variance =
            letters / (total * total)
            * max(0, meanFF - meanF * meanF - covariance * covariance / countVariance)
        deviation = variance.squareRoot()
    }
}
