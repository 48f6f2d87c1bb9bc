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
    /// So many tests are asked without asking the automaton first.
    private static let fewTests = 1

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
    /// Places of the tests that may take the value at hand, in order.
    private var takers: [Int] = []
    /// What the automaton said when `takers` were made of it; `nil` when it wasn't asked.
    private var source: (range: Range<Int>, generation: Int)?
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
        ask(0..<probes, statistics, among: nil, named: named, scratch: &scratch)
        for rule in totals.indices {
            isAsked[rule] = totals[rule] > 0 && !isRefused(rule)
            looked[rule] = isAsked[rule] ? limit : probes
        }
        let places = tests.rules.indices.filter { isAsked[tests.rules[$0]] }
        guard !places.isEmpty else { return }
        ask(probes..<limit, statistics, among: places, named: named, scratch: &scratch)
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

    /// Asks all tests about values, or those of some places.
    private mutating func ask(
        _ values: Range<Int>, _ statistics: ColumnStatistics, among places: [Int]?,
        named: [Bool]?, scratch: inout DetectionScratch
    ) {
        let worker = scratch.valueWorker(of: tests)
        source = nil
        for index in values {
            let shape = statistics.shape(of: index)
            statistics.distinct.withValue(index) { value in
                let classes = ByteClasses.classes(of: value)
                findTakers(of: value, classes, among: places, worker)
                let letters = ByteLetters(value)
                var next = 0
                while next < takers.count {
                    let rule = tests.rules[takers[next]]
                    var end = next + 1
                    while end < takers.count, tests.rules[takers[end]] == rule { end += 1 }
                    if isAsked[rule],
                        tests.isOpen[rule] || tests.forms[rule].fits(value.count, shape)
                    {
                        take(
                            value, classes, letters, next..<end, rule: rule,
                            isNamed: named?[rule] ?? false, worker, scratch: &scratch)
                    }
                    next = end
                }
            }
        }
    }

    /// The tests that may take a value: those whose gate lets it through, and where these are many
    /// those that the automaton leaves of them.
    private mutating func findTakers(
        of value: Span<UInt8>, _ classes: UInt64, among places: [Int]?, _ worker: ValueWorker
    ) {
        let count = value.count
        let candidates = places ?? worker.admitted(count, classes, tests)
        func forEachAdmitted(_ visit: (Int) -> Void) {
            for place in candidates
            where tests.gates[place].admits(count: count, classes: classes) { visit(place) }
        }
        var admitted = 0
        forEachAdmitted { _ in admitted += 1 }
        guard admitted > Self.fewTests else {
            source = nil
            takers.removeAll(keepingCapacity: true)
            forEachAdmitted { takers.append($0) }
            return
        }
        let range = worker.walker.takers(of: value)
        let found = (range: range, generation: worker.walker.generation)
        // Most values of a column are alike.
        if let source, source == found { return }
        source = found
        takers.removeAll(keepingCapacity: true)
        let listed = worker.walker.listed
        for index in range {
            let place = Int(listed[index])
            if isAsked[tests.rules[place]] { takers.append(place) }
        }
        let others = tests.unmodelled.filter { isAsked[tests.rules[$0]] }
        guard !others.isEmpty else { return }
        takers += others
        takers.sort()
    }

    /// Gives a value to the first test that finds it valid, else to the first whose pattern takes
    /// it.
    private mutating func take(
        _ value: Span<UInt8>, _ classes: UInt64, _ letters: ByteLetters, _ chosen: Range<Int>,
        rule: Int, isNamed: Bool, _ worker: ValueWorker, scratch: inout DetectionScratch
    ) {
        var firstInvalid: Int?
        for index in chosen {
            let place = takers[index]
            let isSure =
                source != nil
                && tests.certainties[place].covers(count: value.count, classes: classes)
            if isSure, tests.isPlain[place] { return count(place, of: rule) }
            let test = tests.tests[place]
            if test.context == .assignment, !isNamed { continue }
            switch test.answer(value, letters, isTaken: isSure, scratch: &scratch) {
            case .noMatch: continue
            case .undecided:
                // What the automaton rules out is no match, however long PCRE2 looked for one.
                if isTaker(place, of: value, worker) { undecided[rule] = true }
            case .invalid: firstInvalid = firstInvalid ?? place
            case .valid: return count(place, of: rule)
            }
        }
        if let firstInvalid {
            matched[firstInvalid] += 1
            totals[rule] += 1
        }
    }

    /// Counts a valid value.
    private mutating func count(_ place: Int, of rule: Int) {
        matched[place] += 1
        valid[place] += 1
        totals[rule] += 1
    }

    private func isTaker(_ place: Int, of value: Span<UInt8>, _ worker: ValueWorker) -> Bool {
        let range = worker.walker.takers(of: value)
        return tests.unmodelled.contains(place)
            || worker.walker.listed[range].contains(Int32(place))
    }
}
