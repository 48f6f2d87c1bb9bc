internal import Patterns
internal import Synchronization

/// The whole-value tests of all rules, with the automaton that says which may take a value.
final class ValueTests: Sendable {
    /// What a rule asks of a column and of a value before it looks at the value's bytes.
    struct Form: Sendable {
        let types: TypeClassSet
        let length: ClosedRange<Int>
        let shapes: Set<ValueShape>
    }

    /// By rule.
    let forms: [Form]
    /// Rules whose form takes any value.
    let isOpen: [Bool]
    /// Distinct values of a column that are looked at.
    let distinctLimit: Int
    /// All tests, rule by rule.
    let tests: [WholeTest]
    /// The rule of each test.
    let rules: [Int]
    /// Tests of nothing but a pattern.
    let isPlain: [Bool]
    /// Tests of values that need a keyword before them, for which the column's name stands in.
    let needsName: [Bool]
    /// Which values a test's pattern takes for certain when the automaton says that a branch of
    /// the pattern may; by branch.
    let certainties: [WholeCertainty]
    /// The test of each branch.
    let owners: [Int]
    /// Tests of rule `i`: `starts[i] ..< starts[i + 1]`.
    let starts: [Int]
    let program: WholeProgram
    /// Tests whose patterns aren't modelled: any value may be theirs.
    let unmodelled: [Int]
    /// Workers that nobody uses: what they have learnt of values stays.
    private let idle = Mutex<[ValueWorker]>([])

    /// - Parameter program: of the same rules, when compiled rules brought it along.
    init(_ rules: RuleSet, _ program: WholeProgram? = nil) {
        forms = rules.rules.map {
            Form(types: $0.types, length: $0.length ?? 0...Int.max, shapes: $0.shapes)
        }
        isOpen = rules.rules.map { $0.length == nil && $0.shapes.isEmpty }
        distinctLimit = rules.scoring.distinctLimit
        var starts = [0]
        for rule in rules.rules { starts.append((starts.last ?? 0) + rule.values.count) }
        self.starts = starts
        tests = rules.rules.flatMap { $0.values.map(WholeTest.init) }
        isPlain = tests.map(\.isPlain)
        needsName = tests.map { $0.context == .assignment }
        self.rules = rules.rules.enumerated().flatMap { index, rule in
            rule.values.map { _ in index }
        }
        let program =
            program
            ?? WholeProgram(
                rules.rules.flatMap(\.values).map {
                    (text: $0.whole.text, ignoresCase: $0.ignoresCase)
                })
        certainties = (0..<program.branchCount).map(program.certainty(of:))
        owners = (0..<program.branchCount).map(program.pattern(of:))
        unmodelled = program.unmodelled
        self.program = program
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
    var memory = NatsMemory()
    /// What tells without PCRE2 which values the tests' patterns take.
    var matchers: ValueMatchers

    init(_ tests: ValueTests) {
        walker = WholeWalker(tests.program)
        matchers = ValueMatchers(count: tests.tests.count)
    }
}
