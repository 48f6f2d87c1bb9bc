/// What a run costs before it does anything: help, and one line with every rule.
///
/// `Benchmarks start [RUNS]`, 20 by default, of the built `bauta`; the installed one is linked with
/// `--static-swift-stdlib`, which halves the time. A first run puts the compiled rules into the
/// user's cache.
enum StartBenchmark {
    private static let helpMilliseconds = 15.0
    private static let lineMilliseconds = 60.0
    private static let lineMebibytes = 40.0

    static func run(_ arguments: [String]) throws {
        let runs = arguments.first { Int($0) != nil }.flatMap { Int($0) } ?? 20
        let folder = try Workspace()
        defer { folder.remove() }
        let bauta = try Workspace.bauta()
        let line = folder.path("line")
        try MeasuredProcess(["echo", "write to ana@orchard.org"], output: line).expect(0)
        print("\(bauta), best of \(runs)\n                   ms    cpu ms   MiB resident")
        let help = try best(of: runs, [bauta, "--help"], input: "/dev/null")
        show("--help", help)
        let detect = try best(of: runs, [bauta, "detect", "-"], input: line)
        show("detect -", detect)
        guard help.wallSeconds * 1_000 <= helpMilliseconds,
            detect.wallSeconds * 1_000 <= lineMilliseconds,
            detect.residentMebibytes <= lineMebibytes
        else { throw BenchmarkError("a goal was missed: help 15 ms, one line 60 ms and 40 MiB") }
    }

    private static func best(
        of runs: Int, _ arguments: [String], input: String
    ) throws -> MeasuredProcess {
        var best = try MeasuredProcess(arguments, input: input)
        for _ in 0..<runs {
            let run = try MeasuredProcess(arguments, input: input)
            try run.expect(0)
            if run.wallSeconds < best.wallSeconds { best = run }
        }
        return best
    }

    private static func show(_ name: String, _ run: MeasuredProcess) {
        print(
            name.padded(to: 14) + decimal(run.wallSeconds * 1_000, 1).aligned(to: 8)
                + decimal(run.processorSeconds * 1_000, 1).aligned(to: 10)
                + decimal(run.residentMebibytes, 1).aligned(to: 10))
    }
}

extension MeasuredProcess {
    fileprivate func expect(_ wanted: Int32) throws {
        guard status == wanted else { throw BenchmarkError("a run ended with \(status)") }
    }
}

extension BenchmarkCommand {
    static let start = BenchmarkCommand(
        name: "start", summary: "what a run costs before it does anything",
        run: StartBenchmark.run)
}
