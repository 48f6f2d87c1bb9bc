internal import Patterns
internal import Synchronization

/// The whole-value tests of all rules, with the automaton that says which may take a value.
final class ValueTests: Sendable {
    /// What a rule asks of a column and of a value before it looks at the value's bytes.
    struct Form: Sendable {
        let types: TypeClassSet
        let length: ClosedRange<Int>
        let shapes: Set<ValueShape>

        func fits(_ count: Int, _ shape: ValueShape) -> Bool {
            length.contains(count) && (shapes.isEmpty || shapes.contains(shape))
        }
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
    /// What a value must be like for each test.
    let gates: [WholeGate]
    /// Which values each test's pattern takes for certain when the automaton says that it may.
    let certainties: [WholeCertainty]
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
        self.rules = rules.rules.enumerated().flatMap { index, rule in
            rule.values.map { _ in index }
        }
        let program =
            program
            ?? WholeProgram(
                rules.rules.flatMap(\.values).map {
                    (text: $0.whole.text, ignoresCase: $0.ignoresCase)
                })
        gates = tests.indices.map(program.gate(of:))
        certainties = tests.indices.map(program.certainty(of:))
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
    /// The tests that values of the length and the classes seen last may pass.
    private var admitted: (count: Int, classes: UInt64, places: [Int])?
    var memory = NatsMemory()

    init(_ tests: ValueTests) {
        walker = WholeWalker(tests.program)
    }

    /// The tests that values of so many bytes of these classes may pass.
    func admitted(_ count: Int, _ classes: UInt64, _ tests: ValueTests) -> [Int] {
        if let admitted, admitted.count == count, admitted.classes == classes {
            return admitted.places
        }
        let places = tests.gates.indices.filter {
            tests.gates[$0].admits(count: count, classes: classes)
        }
        admitted = (count, classes, places)
        return places
    }
}
