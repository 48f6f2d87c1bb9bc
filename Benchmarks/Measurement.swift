#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The time of one piece of work, taken several times after a warm-up.
struct Measurement: Sendable {
    let name: String
    /// How many values, cells or calls one run handles.
    let operations: Int
    /// How many bytes one run handles; 0 where bytes say nothing.
    let bytes: Int
    /// Processor seconds of this thread, one figure a run, sorted.
    let seconds: [Double]

    var minimum: Double { seconds[0] }
    var median: Double { seconds[seconds.count / 2] }
    var nanosecondsPerOperation: Double { minimum / Double(operations) * 1e9 }
    var operationsPerSecond: Double { Double(operations) / minimum }
    var bytesPerSecond: Double { Double(bytes) / minimum }

    /// Runs `body` once to warm up and `runs` times (at least 5) against the clock.
    ///
    /// The clock counts this thread's processor time, so that a neighbour on a shared machine
    /// disturbs less; work on other threads needs `wall`. Check the answers before calling this.
    static func take(
        _ name: String, operations: Int, bytes: Int = 0, runs: Int = 7, wall: Bool = false,
        _ body: () throws -> Void
    ) rethrows -> Measurement {
        precondition(runs >= 5 && operations > 0)
        let clock = wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID
        try body()
        var seconds: [Double] = []
        for _ in 0..<runs {
            let start = now(clock)
            try body()
            seconds.append(now(clock) - start)
        }
        return Measurement(
            name: name, operations: operations, bytes: bytes, seconds: seconds.sorted())
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// Keeps a result alive, so that the optimiser can't drop the work behind it.
@inline(never) func hold<Value>(_ value: borrowing Value) {}

/// A figure with so many decimals, without Foundation.
func decimal(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + "\(scaled)" }
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return sign + "\(scaled / Int(scale)).\(zeros)\(fraction)"
}
