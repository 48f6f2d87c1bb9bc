internal import Patterns

/// How many distinct values of one column each rule takes.
///
/// The first values are walked through the automaton of all patterns, and only the few tests that
/// their shape leaves are asked; of later values only the rules that took one of the first. So a
/// column's cost hardly depends on the number of rules.
struct ValueTallies {
    /// After so many distinct values without one match a rule isn't asked any more.
    private static let probeCount = 24
    /// So many tests are asked without asking the automaton first.
    private static let fewTests = 6

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
        totals = [Int](repeating: 0, count: tests.forms.count)
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
        limit = min(statistics.distinct.count, tests.distinctLimit)
        let probes = min(limit, Self.probeCount)
        for index in 0..<probes {
            statistics.distinct.withValue(index) { value in
                probe(
                    value, statistics.shape(of: index), classes, named: named, scratch: &scratch)
            }
        }
        let asked = totals.indices.filter { totals[$0] > 0 }
        guard !asked.isEmpty else { return }
        for index in probes..<limit {
            statistics.distinct.withValue(index) { value in
                let bytes = ByteClasses.classes(of: value)
                for rule in asked
                where fits(rule, value.count, statistics.shape(of: index), classes) {
                    take(
                        value, bytes, tests.starts[rule]..<tests.starts[rule + 1], rule: rule,
                        isNamed: named?[rule] ?? false, scratch: &scratch)
                }
            }
        }
    }

    /// Asks every rule about a value.
    private mutating func probe(
        _ value: Span<UInt8>, _ shape: ValueShape, _ classes: TypeClassSet, named: [Bool]?,
        scratch: inout DetectionScratch
    ) {
        let bytes = ByteClasses.classes(of: value)
        let takers = takers(of: value, bytes, scratch.valueWorker(of: tests))
        var next = 0
        while next < takers.count {
            let rule = tests.tests[takers[next]].rule
            var end = next + 1
            while end < takers.count, tests.tests[takers[end]].rule == rule { end += 1 }
            if fits(rule, value.count, shape, classes) {
                take(
                    value, bytes, takers[next..<end], rule: rule,
                    isNamed: named?[rule] ?? false, scratch: &scratch)
            }
            next = end
        }
    }

    /// The tests that may take a value, in order: those whose gate lets it through, and where these
    /// are many those that the automaton leaves of them.
    private func takers(
        of value: Span<UInt8>, _ classes: UInt64, _ worker: ValueWorker
    ) -> [Int] {
        var places: [Int] = []
        if let known = worker.admitted, known.count == value.count, known.classes == classes {
            places = known.places
        } else {
            for place in tests.gates.indices
            where tests.gates[place].admits(count: value.count, classes: classes) {
                places.append(place)
            }
            worker.admitted = (value.count, classes, places)
        }
        if places.count <= Self.fewTests { return places }
        let walked = worker.walker.takers(of: value).map(Int.init)
        return tests.unmodelled.isEmpty ? walked : (walked + tests.unmodelled).sorted()
    }

    private func fits(
        _ rule: Int, _ count: Int, _ shape: ValueShape, _ classes: TypeClassSet
    ) -> Bool {
        !tests.forms[rule].types.isDisjoint(with: classes)
            && tests.forms[rule].length.contains(count)
            && (tests.forms[rule].shapes.isEmpty || tests.forms[rule].shapes.contains(shape))
    }

    /// Gives a value to the first test that finds it valid, else to the first whose pattern takes
    /// it.
    private mutating func take(
        _ value: Span<UInt8>, _ bytes: UInt64, _ takers: some Sequence<Int>, rule: Int,
        isNamed: Bool, scratch: inout DetectionScratch
    ) {
        var firstInvalid: Int?
        for place in takers
        where tests.gates[place].admits(count: value.count, classes: bytes) {
            let test = tests.tests[place]
            if test.test.context == .assignment, !isNamed { continue }
            switch test.test.answer(value, scratch: &scratch) {
            case .noMatch: continue
            case .undecided:
                // What the automaton rules out is no match, however long PCRE2 looked for one.
                if isTaker(place, of: value, scratch.valueWorker(of: tests)) {
                    undecided[rule] = true
                }
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

    private func isTaker(_ place: Int, of value: Span<UInt8>, _ worker: ValueWorker) -> Bool {
        tests.unmodelled.contains(place)
            || worker.walker.takers(of: value).contains(Int32(place))
    }
}
