internal import Patterns

/// What stands before places of a text, as rules ask for it; learns from text to text. Belongs to
/// one worker.
struct SpanContexts {
    /// Places whose rules are kept at a time.
    private static let slotCount = 128

    /// The rules named at a place of the current text.
    private struct Slot {
        var start = -1
        var rules: RuleBits
    }

    private let groups: RuleGroups
    private var words: NameWords
    private var keywords: KeywordReader
    private var screen = KeywordScreen()
    /// Whether anything was asked of the current text.
    private var isUsed = false
    /// The reference asks for every number.
    private var isScreening = true
    /// By the last bits of a place: a newer one takes an older one's.
    private var nearby: [Slot]
    /// Slots that were used for the current text.
    private var used: [Int] = []
    /// The place asked about last: a key has the form of many rules.
    private var assigned: Slot
    private var names: AssignedNames

    init(_ program: SpanProgram) {
        words = NameWords(program.nameFacts)
        keywords = KeywordReader(program.nameIndex)
        let none = RuleBits(count: keywords.ruleCount)
        groups = program.groups
        nearby = [Slot](repeating: Slot(rules: none), count: Self.slotCount)
        assigned = Slot(rules: none)
        names = AssignedNames(ruleCount: keywords.ruleCount)
    }

    /// Forgets the text read last.
    ///
    /// - Parameter isScreening: whether most places without a keyword are told apart cheaply.
    @inline(__always)
    mutating func beginText(isScreening: Bool) {
        self.isScreening = isScreening
        if isUsed { forget() }
    }

    private mutating func forget() {
        isUsed = false
        screen.beginText()
        assigned.start = -1
        for slot in used { nearby[slot].start = -1 }
        if !used.isEmpty { used.removeAll(keepingCapacity: true) }
    }

    /// The groups of the screened rules that may have a keyword near a value that begins in
    /// `starts`; those of other groups have none.
    ///
    /// - Parameter planes: what was marked of the text.
    mutating func groupsNamed(
        _ starts: ClosedRange<Int>, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes
    ) -> UInt64 {
        isUsed = true
        return screen.groupsNamed(starts, in: text, planes, &words)
    }

    /// Whether what stands before a span is what the rule asks for.
    mutating func allow(
        _ context: ValueTest.Context, rule: Int, before start: Int, in text: Span<UInt8>,
        _ planes: borrowing AnchorPlanes
    ) -> Bool {
        isUsed = true
        switch context {
        case .none: return true
        case .assignment:
            if assigned.start != start { readAssigned(before: start, in: text, planes) }
            return assigned.rules.contains(rule)
        case .nearby:
            let slot = start & (Self.slotCount - 1)
            if nearby[slot].start != start {
                let group = isScreening ? groups[rule] : 0
                if group != 0, groupsNamed(start...start, in: text, planes) & group == 0 {
                    return false
                }
                if nearby[slot].start < 0 { used.append(slot) }
                nearby[slot].start = start
                keywords.read(
                    SpanContext.precedingText(before: start, in: text), of: text, planes,
                    &words, into: &nearby[slot].rules)
            }
            return nearby[slot].rules.contains(rule)
        }
    }

    private mutating func readAssigned(
        before start: Int, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes
    ) {
        assigned.start = start
        guard let keyword = SpanContext.assignedKeyword(before: start, in: text) else {
            return assigned.rules.removeAll()
        }
        if names.recall(keyword, of: text, into: &assigned.rules) { return }
        keywords.read(keyword, of: text, planes, &words, into: &assigned.rules)
        names.keep(assigned.rules, for: keyword, of: text)
    }
}
