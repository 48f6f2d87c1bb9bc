internal import Patterns
internal import Primitives

/// What is derived from rules and too slow to be derived at every start: compiled rules bring it
/// along.
struct DerivedParts: Sendable {
    private(set) var words: NameVocabulary.Lessons
    private(set) var names: NameIndex.Tables
    private(set) var facts: NameFacts.Filters
    /// Of the words of running text that dictionaries and cues know.
    private(set) var texts: WordFilter
    private(set) var spans: SpanAnchors
    private(set) var values: WholeProgram

    init(_ rules: RuleSet) {
        words = rules.vocabulary.lessons
        names = rules.nameIndex.tables
        facts = rules.spanProgram.nameFacts.filters
        texts = rules.spanProgram.runningText?.filter ?? .blank
        spans = SpanAnchors(rules.spanProgram)
        values = rules.valueTests.program
    }

    private init() {
        words = .blank
        names = .blank
        facts = .blank
        texts = .blank
        spans = .blank
        values = .blank
    }

    /// Whether they can be those of the rules.
    func fits(_ rules: [Rule]) -> Bool {
        spans.fits(testCount: SpanProgram.testCount(of: rules))
            && values.count == rules.reduce(0) { $0 + $1.values.count }
            && names.fits(ruleCount: rules.count)
    }
}

extension DerivedParts: Archived {
    static var blank: DerivedParts { DerivedParts() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&words)
        archive.pass(&names)
        archive.pass(&facts)
        archive.pass(&texts)
        archive.pass(&spans)
        archive.pass(&values)
    }
}
