internal import Patterns
internal import Synchronization

/// The tests for spans of all rules, compiled for one pass over a text; shared by workers.
final class SpanProgram: Sendable {
    /// A class, so that passing one on costs one count and no copy.
    final class Test: Sendable {
        let rule: Int
        let kind: Rule.Kind
        let length: ClosedRange<Int>?
        let suppression: Suppression
        let test: ValueTest
        let search: Pattern
        /// Bytes of a match at most; `nil` for any number.
        let mostLength: Int?
        /// Whether matches where no keyword stands near needn't be looked for.
        let isScreened: Bool
        /// Whether matches that nothing is assigned to needn't be looked for.
        let isAssigned: Bool
        /// One of its literals must occur in the text.
        private let literals: ValueTest?

        init(_ rule: Rule, at index: Int, test: ValueTest, search: Pattern, mostLength: Int?) {
            self.rule = index
            kind = rule.kind
            length = rule.length
            suppression = rule.suppression
            self.test = test
            self.search = search
            self.mostLength = mostLength
            let isBounded = test.capture == 0 && mostLength != nil
            isScreened =
                isBounded && test.context == .nearby && rule.names.issuers.isEmpty
            isAssigned = isBounded && test.context == .assignment
            let anchored = test.anchored(by: rule.names.issuers)
            literals = anchored.literals.isEmpty ? nil : anchored
        }

        /// Whether the text holds one of the literals, where the rule asks for any.
        func isPossible(in text: Span<UInt8>) -> Bool { literals?.containsLiteral(text) ?? true }
    }

    let rules: RuleSet
    let tests: [Test]
    let anchors: AnchorProgram
    /// Tests without an anchor: searched from end to end where one of their literals occurs.
    let unanchored: [Int]
    /// Rules for which only their own words may speak near a value: those the screen knows.
    let screenedRules: Set<Int>
    /// Workers that nobody uses: what they have learnt of texts stays.
    private let idle = Mutex<[SpanWorker]>([])

    init(_ rules: RuleSet) {
        self.rules = rules
        var tests: [Test] = []
        var patterns: [(owner: Int, anchors: PatternAnchors)] = []
        var unanchored: [Int] = []
        for (index, rule) in rules.rules.enumerated() {
            for test in rule.values {
                guard let search = test.search else { continue }
                let found = search.anchors
                if let found {
                    patterns.append((tests.count, found))
                } else {
                    unanchored.append(tests.count)
                }
                tests.append(
                    Test(
                        rule, at: index, test: test, search: search,
                        mostLength: found?.mostLength))
            }
        }
        self.tests = tests
        self.unanchored = unanchored
        let anchors = AnchorProgram(patterns)
        self.anchors = anchors
        screenedRules = Set(
            tests.filter { $0.test.context == .nearby }.map(\.rule)
                .filter { rules.rules[$0].names.issuers.isEmpty })
    }

    /// Lends a worker until `giveBack`.
    func lend() -> SpanWorker {
        idle.withLock { $0.popLast() } ?? SpanWorker(self)
    }

    func giveBack(_ worker: SpanWorker) {
        idle.withLock { $0.append(worker) }
    }
}
