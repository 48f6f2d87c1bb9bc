internal import Catalog
internal import Detection
internal import Primitives

/// One rule in `rules list`.
struct RuleEntry: Encodable {
    let id: String
    let title: String
    let kind: String
    let category: String
    let sensitivity: String
    let transform: String?
    let file: String

    init(_ rule: Rule) {
        id = rule.id
        title = rule.title
        kind = rule.kind.rawValue
        category = rule.category
        sensitivity = rule.sensitivity.rawValue
        transform = rule.transform
        file = rule.file
    }

    static func table(_ rules: [Rule]) -> String {
        var table = TextTable([
            .init("rule", limit: 30), .init("sensitivity", limit: 11), .init("what", limit: 35),
        ])
        for rule in rules { table.append([rule.id, rule.sensitivity.rawValue, rule.title]) }
        return table.text()
    }
}

/// `rules check --json`.
struct RuleReportDocument: Encodable {
    struct Finding: Encodable {
        let file: String
        let rule: String
        let message: String
    }

    struct Overlap: Encodable {
        let rule: String
        let other: String
        let examples: Int
        let total: Int
        let otherExamples: Int
        let otherTotal: Int
        let reason: String?
    }

    let rules: Int
    let tests: Int
    let findings: [Finding]
    let overlaps: [Overlap]

    init(_ report: RuleReport) {
        rules = report.ruleCount
        tests = report.testCount
        findings = report.findings.map {
            Finding(file: $0.file, rule: $0.rule, message: $0.message)
        }
        overlaps = report.overlaps.map {
            Overlap(
                rule: $0.rule, other: $0.other,
                examples: $0.taken.examples, total: $0.taken.total,
                otherExamples: $0.given.examples, otherTotal: $0.given.total,
                reason: $0.reason?.rawValue)
        }
    }
}

/// What the rules make of one text: as a value of its own, and as text that contains values.
struct RuleTrial: Encodable {
    struct Found: Encodable {
        let start: Int
        let end: Int
        let label: String
        let probability: Double
    }

    let asValue: [String]
    let spans: [Found]
    /// A pattern hit its match limit, so nothing can be said for sure.
    let undecided: Bool

    init(_ text: String, rules: RuleSet) {
        let bytes = Array(text.utf8)
        var scratch = DetectionScratch()
        asValue = ValueRecognizer(rules).rules(taking: bytes.span, scratch: &scratch)
            .map { rules.rules[$0].id }
        let finding = SpanFinder(rules).find(in: bytes.span, scratch: &scratch)
        spans = finding.spans.map {
            Found(
                start: $0.start, end: $0.end, label: rules.rules[$0.rule].id,
                probability: $0.probability.roundedTo(4))
        }
        undecided = finding.isUndecided
    }

    var isEmpty: Bool { asValue.isEmpty && spans.isEmpty }

    func text() -> String {
        var text = asValue.map { "as a value: \($0)\n" }.joined()
        for span in spans {
            text += "bytes \(span.start)..<\(span.end): \(span.label), \(span.probability)\n"
        }
        if undecided { text += "undecided: a pattern hit its match limit\n" }
        return text.isEmpty ? "nothing found\n" : text
    }
}
