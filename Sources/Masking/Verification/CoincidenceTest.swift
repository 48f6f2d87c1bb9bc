#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Whether so many coincidences can be chance: exact for small means, where 4σ of a normal is
/// wrong.
enum CoincidenceTest {
    /// One-sided probability beyond 4σ of a normal distribution: what counts as no chance.
    static let significance = 3.167e-5

    /// P(X ≥ `count`) for X binomial(`trials`, `probability`), summed from the larger side's terms.
    ///
    /// Cost is the distance from the mean; terms stop counting below 10⁻¹⁸ of the sum.
    static func upperTail(count: Int, trials: Int, probability: Double) -> Double {
        guard count > 0 else { return 1 }
        guard count <= trials, probability > 0 else { return 0 }
        guard probability < 1 else { return 1 }
        let mean = Double(trials) * probability
        if Double(count) <= mean { return 1 - lowerTail(count - 1, trials, probability) }
        var term = exp(logTerm(count, trials, probability))
        var sum = 0.0
        var successes = count
        let odds = probability / (1 - probability)
        while successes <= trials, term > sum * 1e-18 {
            sum += term
            term *= Double(trials - successes) / Double(successes + 1) * odds
            successes += 1
        }
        return min(1, sum)
    }

    /// P(X ≤ `count`) for a count below the mean.
    private static func lowerTail(_ count: Int, _ trials: Int, _ probability: Double) -> Double {
        var term = exp(logTerm(count, trials, probability))
        var sum = 0.0
        var successes = count
        let odds = (1 - probability) / probability
        while successes >= 0, term > sum * 1e-18 {
            sum += term
            term *= Double(successes) / Double(trials - successes + 1) * odds
            successes -= 1
        }
        return min(1, sum)
    }

    private static func logTerm(_ count: Int, _ trials: Int, _ probability: Double) -> Double {
        let (n, k) = (Double(trials), Double(count))
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(probability)
            + (n - k) * log1p(-probability)
    }

    /// The smallest count that couldn't be chance.
    static func firstImplausible(trials: Int, probability: Double) -> Int {
        var low = 0
        var high = trials + 1
        while low + 1 < high {
            let middle = (low + high) / 2
            let tail = upperTail(count: middle, trials: trials, probability: probability)
            if tail < significance { high = middle } else { low = middle }
        }
        return high
    }
}
