internal import Patterns
internal import Primitives

/// What a rule looks at, in words and nats: `rules explain ID`.
package struct RuleExplanation: Sendable {
    /// Heading and text; a heading may repeat.
    package struct Line: Sendable, Equatable {
        package var heading: String
        package var text: String
    }

    package private(set) var lines: [Line] = []

    /// `nil` when there is no such rule.
    package init?(id: String, in rules: RuleSet) {
        guard let rule = rules[id] else { return nil }
        addIdentity(rule)
        addValues(rule)
        addNames(rule)
        for test in rule.statistics {
            let range = "\(test.range.lowerBound) … \(test.range.upperBound)"
            add(
                "statistic",
                "\(test.measure.rawValue) in \(range): \(Self.nats(test.inside)), "
                    + "else \(Self.nats(test.outside))")
        }
        for (words, nats) in rule.sets.sorted(by: { $0.key < $1.key }) {
            add("set", "exactly \(words): \(Self.nats(nats))")
        }
        if let transform = rule.transform {
            add("mask", transform + (rule.domain.map { ", domain \($0)" } ?? ""))
        }
        let tests = rule.tests
        let positive = tests.match.count + tests.matchNames.count
        let negative = tests.noMatch.count + tests.noMatchNames.count
        add(
            "tests",
            "\(positive) that match, \(negative) that don't, \(tests.columns.count) columns")
    }

    private mutating func addIdentity(_ rule: Rule) {
        add("rule", "\(rule.id): \(rule.title)")
        add("file", rule.file)
        add("kind", "\(rule.kind.rawValue), sensitivity \(rule.sensitivity.rawValue)")
        if !rule.regulations.isEmpty {
            add("regulations", rule.regulations.joined(separator: ", "))
        }
        add("prior", Self.nats(rule.prior))
        let classes = TypeClass.allCases.filter { rule.types.contains(TypeClassSet($0)) }
        add(
            "types",
            classes.count == TypeClass.allCases.count
                ? "any" : classes.map(\.rawValue).joined(separator: ", "))
        if let length = rule.length {
            add("length", "\(length.lowerBound) … \(length.upperBound) bytes")
        }
    }

    private mutating func addValues(_ rule: Rule) {
        for test in rule.values {
            var text = "\(test.mode.rawValue) \(test.whole.text)"
            if !test.validators.isEmpty {
                let names = test.validators.map(\.rawValue).joined(separator: ", ")
                text += "; checked by \(names) (by chance \(test.chanceRate))"
            }
            text += "; \(Self.share(test.share))"
            add("value", text)
        }
        for test in rule.dictionaries {
            add(
                "dictionary",
                "\(test.file) (\(test.words.count) entries), \(test.match.rawValue); "
                    + Self.share(test.share))
        }
    }

    private mutating func addNames(_ rule: Rule) {
        addWeights("name", rule.names.phrases)
        addWeights("name, against", rule.names.negative)
        addWeights("table", rule.names.tables)
        addWeights("sibling", rule.names.siblings)
        if rule.names.absent != 0 { add("name, absent", Self.nats(rule.names.absent)) }
    }

    private mutating func addWeights(_ heading: String, _ weights: [String: Double]) {
        guard !weights.isEmpty else { return }
        let sorted = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        add(
            heading, sorted.map { "\($0.key) \(Self.nats($0.value))" }.joined(separator: ", "))
    }

    private mutating func add(_ heading: String, _ text: String) {
        lines.append(Line(heading: heading, text: text))
    }

    private static func share(_ share: Scoring.Share) -> String {
        "expected \(share.expected), elsewhere \(share.background), "
            + "\(nats(share.floor)) to \(nats(share.ceiling))"
    }

    private static func nats(_ value: Double) -> String {
        (value > 0 ? "+" : value < 0 ? "−" : "") + "\(abs(value))"
    }
}
