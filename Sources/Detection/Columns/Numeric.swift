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

    /// Probabilities of log-odds scores and of a last one whose score is 0 (`none`); `nil` scores
    /// take no part and get 0.
    static func softmax(_ scores: [Double?]) -> (probabilities: [Double], none: Double) {
        let highest = scores.reduce(0) { max($0, $1 ?? 0) }
        let weights = scores.map { $0.map { exp($0 - highest) } ?? 0 }
        let none = exp(-highest)
        let sum = weights.reduce(none, +)
        return (weights.map { $0 / sum }, none / sum)
    }
}
