import Detection
import Primitives

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Fits the score's weights: the least log loss of the right labels, drawn towards what the rules
/// say by themselves.
///
/// Factors are fitted by their logarithm, so that they stay positive and halving costs what
/// doubling does. A source of n columns counts as √n: its columns resemble one another. A share of
/// the columns is taken to be beyond all evidence, so that no column that nothing tells softens
/// the rest.
struct WeightFit {
    /// How far a factor's logarithm is believed to lie from 0.
    private static let factorSpread = 0.3
    /// How many nats an offset is believed to lie from 0.
    private static let offsetSpread = 0.75
    private static let steps = 60
    /// The share of columns whose label no evidence can tell.
    fileprivate static let hopelessShare: Float = 0.01
    private static let terms = ScoreWeights.Term.allCases

    private let examples: [FitExample]
    private let importance: [Double]

    init(_ examples: [FitExample]) {
        self.examples = examples
        var counts: [String: Double] = [:]
        for example in examples { counts[example.source, default: 0] += 1 }
        importance = examples.map { 1 / (counts[$0.source] ?? 1).squareRoot() }
    }

    /// Resilient backpropagation (Riedmiller and Braun, 1993): step sizes that grow while the
    /// slope keeps its sign; it needs no learning rate.
    func fit() -> ScoreWeights {
        var point = [Double](repeating: 0, count: Self.terms.count)
        var sizes = [Double](repeating: 0.05, count: Self.terms.count)
        var last = [Double](repeating: 0, count: Self.terms.count)
        for _ in 0..<Self.steps {
            var slope = self.slope(Self.weights(at: point))
            for (index, term) in Self.terms.enumerated() {
                let spread = term.isOffset ? Self.offsetSpread : Self.factorSpread
                if !term.isOffset { slope[index] *= exp(point[index]) }
                slope[index] += point[index] / (spread * spread)
                let turn = slope[index] * last[index]
                if turn > 0 { sizes[index] = min(sizes[index] * 1.2, 0.3) }
                if turn < 0 { sizes[index] = max(sizes[index] * 0.5, 1e-4) }
                last[index] = turn < 0 ? 0 : slope[index]
                if last[index] > 0 { point[index] -= sizes[index] }
                if last[index] < 0 { point[index] += sizes[index] }
            }
        }
        return Self.weights(at: point)
    }

    private static func weights(at point: [Double]) -> ScoreWeights {
        ScoreWeights(
            numbers: zip(terms, point).map { term, place in term.isOffset ? place : exp(place) })
    }

    /// The slope of the summed log loss by each weight.
    private func slope(_ weights: ScoreWeights) -> [Double] {
        let numbers = weights.numbers.map(Float.init)
        let part = 64
        let sums = concurrentMap(
            count: (examples.count + part - 1) / part, workers: [EvaluationTable].workers,
            makeContext: { 0 }
        ) { chunk, _ in
            var sum = [Double](repeating: 0, count: Self.terms.count)
            for index in chunk * part..<min((chunk + 1) * part, examples.count) {
                examples[index].addSlope(numbers, importance[index], to: &sum)
            }
            return sum
        }
        return sums.reduce([Double](repeating: 0, count: Self.terms.count)) {
            zip($0, $1).map(+)
        }
    }
}

extension FitExample {
    /// The total of each rule under some weights.
    func totals(_ weights: [Float]) -> [Float] {
        let width = weights.count
        return terms.rules.indices.map { rule in
            var total: Float = 0
            for term in 0..<width { total += terms.nats[rule * width + term] * weights[term] }
            return total
        }
    }

    /// −ln of the probability of a right answer when every total is divided by `temperature`.
    func loss(_ weights: [Float], temperature: Float) -> Double {
        let totals = self.totals(weights).map { $0 / temperature }
        let highest = max(0, totals.max() ?? 0)
        var (all, right) = (exp(-highest), isNoneAccepted ? exp(-highest) : 0)
        for (index, total) in totals.enumerated() {
            let weight = exp(total - highest)
            all += weight
            if isAccepted[index] { right += weight }
        }
        return -log(Double(WeightFit.hopelessShare + (1 - WeightFit.hopelessShare) * right / all))
    }

    /// d loss / d weight = Σ (p − p given a right answer) × term.
    fileprivate func addSlope(_ weights: [Float], _ importance: Double, to sum: inout [Double]) {
        let totals = self.totals(weights)
        let highest = max(0, totals.max() ?? 0)
        let odds = totals.map { exp($0 - highest) }
        let none = exp(-highest)
        let all = odds.reduce(none, +)
        var right: Float = isNoneAccepted ? none : 0
        for (index, weight) in odds.enumerated() where isAccepted[index] { right += weight }
        guard right > 0 else { return }
        let known = (1 - WeightFit.hopelessShare) * right / all
        let trust = known / (known + WeightFit.hopelessShare)
        let width = weights.count
        for (rule, weight) in odds.enumerated() {
            let share = weight / all - (isAccepted[rule] ? weight / right : 0)
            guard abs(share) > 1e-7 else { continue }
            for term in 0..<width {
                sum[term] += importance * Double(trust * share * terms.nats[rule * width + term])
            }
        }
    }
}
