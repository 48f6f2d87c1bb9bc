import Detection

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Cross-validation by source: whole sources are left out, never single columns, so that nothing
/// that a source repeats is learned by heart.
struct SourceFolds {
    private static let foldCount = 6

    private let examples: [FitExample]
    /// The fold of each source.
    private let folds: [String: Int]

    /// Sources go, the largest first, to the fold that has the fewest columns.
    init(_ examples: [FitExample]) {
        self.examples = examples
        var counts: [String: Int] = [:]
        for example in examples { counts[example.source, default: 0] += 1 }
        var sizes = [Int](repeating: 0, count: Self.foldCount)
        var folds: [String: Int] = [:]
        for (source, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            let fold = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
            folds[source] = fold
            sizes[fold] += count
        }
        self.folds = folds
    }

    /// For each source the weights fitted on the other folds, at the temperature that suits all
    /// columns left out.
    func weights() -> [String: ScoreWeights] {
        let fitted = self.fitted()
        let temperature = Self.temperature(of: examples, fitted, folds)
        return folds.mapValues { fitted[$0].divided(by: temperature) }
    }

    /// Weights fitted on every source, at the temperature found by cross-validation.
    func finalWeights() -> (weights: ScoreWeights, temperature: Double) {
        let temperature = Self.temperature(of: examples, fitted(), folds)
        return (WeightFit(examples).fit().divided(by: temperature), temperature)
    }

    private func fitted() -> [ScoreWeights] {
        (0..<Self.foldCount).map { fold in
            WeightFit(examples.filter { folds[$0.source] != fold }).fit()
        }
    }

    /// The divisor of all scores that makes left-out columns likeliest: golden-section search over
    /// its logarithm.
    private static func temperature(
        of examples: [FitExample], _ fitted: [ScoreWeights], _ folds: [String: Int]
    ) -> Double {
        let numbers = fitted.map { $0.numbers.map(Float.init) }
        func loss(_ logarithm: Double) -> Double {
            examples.reduce(0) { sum, example in
                let weights = numbers[folds[example.source] ?? 0]
                return sum + example.loss(weights, temperature: Float(exp(logarithm)))
            }
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (-0.7, 1.6)
        while high - low > 0.02 {
            let (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
            if loss(left) < loss(right) { high = right } else { low = left }
        }
        return exp((low + high) / 2)
    }
}

extension ScoreWeights {
    /// The same ranking of labels with softer probabilities.
    fileprivate func divided(by temperature: Double) -> ScoreWeights {
        ScoreWeights(numbers: numbers.map { $0 / temperature })
    }
}
