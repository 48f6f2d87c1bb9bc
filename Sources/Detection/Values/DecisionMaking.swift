internal import Patterns

/// Finds out what is to be asked about values like one, and of how many others that is true.
struct DecisionMaking {
    private let tests: ValueTests
    private let statistics: ColumnStatistics
    private let count: Int
    private let classes: UInt64
    private let shape: Int
    private(set) var decision: ValueTakers.Decision
    /// The rule whose tests are added, and where its open ones begin.
    private var rule = -1
    private var ruleStart = 0
    /// Whether nothing more of the rule is asked.
    private var isSettled = false
    /// The test added last, while the automaton's word on it isn't known to be certain.
    private var doubtful: Int?

    /// - Parameters:
    ///   - source: where the automaton lists the branches that may take the value.
    ///   - count: bytes of the value.
    ///   - classes: of the value's bytes.
    ///   - shape: of the value, as a place in those of the statistics.
    init(
        _ tests: ValueTests, _ statistics: ColumnStatistics, source: Range<Int>, count: Int,
        classes: UInt64, shape: Int
    ) {
        self.tests = tests
        self.statistics = statistics
        self.count = count
        self.classes = classes
        self.shape = shape
        decision = ValueTakers.Decision(source: source, classes: 0)
    }

    /// Adds a test, of a rule no earlier than those before; once for each branch of it that may
    /// take the value, or without one.
    mutating func add(_ place: Int, branch: Int? = nil) {
        if tests.rules[place] != rule { begin(tests.rules[place]) }
        guard !isSettled else { return }
        let isSure = branch.map { isCertain(tests.certainties[$0]) } ?? false
        if doubtful == place {
            guard isSure else { return }
            decision.open.removeLast()
        }
        doubtful = isSure ? nil : place
        isSettled = isSure && tests.isPlain[place]
        if isSettled, decision.open.count == ruleStart {
            decision.certain.append(place)
        } else {
            decision.open.append(ValueTakers.Test(rule: rule, place: place, isSure: isSure))
        }
    }

    private mutating func begin(_ rule: Int) {
        self.rule = rule
        ruleStart = decision.open.count
        doubtful = nil
        isSettled = !tests.isOpen[rule] && !fits(tests.forms[rule])
    }

    private mutating func fits(_ form: ValueTests.Form) -> Bool {
        guard form.length.contains(count) else {
            if count < form.length.lowerBound {
                narrow(0...form.length.lowerBound - 1)
            } else {
                narrow(form.length.upperBound + 1...Int.max)
            }
            return false
        }
        narrow(form.length)
        guard !form.shapes.isEmpty else { return true }
        decision.shape = shape
        return form.shapes.contains(statistics.shapes[shape])
    }

    private mutating func isCertain(_ certainty: WholeCertainty) -> Bool {
        guard count <= Int(certainty.most) else {
            narrow(Int(certainty.most) + 1...Int.max)
            return false
        }
        narrow(0...Int(certainty.most))
        decision.relevant |= certainty.doubtful
        decision.classes = classes & decision.relevant
        return classes & certainty.doubtful == 0
    }

    /// What was found out holds of values of these lengths only.
    private mutating func narrow(_ lengths: ClosedRange<Int>) {
        decision.lengths = decision.lengths.clamped(to: lengths)
    }
}
