internal import Patterns
internal import Primitives

/// Runs every test of every rule through the whole engine, and every rule against all others.
package struct RuleCheck: Sendable {
    /// Fewer examples on either side prove nothing.
    private static let minimumTests = 3
    /// Bytes of a pumped input: enough to exhaust a limit where steps multiply.
    private static let pumpLength = 2_000

    private let rules: RuleSet
    private let recognizer: ValueRecognizer
    private let finder: SpanFinder
    private let classifier: ColumnClassifier

    package init(_ rules: RuleSet) {
        self.rules = rules
        recognizer = ValueRecognizer(rules)
        finder = SpanFinder(rules)
        classifier = ColumnClassifier(rules)
    }

    package func run() -> RuleReport {
        var scratch = DetectionScratch()
        var report = RuleReport()
        report.ruleCount = rules.rules.count
        for (index, rule) in rules.rules.enumerated() {
            var messages = complaints(rule)
            messages += textComplaints(index, scratch: &scratch)
            messages += nameComplaints(index)
            messages += columnComplaints(rule, scratch: &scratch)
            messages += pumpComplaints(rule, scratch: &scratch)
            report.findings += messages.map {
                RuleReport.Finding(file: rule.file, rule: rule.id, message: $0)
            }
            let tests = rule.tests
            report.testCount +=
                tests.match.count + tests.noMatch.count + tests.matchNames.count
                + tests.noMatchNames.count + tests.columns.count
            report.confusions += confusions(index, scratch: &scratch)
        }
        let used = Set(rules.rules.flatMap { $0.values.flatMap(\.validators) })
        for validator in Validator.allCases where used.contains(validator) {
            report.chanceRates.append(ChanceMeasurement.rate(of: validator))
        }
        return report
    }

    /// What can be said without running anything.
    private func complaints(_ rule: Rule) -> [String] {
        var messages: [String] = []
        if rule.values.isEmpty, rule.dictionaries.isEmpty, rule.statistics.isEmpty,
            rule.sets.isEmpty, rule.names.phrases.isEmpty, rule.id != rules.scoring.contentsLabel
        {
            messages.append("nothing can recognise it; give it values, names or statistics")
        }
        for (index, test) in rule.values.enumerated()
        where test.mode == .find && test.minimumDigits == 0
            && test.anchored(by: rule.names.issuers).literals.isEmpty
        {
            messages.append(
                "values[\(index)]: no anchor for text; give literals, minimum-digits or issuers")
        }
        for label in rule.names.siblings.keys.sorted() where !isKnown(label) {
            messages.append("names.siblings: there is no rule \(label)")
        }
        let tests = rule.tests
        let positiveColumns = tests.columns.filter { isPositive($0.expected, rule.id) }.count
        let positive = tests.match.count + tests.matchNames.count + positiveColumns
        let negative =
            tests.noMatch.count + tests.noMatchNames.count + tests.columns.count
            - positiveColumns
        if positive < Self.minimumTests || negative < Self.minimumTests {
            messages.append(
                "tests: \(positive) positive and \(negative) negative; "
                    + "at least \(Self.minimumTests) of each are needed")
        }
        return messages
    }

    private func isKnown(_ label: String) -> Bool {
        label.hasSuffix("*")
            ? rules.rules.contains { $0.id.hasPrefix(label.dropLast()) }
            : rules.index(of: label) != nil
    }

    private func isPositive(_ expected: String, _ id: String) -> Bool {
        expected == id || expected == "review:" + id
    }

    private func textComplaints(_ index: Int, scratch: inout DetectionScratch) -> [String] {
        let tests = rules.rules[index].tests
        var messages: [String] = []
        for (place, text) in tests.match.enumerated()
        where !recognises(text, rule: index, scratch: &scratch) {
            messages.append("tests.match[\(place)] isn't recognised")
        }
        for (place, text) in tests.noMatch.enumerated()
        where recognises(text, rule: index, scratch: &scratch) {
            messages.append("tests.no-match[\(place)] is recognised")
        }
        return messages
    }

    private func recognises(
        _ text: String, rule index: Int, scratch: inout DetectionScratch
    ) -> Bool {
        let bytes = Array(text.utf8)
        if recognizer.takes(bytes.span, rule: index, scratch: &scratch) { return true }
        return finder.find(in: bytes.span, scratch: &scratch).spans.contains { $0.rule == index }
    }

    private func nameComplaints(_ index: Int) -> [String] {
        let tests = rules.rules[index].tests
        var messages: [String] = []
        for (place, name) in tests.matchNames.enumerated() where nameNats(name, index) <= 0 {
            messages.append("tests.match-names[\(place)] says nothing")
        }
        for (place, name) in tests.noMatchNames.enumerated() where nameNats(name, index) > 0 {
            messages.append("tests.no-match-names[\(place)] speaks for it")
        }
        return messages
    }

    /// Nats of `column` or `table.column`.
    private func nameNats(_ name: String, _ index: Int) -> Double {
        var context = ColumnSample.Context()
        let parts = name.split(separator: ".", maxSplits: 1)
        context.column = String(parts.last ?? "")
        context.table = parts.count == 2 ? String(parts[0]) : ""
        return ColumnScorer(rules: rules).nameScores(context)[index].nats
    }

    private func columnComplaints(
        _ rule: Rule, scratch: inout DetectionScratch
    ) -> [String] {
        var messages: [String] = []
        for (place, test) in rule.tests.columns.enumerated() {
            let verdict = classifier.classify(test.sample, scratch: &scratch)
            guard !test.accepts(verdict) else { continue }
            let percent = Int((verdict.best.probability * 100).rounded())
            messages.append(
                "tests.columns[\(place)]: expected \(test.expected), found \(verdict.best.label) "
                    + "(\(percent) %, \(verdict.status.rawValue))")
        }
        return messages
    }

    /// Repeats what a match is made of until a pattern whose steps multiply gives itself away.
    private func pumpComplaints(_ rule: Rule, scratch: inout DetectionScratch) -> [String] {
        var pumps = ["a", "A", "0", "a0", " ", ".", "-", "a.", "a-", "a "].map(pumped)
        for example in rule.tests.match.prefix(Self.minimumTests) where !example.isEmpty {
            pumps.append(pumped(example))
        }
        for (place, test) in rule.values.enumerated() {
            for pump in pumps {
                let patterns = [test.whole] + (test.search.map { [$0] } ?? [])
                for pattern in patterns
                where pattern.firstMatch(in: pump.span, scratch: scratch.matching)
                    == .limitExceeded
                {
                    return ["values[\(place)].pattern: hits the match limit on repeated input"]
                }
            }
        }
        return []
    }

    private func pumped(_ piece: String) -> [UInt8] {
        let count = Self.pumpLength / piece.utf8.count + 1
        return Array((String(repeating: piece, count: count) + "\u{1}").utf8)
    }

    private func confusions(
        _ index: Int, scratch: inout DetectionScratch
    ) -> [RuleReport.Confusion] {
        let rule = rules.rules[index]
        var counts: [Int: Int] = [:]
        for example in rule.tests.match {
            let bytes = Array(example.utf8)
            for other in recognizer.rules(taking: bytes.span, scratch: &scratch)
            where other != index {
                counts[other, default: 0] += 1
            }
        }
        return counts.sorted { $0.key < $1.key }.map { other, count in
            RuleReport.Confusion(
                rule: rule.id, other: rules.rules[other].id, examples: count,
                total: rule.tests.match.count)
        }
    }
}

extension RuleTests.Column {
    /// The column as the classifier gets it.
    var sample: ColumnSample {
        var context = ColumnSample.Context()
        context.column = name
        context.table = table
        context.type = type
        context.siblings = siblings
        return ColumnSample(context: context, cells: CellBatch(texts: values))
    }

    func accepts(_ verdict: ColumnVerdict) -> Bool {
        let best = verdict.best.label
        if expected == "none" { return verdict.status == .clean }
        if expected.hasPrefix("not:") { return best != expected.dropFirst(4) }
        if expected.hasPrefix("review:") { return best == expected.dropFirst(7) }
        return best == expected && verdict.status != .needsReview
    }
}
