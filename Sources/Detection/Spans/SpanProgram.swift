internal import Patterns
internal import Synchronization

/// The tests for spans of all rules, compiled for one pass over a text; shared by workers.
final class SpanProgram: Sendable {
    /// A class, so that passing one on costs one count and no copy.
    final class Test: Sendable {
        /// Bytes of a match that may be looked for again from its second byte on.
        private static let namedLength = 64

        let rule: Int
        let kind: Rule.Kind
        let length: ClosedRange<Int>?
        /// The number of its placeholders and test data.
        let suppression: Int
        let test: ValueTest
        let checks: ValueChecks
        let search: Pattern
        /// Bytes of a match at most; `nil` for any number.
        let mostLength: Int?
        /// Whether a keyword must stand near the match: then only matches that are named count,
        /// and others hide none of them.
        let isNamed: Bool
        /// Whether places where no keyword stands near are told apart cheaply.
        let isScreened: Bool
        /// Whether the match as a whole is what is given to a name.
        let isAlwaysAssigned: Bool
        /// One of these must occur in the text, unless there are none.
        let literals: [Int]

        init(
            _ rule: Rule, at index: Int, test: ValueTest, search: Pattern, mostLength: Int?,
            suppressions: inout SuppressionSet, literals: inout LiteralSet
        ) {
            self.rule = index
            kind = rule.kind
            length = rule.length
            suppression = suppressions.insert(rule.suppression)
            self.test = test
            checks = test.checks
            self.search = search
            self.mostLength = mostLength
            isNamed =
                test.capture == 0 && test.context == .nearby
                && mostLength.map { $0 <= Self.namedLength } ?? false
            isScreened = isNamed && rule.names.issuers.isEmpty
            isAlwaysAssigned = test.capture == 0 && test.context == .assignment
            let anchored = test.anchored(by: rule.names.issuers)
            self.literals = anchored.literals.map {
                literals.insert(
                    LiteralSet.Literal(bytes: $0, ignoresCase: anchored.ignoresCase))
            }
        }
    }

    /// A branch of the anchors.
    struct Branch: Sendable {
        /// The test it belongs to.
        var test: Int32
        /// Bytes of a match before the anchor; -1 when they vary.
        var distance: Int32
        /// Of the test's rule where texts are screened for it, else 0.
        var group: UInt64
    }

    let nameIndex: NameIndex
    let nameFacts: NameFacts
    let tests: [Test]
    /// Of each test.
    let questions: [SpanQuestion]
    /// Of all tests.
    let suppressions: SuppressionSet
    let literals: LiteralSet
    let anchors: AnchorProgram
    /// By their numbers in `anchors`.
    let branches: [Branch]
    /// Whether the places where a test's matches may begin come in order, of each test.
    let isOrdered: [Bool]
    /// Tests without an anchor: searched from end to end where one of their literals occurs.
    let unanchored: [Int]
    /// What finds names and addresses; `nil` without the words for it.
    let runningText: RunningText?
    /// Rules for which only their own words may speak near a value: those the screen knows.
    let groups: RuleGroups
    /// Workers that nobody uses: what they have learnt of texts stays.
    private let idle = Mutex<[SpanWorker]>([])

    /// - Parameter derived: of the same rules, when compiled rules brought it along.
    init(_ rules: RuleSet, _ derived: DerivedParts? = nil) {
        runningText = RunningText(rules, derived?.texts)
        nameIndex = rules.nameIndex
        var (suppressions, literals) = (SuppressionSet(), LiteralSet())
        let tests = Self.tests(of: rules, derived?.spans, &suppressions, &literals)
        self.tests = tests
        self.suppressions = suppressions
        questions = tests.map { SpanQuestion($0, suppressions) }
        literals.prepare()
        self.literals = literals
        let spans = derived?.spans ?? SpanAnchors(tests)
        (anchors, unanchored) = (spans.program, spans.unanchored)
        let groups = RuleGroups(
            Set(
                tests.filter { $0.test.context == .nearby }.map(\.rule)
                    .filter { rules.rules[$0].names.issuers.isEmpty }))
        self.groups = groups
        branches = zip(anchors.owners, anchors.distances).map { owner, distance in
            Branch(
                test: Int32(owner), distance: Int32(distance),
                group: tests[owner].isScreened ? groups[tests[owner].rule] : 0)
        }
        isOrdered = Self.areOrdered(anchors, testCount: tests.count)
        nameFacts = NameFacts(nameIndex, rules.vocabulary, screenedFor: groups, derived?.facts)
    }

    private static func tests(
        of rules: RuleSet, _ derived: SpanAnchors?, _ suppressions: inout SuppressionSet,
        _ literals: inout LiteralSet
    ) -> [Test] {
        var tests: [Test] = []
        for (index, rule) in rules.rules.enumerated() {
            for test in rule.values {
                guard let search = test.search else { continue }
                let mostLength =
                    derived.map { $0.mostLengths[tests.count] } ?? search.anchors?.mostLength
                tests.append(
                    Test(
                        rule, at: index, test: test, search: search, mostLength: mostLength,
                        suppressions: &suppressions, literals: &literals))
            }
        }
        return tests
    }

    /// Places come in order of anchors: so do beginnings that are all as far from theirs, or that
    /// belong to one branch. Runs come after all anchors.
    private static func areOrdered(_ anchors: AnchorProgram, testCount: Int) -> [Bool] {
        var branches = [[Int]](repeating: [], count: testCount)
        for (branch, owner) in anchors.owners.enumerated() { branches[owner].append(branch) }
        return branches.map { branches in
            let distances = Set(branches.map { anchors.distances[$0] })
            return branches.count == 1
                || distances.count == 1 && !distances.contains(-1)
                    && branches.allSatisfy { !anchors.branches[$0].isRun }
        }
    }

    /// How many tests for spans the rules have.
    static func testCount(of rules: [Rule]) -> Int {
        rules.reduce(0) { $0 + $1.values.count { $0.search != nil } }
    }

    /// Lends a worker until `giveBack`.
    func lend() -> SpanWorker {
        idle.withLock { $0.popLast() } ?? SpanWorker(self)
    }

    func giveBack(_ worker: SpanWorker) {
        idle.withLock { $0.append(worker) }
    }
}
