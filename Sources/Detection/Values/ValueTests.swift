internal import Patterns
internal import Synchronization

/// The whole-value tests of all rules, with the automaton that says which may take a value.
final class ValueTests: Sendable {
    let rules: [Rule]
    /// Distinct values of a column that are looked at.
    let distinctLimit: Int
    /// All tests, rule by rule.
    let tests: [ValueTest]
    /// The rule of each test.
    let owners: [Int32]
    /// Tests of rule `i`: `starts[i] ..< starts[i + 1]`.
    let starts: [Int]
    let program: WholeProgram
    /// Workers that nobody uses: what they have learnt of values stays.
    private let idle = Mutex<[ValueWorker]>([])

    init(_ rules: RuleSet) {
        self.rules = rules.rules
        distinctLimit = rules.scoring.distinctLimit
        var starts = [0]
        for rule in rules.rules { starts.append((starts.last ?? 0) + rule.values.count) }
        self.starts = starts
        tests = rules.rules.flatMap(\.values)
        owners = rules.rules.enumerated().flatMap { index, rule in
            rule.values.map { _ in Int32(index) }
        }
        program = WholeProgram(
            tests.map { (text: $0.whole.text, ignoresCase: $0.ignoresCase) })
    }

    /// Lends a worker until `giveBack`.
    func lend() -> ValueWorker {
        idle.withLock { $0.popLast() } ?? ValueWorker(self)
    }

    func giveBack(_ worker: ValueWorker) {
        idle.withLock { $0.append(worker) }
    }
}

/// One worker's part of `ValueTests`.
// SAFETY: the tests lend a worker to one scratch at a time, and that to one thread.
final class ValueWorker: @unchecked Sendable {
    var walker: WholeWalker

    init(_ tests: ValueTests) {
        walker = WholeWalker(tests.program)
    }
}
