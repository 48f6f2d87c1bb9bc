/// Predicted probabilities against what turned out true, by bins that end at the thresholds of
/// the verdicts.
struct Reliability {
    /// Upper ends of the bins; the last is 1.
    private static let ends = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1.0]

    private struct Bin {
        var count = 0
        var sum = 0.0
        var hits = 0
    }

    private var bins = [Bin](repeating: Bin(), count: ends.count)

    mutating func add(_ probability: Double, isTrue: Bool) {
        let place = Self.ends.firstIndex { probability <= $0 } ?? Self.ends.count - 1
        bins[place].count += 1
        bins[place].sum += probability
        bins[place].hits += isTrue ? 1 : 0
    }

    /// The expected calibration error: mean distance of predicted and observed, by columns.
    var error: Double {
        let count = bins.reduce(0) { $0 + $1.count }
        guard count > 0 else { return 0 }
        return bins.reduce(0) { $0 + abs($1.sum - Double($1.hits)) } / Double(count)
    }

    func printTable(_ title: String) {
        print(
            "\n" + title.padded(to: 36)
                + "columns  predicted  observed   (ECE \(decimal(error, 4)))"
        )
        var start = 0.0
        for (bin, end) in zip(bins, Self.ends) {
            let count = Double(bin.count)
            if bin.count > 0 {
                print(
                    "  \(decimal(start, 2)) … \(decimal(end, 2))".padded(to: 33)
                        + "\(bin.count)".aligned(to: 10)
                        + decimal(bin.sum / count, 3).aligned(to: 11)
                        + decimal(Double(bin.hits) / count, 3).aligned(to: 10))
            }
            start = end
        }
    }
}
