#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The few functions of the C library the score needs.
enum Numeric {
    static func log(_ value: Double) -> Double {
        #if canImport(Glibc)
            Glibc.log(value)
        #else
            Darwin.log(value)
        #endif
    }

    static func exp(_ value: Double) -> Double {
        #if canImport(Glibc)
            Glibc.exp(value)
        #else
            Darwin.exp(value)
        #endif
    }

    /// Probabilities of log-odds scores and of a last one whose score is 0 (`none`); scores of −∞
    /// take no part and get 0.
    static func softmax(_ scores: [Double]) -> (probabilities: [Double], none: Double) {
        let highest = scores.reduce(0, max)
        var weights = scores
        let none = exp(-highest)
        var sum = none
        // Most labels have the same score: nothing speaks for them.
        var (last, weight) = (-Double.infinity, 0.0)
        var span = weights.mutableSpan
        for index in span.indices {
            if span[index] != last {
                last = span[index]
                weight = exp(last - highest)
            }
            span[index] = weight
            sum += weight
        }
        for index in span.indices { span[index] /= sum }
        return (weights, none / sum)
    }
}
