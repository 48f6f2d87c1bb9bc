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
        let suppression: Suppression
        let test: ValueTest
        let search: Pattern
        /// Whether a keyword must stand near the match: then only matches that are named count,
        /// and others hide none of them.
        let isNamed: Bool
        /// Whether places where no keyword stands near are told apart cheaply.
        let isScreened: Bool
        /// Whether the match as a whole is what is given to a name.
        let isAlwaysAssigned: Bool
        /// One of these must occur in the text, unless there are none.
        let literals: [LiteralSet.Literal]

        init(_ rule: Rule, at index: Int, test: ValueTest, search: Pattern, mostLength: Int?) {
            self.rule = index
            kind = rule.kind
            length = rule.length
            suppression = rule.suppression
            self.test = test
            self.search = search
            isNamed =
                test.capture == 0 && test.context == .nearby
                && mostLength.map { $0 <= Self.namedLength } ?? false
            isScreened = isNamed && rule.names.issuers.isEmpty
            isAlwaysAssigned = test.capture == 0 && test.context == .assignment
            let anchored = test.anchored(by: rule.names.issuers)
            literals = anchored.literals.map {
                LiteralSet.Literal(bytes: $0, ignoresCase: anchored.ignoresCase)
            }
        }
    }

    /// A branch of the anchors.
    struct Branch: Sendable {
        /// The test it belongs to.
        var test: Int32
        /// Bytes of a match before the anchor; -1 when they vary.
        var distance: Int32
        var isScreened: Bool
    }

    let nameIndex: NameIndex
    let vocabulary: NameVocabulary
    let tests: [Test]
    /// All literals of all tests, and those of each test.
    let literals: LiteralSet
    let literalNumbers: [[Int]]
    let anchors: AnchorProgram
    /// By their numbers in `anchors`.
    let branches: [Branch]
    /// What finds names and addresses; `nil` without the words for it.
    let runningText: RunningText?
    /// Tests without an anchor: searched from end to end where one of their literals occurs.
    let unanchored: [Int]
    /// Rules for which only their own words may speak near a value: those the screen knows.
    let screenedRules: Set<Int>
    /// Workers that nobody uses: what they have learnt of texts stays.
    private let idle = Mutex<[SpanWorker]>([])

    init(_ rules: RuleSet) {
        runningText = RunningText(rules)
        nameIndex = rules.nameIndex
        vocabulary = rules.vocabulary
        let tests = Self.tests(of: rules)
        self.tests = tests
        var patterns: [(owner: Int, anchors: PatternAnchors)] = []
        var assigned: [(owner: Int, start: AssignedPattern)] = []
        var unanchored: [Int] = []
        for (number, test) in tests.enumerated() {
            if test.isAlwaysAssigned, let start = AssignedPattern(test.search) {
                assigned.append((number, start))
            } else if let anchors = test.search.anchors {
                patterns.append((number, anchors))
            } else {
                unanchored.append(number)
            }
        }
        self.unanchored = unanchored
        let screened = tests.indices.filter { tests[$0].isScreened }
        anchors = AnchorProgram(patterns, conditional: Set(screened), assigned: assigned)
        branches = zip(anchors.owners, anchors.distances).map { owner, distance in
            Branch(
                test: Int32(owner), distance: Int32(distance),
                isScreened: tests[owner].isScreened)
        }
        var literals = LiteralSet()
        literalNumbers = tests.map { $0.literals.map { literals.insert($0) } }
        literals.prepare()
        self.literals = literals
        screenedRules = Set(
            tests.filter { $0.test.context == .nearby }.map(\.rule)
                .filter { rules.rules[$0].names.issuers.isEmpty })
    }

    private static func tests(of rules: RuleSet) -> [Test] {
        rules.rules.enumerated().flatMap { index, rule in
            rule.values.compactMap { test in
                test.search.map {
                    Test(
                        rule, at: index, test: test, search: $0,
                        mostLength: $0.anchors?.mostLength)
                }
            }
        }
    }

    /// Lends a worker until `giveBack`.
    func lend() -> SpanWorker {
        idle.withLock { $0.popLast() } ?? SpanWorker(self)
    }

    func giveBack(_ worker: SpanWorker) {
        idle.withLock { $0.append(worker) }
    }
}
