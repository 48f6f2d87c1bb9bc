internal import Patterns

/// The tests that may take one value, as the automaton of all patterns tells them.
///
/// Most values of a column are alike in what the automaton says, in length and in the classes of
/// their bytes: what follows from that is decided once for all of them.
struct ValueTakers {
    /// A test to ask.
    struct Test {
        let rule: Int
        let place: Int
        /// Whether its pattern is certain to take the value.
        let isSure: Bool
    }

    /// What holds of values that are alike.
    struct Decision {
        /// Where the automaton lists its branches.
        let source: Range<Int>
        /// Bytes of the values.
        var lengths = 0...Int.max
        /// The classes of bytes that matter, and which of them the values have.
        var relevant: UInt64 = 0
        var classes: UInt64 = 0
        /// The collapsed shape of the values, where it matters.
        var shape: Int?
        /// Tests that find such values valid, one a rule.
        var certain: [Int] = []
        /// Tests to ask, rule by rule, each until one finds the value valid.
        var open: [Test] = []
        /// Values so far.
        var hits = 1

        func covers(_ source: Range<Int>, count: Int, _ classes: UInt64, shape: Int) -> Bool {
            self.source == source && lengths.contains(count)
                && classes & relevant == self.classes && self.shape ?? shape == shape
        }
    }

    private static let limit = 16

    private let tests: ValueTests
    /// By test.
    private let isAsked: [Bool]
    private let unmodelled: [Int]
    private(set) var decisions: [Decision] = []
    private var generation = 0

    /// - Parameter isAsked: of each test whether it is asked at all.
    init(_ tests: ValueTests, isAsked: [Bool]) {
        self.tests = tests
        self.isAsked = isAsked
        unmodelled = tests.unmodelled.filter { isAsked[$0] }
    }

    /// Which of `decisions` holds of a value; a hit of it.
    ///
    /// - Parameters:
    ///   - shape: of the value, as a place in those of the statistics.
    ///   - settle: told the decisions that are forgotten.
    mutating func decide(
        _ value: Span<UInt8>, _ classes: UInt64, shape: Int, _ statistics: ColumnStatistics,
        _ worker: ValueWorker, settle: ([Decision]) -> Void
    ) -> Int {
        let source = worker.walker.takers(of: value)
        let isCurrent = worker.walker.generation == generation
        if isCurrent, let known = known(source, value.count, classes, shape) {
            decisions[known].hits += 1
            return known
        }
        if !isCurrent || decisions.count == Self.limit {
            settle(decisions)
            decisions.removeAll(keepingCapacity: true)
            generation = worker.walker.generation
        }
        var making = DecisionMaking(
            tests, statistics, source: source, count: value.count, classes: classes, shape: shape)
        var others = unmodelled[...]
        for branch in worker.walker.listed[source] {
            let place = tests.owners[Int(branch)]
            guard isAsked[place] else { continue }
            while let other = others.first, other < place { making.add(others.removeFirst()) }
            making.add(place, branch: Int(branch))
        }
        for other in others { making.add(other) }
        decisions.append(making.decision)
        return decisions.count - 1
    }

    private func known(
        _ source: Range<Int>, _ count: Int, _ classes: UInt64, _ shape: Int
    ) -> Int? {
        let decisions = decisions.span
        for index in decisions.indices
        where decisions[index].covers(source, count: count, classes, shape: shape) { return index }
        return nil
    }
}
