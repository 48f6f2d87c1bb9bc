internal import Patterns

/// What one worker needs to classify columns and to find spans; not shared between threads.
package struct DetectionScratch: ~Copyable {
    let matching = MatchScratch()
    /// A value after its normalising steps.
    var normalised: [UInt8] = []
    var candidates: [SpanFinder.Candidate] = []
    /// What was found among the words of a running text.
    var spans: [TextSpan] = []
    /// The cells that are searched together.
    var batch = TextBatch()
    /// What programs have lent, the one used last first.
    private var spanWorkers: [(program: SpanProgram, worker: SpanWorker)] = []
    private var valueWorkers: [(tests: ValueTests, worker: ValueWorker)] = []

    private static let workerLimit = 4

    package init() {}

    deinit {
        for (program, worker) in spanWorkers { program.giveBack(worker) }
        for (tests, worker) in valueWorkers { tests.giveBack(worker) }
    }

    /// The scratch's own part of `program`.
    mutating func worker(of program: SpanProgram) -> SpanWorker {
        if let first = spanWorkers.first, first.program === program { return first.worker }
        let known = spanWorkers.firstIndex { $0.program === program }
        let entry: (program: SpanProgram, worker: SpanWorker) =
            known.map { spanWorkers.remove(at: $0) } ?? (program, program.lend())
        spanWorkers.insert(entry, at: 0)
        if spanWorkers.count > Self.workerLimit, let last = spanWorkers.popLast() {
            last.program.giveBack(last.worker)
        }
        return entry.worker
    }

    /// The scratch's own part of `tests`.
    mutating func valueWorker(of tests: ValueTests) -> ValueWorker {
        if let first = valueWorkers.first, first.tests === tests { return first.worker }
        let known = valueWorkers.firstIndex { $0.tests === tests }
        let entry: (tests: ValueTests, worker: ValueWorker) =
            known.map { valueWorkers.remove(at: $0) } ?? (tests, tests.lend())
        valueWorkers.insert(entry, at: 0)
        if valueWorkers.count > Self.workerLimit, let last = valueWorkers.popLast() {
            last.tests.giveBack(last.worker)
        }
        return entry.worker
    }
}
