internal import Patterns

/// How many distinct values of one column each rule takes.
///
/// The first values are walked through the automaton of all patterns, and only the few tests that
/// their shape leaves are asked; of later values only the rules that took one of the first and
/// whose checks didn't refuse most of them. So a column's cost hardly depends on the number of
/// rules.
struct ValueTallies {
    /// After so many distinct values without one match a rule isn't asked any more.
    private static let probeCount = 24
    /// A rule whose checks pass fewer of the first values isn't asked any more: such a column is
    /// never one of its label, however lucky the rest.
    private static let leastValidShare = 0.25

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
    /// By test.
    private var matched: [Int]
    private var valid: [Int]
    /// By rule.
    private var totals: [Int]
    private var undecided: [Bool]
    /// Distinct values looked at.
    private var looked: [Int]
    private var isAsked: [Bool]

    init(_ tests: ValueTests) {
        self.tests = tests
        matched = [Int](repeating: 0, count: tests.tests.count)
        valid = matched
        totals = [Int](repeating: 0, count: tests.forms.count)
        undecided = [Bool](repeating: false, count: totals.count)
        looked = totals
        isAsked = undecided
    }

    /// The tally of one rule.
    subscript(rule: Int) -> Tally {
        let range = tests.starts[rule]..<tests.starts[rule + 1]
        return Tally(
            distinct: looked[rule], matched: matched[range], valid: valid[range],
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
        let limit = min(statistics.distinct.count, tests.distinctLimit)
        let probes = min(limit, Self.probeCount)
        isAsked = tests.forms.map { !$0.types.isDisjoint(with: classes) }
        ask(0..<probes, statistics, named: named, scratch: &scratch)
        for rule in totals.indices {
            isAsked[rule] = totals[rule] > 0 && !isRefused(rule)
            looked[rule] = isAsked[rule] ? limit : probes
        }
        guard isAsked.contains(true) else { return }
        ask(probes..<limit, statistics, named: named, scratch: &scratch)
    }

    /// Whether checks passed too few of the values that the rule's patterns took.
    private func isRefused(_ rule: Int) -> Bool {
        guard totals[rule] >= Self.probeCount / 2 else { return false }
        var passed = 0
        for place in tests.starts[rule]..<tests.starts[rule + 1] where matched[place] > 0 {
            guard tests.tests[place].isChecked else { return false }
            passed += valid[place]
        }
        return Double(passed) < Self.leastValidShare * Double(totals[rule])
    }

    /// Asks the tests of all rules that are asked about values.
    private mutating func ask(
        _ values: Range<Int>, _ statistics: ColumnStatistics, named: [Bool]?,
        scratch: inout DetectionScratch
    ) {
        let worker = scratch.valueWorker(of: tests)
        // Taken out, so that no access to them is checked at run time.
        var matchers = worker.matchers
        worker.matchers = ValueMatchers(count: 0)
        defer { worker.matchers = matchers }
        var takers = ValueTakers(
            tests,
            isAsked: tests.rules.indices.map { place in
                let rule = tests.rules[place]
                return isAsked[rule] && (!tests.needsName[place] || named?[rule] ?? false)
            })
        for index in values {
            statistics.distinct.withValue(index) { value in
                let classes = ByteClasses.classes(of: value)
                let decision = takers.decide(
                    value, classes, shape: statistics.shapeIndexes[index], statistics, worker
                ) { settle($0) }
                let open = takers.decisions[decision].open
                take(value, classes, open, &matchers, scratch: &scratch)
            }
        }
        settle(takers.decisions)
    }

    /// Counts what was decided for values that are alike.
    private mutating func settle(_ decisions: [ValueTakers.Decision]) {
        for decision in decisions {
            for place in decision.certain { count(place, times: decision.hits) }
        }
    }

    /// Gives a value, rule by rule, to the first test that finds it valid, else to the first whose
    /// pattern takes it.
    private mutating func take(
        _ value: Span<UInt8>, _ classes: UInt64, _ open: [ValueTakers.Test],
        _ matchers: inout ValueMatchers, scratch: inout DetectionScratch
    ) {
        var letters: ByteLetters?
        var firstInvalid: Int?
        var (rule, isTaken) = (-1, false)
        for test in open {
            if test.rule != rule {
                if !isTaken, let firstInvalid { countInvalid(firstInvalid) }
                (rule, isTaken, firstInvalid) = (test.rule, false, nil)
            }
            if isTaken { continue }
            let place = test.place
            let isMatch =
                test.isSure ? true : matchers.takes(value, classes, place, tests)
            if isMatch == false { continue }
            if isMatch == true, tests.isPlain[place] {
                count(place)
                isTaken = true
                continue
            }
            switch tests.tests[place].answer(
                value, &letters, isTaken: isMatch == true, scratch: &scratch)
            {
            case .noMatch: continue
            case .undecided: undecided[rule] = true
            case .invalid: firstInvalid = firstInvalid ?? place
            case .valid:
                count(place)
                isTaken = true
            }
        }
        if !isTaken, let firstInvalid { countInvalid(firstInvalid) }
    }

    /// Counts valid values.
    private mutating func count(_ place: Int, times: Int = 1) {
        matched[place] += times
        valid[place] += times
        totals[tests.rules[place]] += times
    }

    private mutating func countInvalid(_ place: Int) {
        matched[place] += 1
        totals[tests.rules[place]] += 1
    }
}
