#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Log-likelihoods of `k` hits in `n` trials when the rate itself is uncertain.
package enum BetaBinomial {
    /// Beta(8, 2) for the hits of an impure column: four in five on average, hardly below half.
    private static let impureAlpha = 8.0
    private static let impureBeta = 2.0

    /// ln P(k | n, α, β) without the binomial coefficient, which cancels in ratios.
    package static func logLikelihood(
        hits: Int, of count: Int, alpha: Double, beta: Double
    ) -> Double {
        logBeta(Double(hits) + alpha, Double(count - hits) + beta) - logBeta(alpha, beta)
    }

    /// Nats for a label: rate around `expected` with it, around `background` without it.
    ///
    /// A concentration says how many trials the belief in a rate is worth; with a small one for
    /// the background a few hundred hits never weigh more than the belief allows.
    ///
    /// - Parameter impure: how likely a column of the label is a mixed or careless one, of which
    ///   any large part may be hits. Without it a fifth of foreign values would outweigh the rest.
    package static func nats(
        hits: Int, of count: Int, expected: Double, expectedConcentration: Double,
        background: Double, backgroundConcentration: Double, impure: Double = 0
    ) -> Double {
        guard count > 0 else { return 0 }
        var likelihood = logLikelihood(
            hits: hits, of: count, alpha: expected * expectedConcentration,
            beta: (1 - expected) * expectedConcentration)
        if impure > 0 {
            likelihood = logSum(
                likelihood + Numeric.log(1 - impure),
                logLikelihood(hits: hits, of: count, alpha: impureAlpha, beta: impureBeta)
                    + Numeric.log(impure))
        }
        return likelihood
            - logLikelihood(
                hits: hits, of: count, alpha: background * backgroundConcentration,
                beta: (1 - background) * backgroundConcentration)
    }

    private static func logSum(_ one: Double, _ other: Double) -> Double {
        let (high, low) = (max(one, other), min(one, other))
        return high + Numeric.log(1 + Numeric.exp(low - high))
    }

    private static func logBeta(_ alpha: Double, _ beta: Double) -> Double {
        lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta)
    }
}

/// The Wilson score interval of a share at 95 % (E. B. Wilson, 1927).
package enum WilsonInterval {
    /// The 97.5 % quantile of the normal distribution.
    private static let quantile = 1.959963984540054

    /// The Wilson interval of a share; 0 to 1 when nothing was counted.
    package static func interval(hits: Int, of count: Int) -> (low: Double, high: Double) {
        guard count > 0 else { return (0, 1) }
        let total = Double(count)
        let share = Double(hits) / total
        let square = quantile * quantile
        let center = share + square / (2 * total)
        let spread =
            quantile * (share * (1 - share) / total + square / (4 * total * total)).squareRoot()
        let scale = 1 + square / total
        return (max(0, (center - spread) / scale), min(1, (center + spread) / scale))
    }
}
