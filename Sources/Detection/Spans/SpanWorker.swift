internal import Patterns

/// One worker's part of a `SpanProgram`.
// SAFETY: the program lends a worker to one scratch at a time, and that to one thread.
final class SpanWorker: @unchecked Sendable {
    unowned let program: SpanProgram
    var walker: AnchorWalker
    var reader = TextReader()
    lazy var screen = KeywordScreen(
        program.nameIndex, vocabulary: program.vocabulary,
        rules: program.screenedRules)
    /// The reference asks for every number.
    var isScreening = true
    var windows = SearchWindows()
    /// The windows of one test.
    var list: [SearchWindows.Window] = []
    /// Where a value may be given to a name, and the test that may take it.
    var assignments: [(position: Int, test: Int)] = []
    /// The text in which each literal was seen last, and whether this one was looked through.
    private var literalTexts: [UInt64] = []
    private var textNumber: UInt64 = 0
    private var hasLiterals = false
    /// Rules that words near a place name, for the current text.
    private var nearby: [Int: Set<Int>] = [:]
    /// Rules that a keyword names.
    private var assigned: [String: Set<Int>] = [:]
    private static let assignedLimit = 4_096
    /// So many literals are looked for before all are.
    private static let fewLiterals = 4
    /// Bytes behind the beginning of a match in which its literal is looked for first.
    private static let literalReach = 64
    /// The place asked about last: a key has the form of many rules.
    private var lastAssigned: (start: Int, rules: Set<Int>)?

    init(_ program: SpanProgram) {
        self.program = program
        walker = AnchorWalker(program.anchors)
    }

    func beginText() {
        windows.reset(tests: program.tests.count, branches: program.anchors.branches.count)
        if !program.screenedRules.isEmpty { screen.beginText() }
        lastAssigned = nil
        textNumber += 1
        hasLiterals = false
        if !nearby.isEmpty { nearby.removeAll(keepingCapacity: true) }
    }

    /// Whether what stands before a span is what the rule asks for.
    func allows(
        _ context: ValueTest.Context, rule: Int, before start: Int, in text: Span<UInt8>
    ) -> Bool {
        switch context {
        case .none: return true
        case .assignment:
            if let lastAssigned, lastAssigned.start == start {
                return lastAssigned.rules.contains(rule)
            }
            let named = rulesAssigned(before: start, in: text)
            lastAssigned = (start, named)
            return named.contains(rule)
        case .nearby:
            if let known = nearby[start] { return known.contains(rule) }
            if isScreening, program.screenedRules.contains(rule),
                !screen.mayBeNamed(start...start, in: text)
            {
                return false
            }
            let words = SpanContext.precedingText(before: start, in: text)
            let named = program.nameIndex.rulesNamed(by: words)
            nearby[start] = named
            return named.contains(rule)
        }
    }

    /// Whether the text holds one of the literals that a test asks for; most stand near its match.
    func isPossible(_ test: Int, in text: Span<UInt8>, near range: ClosedRange<Int>) -> Bool {
        let numbers = program.literalNumbers[test]
        if numbers.isEmpty { return true }
        if hasLiterals { return numbers.contains { literalTexts[$0] == textNumber } }
        let end = min(text.count, range.upperBound + Self.literalReach)
        if numbers.count <= Self.fewLiterals,
            program.tests[test].isPossible(in: text.extracting(range.lowerBound..<end))
        {
            return true
        }
        if literalTexts.isEmpty {
            literalTexts = [UInt64](repeating: 0, count: program.literals.count)
        }
        program.literals.forEach(in: text) { literalTexts[$0] = textNumber }
        hasLiterals = true
        return numbers.contains { literalTexts[$0] == textNumber }
    }

    private func rulesAssigned(before start: Int, in text: Span<UInt8>) -> Set<Int> {
        guard let keyword = SpanContext.assignedKeyword(before: start, in: text) else { return [] }
        if let known = assigned[keyword] { return known }
        if assigned.count >= Self.assignedLimit { assigned = [:] }
        let named = program.nameIndex.rulesNamed(by: keyword)
        assigned[keyword] = named
        return named
    }

    /// False only when no match that begins in `starts` has before it what the test asks for.
    func mayAllow(
        _ test: SpanProgram.Test, _ starts: ClosedRange<Int>, in text: Span<UInt8>
    ) -> Bool {
        if test.isScreened { return screen.mayBeNamed(starts, in: text) }
        guard test.isAssigned, starts.count == 1 else { return true }
        return allows(.assignment, rule: test.rule, before: starts.lowerBound, in: text)
    }
}
