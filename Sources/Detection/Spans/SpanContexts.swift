/// What stands before places of a text, as rules ask for it; learns from text to text. Belongs to
/// one worker.
struct SpanContexts {
    private let index: NameIndex
    private let screenedRules: Set<Int>
    private let vocabulary: NameVocabulary
    /// Made when it is first asked. Not lazy: that would copy it for each question.
    private var screen: KeywordScreen?
    /// The reference asks for every number.
    private var isScreening = true
    /// Rules that words near a place name, for the current text.
    private var nearby: [Int: Set<Int>] = [:]
    /// Rules that a keyword names.
    private var assigned: [String: Set<Int>] = [:]
    private static let assignedLimit = 4_096
    /// The place asked about last: a key has the form of many rules.
    private var lastAssigned: (start: Int, rules: Set<Int>)?

    init(_ program: SpanProgram) {
        index = program.nameIndex
        screenedRules = program.screenedRules
        vocabulary = program.vocabulary
    }

    /// Forgets the text read last.
    ///
    /// - Parameter isScreening: whether most places without a keyword are told apart cheaply.
    mutating func beginText(isScreening: Bool) {
        self.isScreening = isScreening
        screen?.beginText()
        lastAssigned = nil
        if !nearby.isEmpty { nearby.removeAll(keepingCapacity: true) }
    }

    /// False only when no value that begins in `starts` has a keyword of a screened rule near.
    mutating func mayBeNamed(_ starts: ClosedRange<Int>, in text: Span<UInt8>) -> Bool {
        if screen == nil {
            screen = KeywordScreen(index, vocabulary: vocabulary, rules: screenedRules)
        }
        return screen?.mayBeNamed(starts, in: text) ?? true
    }

    /// Whether what stands before a span is what the rule asks for.
    mutating func allow(
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
            if isScreening, screenedRules.contains(rule),
                !mayBeNamed(start...start, in: text)
            {
                return false
            }
            let words = SpanContext.precedingText(before: start, in: text)
            let named = index.rulesNamed(by: words)
            nearby[start] = named
            return named.contains(rule)
        }
    }

    private mutating func rulesAssigned(before start: Int, in text: Span<UInt8>) -> Set<Int> {
        guard let keyword = SpanContext.assignedKeyword(before: start, in: text) else { return [] }
        if let known = assigned[keyword] { return known }
        if assigned.count >= Self.assignedLimit { assigned = [:] }
        let named = index.rulesNamed(by: keyword)
        assigned[keyword] = named
        return named
    }
}
