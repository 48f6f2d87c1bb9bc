internal import Patterns

/// How many distinct values of one column each rule takes.
///
/// A value is walked once through the automaton of all patterns; only the few tests that its shape
/// leaves are asked. So a column's cost hardly depends on the number of rules.
struct ValueTallies {
    /// After so many distinct values without one match a rule isn't asked any more.
    private static let probeCount = 24

    /// Matches of one rule among the distinct values.
    struct Tally {
        /// Values looked at.
        var distinct = 0
        fileprivate var matched: ArraySlice<Int>
        fileprivate var valid: ArraySlice<Int>
        var matchedTotal = 0
        var isUndecided = false

        var validTotal: Int { valid.reduce(0, +) }

        /// Values that the rule's test `index` took.
        func matched(by index: Int) -> Int { matched[matched.startIndex + index] }

        /// Values among them that its checks found valid.
        func valid(by index: Int) -> Int { valid[valid.startIndex + index] }
    }

    private let tests: ValueTests
    private var limit = 0
    /// By test.
    private var matched: [Int]
    private var valid: [Int]
    /// By rule.
    private var totals: [Int]
    private var undecided: [Bool]

    init(_ tests: ValueTests) {
        self.tests = tests
        matched = [Int](repeating: 0, count: tests.tests.count)
        valid = matched
        totals = [Int](repeating: 0, count: tests.rules.count)
        undecided = [Bool](repeating: false, count: totals.count)
    }

    /// The tally of one rule.
    subscript(rule: Int) -> Tally {
        let range = tests.starts[rule]..<tests.starts[rule + 1]
        let distinct = totals[rule] > 0 ? limit : min(limit, Self.probeCount)
        return Tally(
            distinct: distinct, matched: matched[range], valid: valid[range],
            matchedTotal: totals[rule], isUndecided: undecided[rule])
    }

    /// Counts a column's values, as far as `distinct-limit` goes.
    ///
    /// - Parameter named: the rules for which the column's name speaks; it stands in for the
    ///   keyword that some values need in text.
    mutating func count(
        _ statistics: ColumnStatistics, _ classes: TypeClassSet, named: [Bool]?,
        scratch: inout DetectionScratch
    ) {
        let rules = tests.rules
        limit = min(statistics.distinct.count, tests.distinctLimit)
        let worker = scratch.valueWorker(of: tests)
        let isOpen = tests.program.unmodelled.map { Int32($0) }
        for index in 0..<limit {
            statistics.distinct.withValue(index) { value in
                var takers = worker.walker.takers(of: value)
                if !isOpen.isEmpty { takers = (takers + isOpen).sorted() }
                var next = 0
                while next < takers.count {
                    let rule = Int(tests.owners[Int(takers[next])])
                    var end = next + 1
                    while end < takers.count, tests.owners[Int(takers[end])] == rule { end += 1 }
                    if index < Self.probeCount || totals[rule] > 0,
                        !rules[rule].types.isDisjoint(with: classes),
                        rules[rule].length?.contains(value.count) ?? true,
                        rules[rule].shapes.isEmpty
                            || rules[rule].shapes.contains(
                                statistics.shapes[statistics.shapeIndexes[index]])
                    {
                        take(
                            value, takers[next..<end], rule: rule,
                            isNamed: named?[rule] ?? false, scratch: &scratch)
                    }
                    next = end
                }
            }
        }
    }

    /// Gives a value to the first test that finds it valid, else to the first whose pattern takes
    /// it.
    private mutating func take(
        _ value: Span<UInt8>, _ takers: ArraySlice<Int32>, rule: Int, isNamed: Bool,
        scratch: inout DetectionScratch
    ) {
        var firstInvalid: Int?
        for taker in takers {
            let place = Int(taker)
            if tests.tests[place].context == .assignment, !isNamed { continue }
            switch tests.tests[place].answer(value, scratch: &scratch) {
            case .noMatch: continue
            case .undecided: undecided[rule] = true
            case .invalid: firstInvalid = firstInvalid ?? place
            case .valid:
                matched[place] += 1
                valid[place] += 1
                totals[rule] += 1
                return
            }
        }
        if let firstInvalid {
            matched[firstInvalid] += 1
            totals[rule] += 1
        }
    }
}
