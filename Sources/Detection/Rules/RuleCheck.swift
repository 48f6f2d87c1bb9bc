internal import Patterns
internal import Primitives

/// Runs every test of every rule through the whole engine, every rule against the examples of all
/// others and every pattern against hostile inputs, and switches off each piece of evidence.
///
/// That two rules take one example is no defect: nine digits are many things, and names, checksums
/// and neighbours tell them apart. It is one when a nameless column of a rule's examples would be
/// decided as something that the rule doesn't name among its look-alikes.
package struct RuleCheck: Sendable {
    /// Fewer examples on either side prove nothing.
    private static let minimumTests = 3

    private let rules: RuleSet
    private let recognizer: ValueRecognizer
    private let finder: SpanFinder
    private let classifier: ColumnClassifier
    private let overlaps: OverlapSearch
    private let ablation: RuleAblation

    package init(_ rules: RuleSet) {
        self.rules = rules
        recognizer = ValueRecognizer(rules)
        finder = SpanFinder(rules)
        classifier = ColumnClassifier(rules)
        overlaps = OverlapSearch(rules, classifier)
        ablation = RuleAblation(rules, classifier)
    }

    /// Checks every rule, several at a time.
    package func run(workers: Int = 1) -> RuleReport {
        var report = RuleReport()
        report.ruleCount = rules.rules.count
        let parts = concurrentMap(
            count: rules.rules.count, workers: workers, makeContext: { DetectionScratch() }
        ) { index, scratch in
            let taken = overlaps.search(index, scratch: &scratch)
            return (messages: check(index, taken.winner, scratch: &scratch), taken: taken)
        }
        for (rule, part) in zip(rules.rules, parts) {
            report.findings += part.messages.map {
                RuleReport.Finding(file: rule.file, rule: rule.id, message: $0)
            }
            report.testCount += rule.tests.count
        }
        report.overlaps = overlaps.overlaps(parts.map(\.taken))
        report.findings += report.overlaps.compactMap(complaint)
        let used = Set(rules.rules.flatMap { $0.values.flatMap(\.validators) })
        let validators = Validator.allCases.filter(used.contains)
        report.chanceRates = concurrentMap(
            count: validators.count, workers: workers, makeContext: { 0 }
        ) { index, _ in ChanceMeasurement.rate(of: validators[index]) }
        return report
    }

    private func check(
        _ index: Int, _ winner: String?, scratch: inout DetectionScratch
    ) -> [String] {
        let rule = rules.rules[index]
        var messages = complaints(rule)
        messages += textComplaints(index, scratch: &scratch)
        messages += nameComplaints(index)
        messages += columnComplaints(rule, scratch: &scratch)
        messages += hostileComplaints(rule, scratch: &scratch)
        messages += lookAlikeComplaints(rule, winner)
        // Tests that fail prove nothing about the evidence.
        guard messages.isEmpty else { return messages }
        return deadPhrases(index) + ablation.complaints(index, scratch: &scratch)
    }

    /// What can be said without running anything.
    private func complaints(_ rule: Rule) -> [String] {
        var messages: [String] = []
        if rule.values.isEmpty, rule.dictionaries.isEmpty, rule.statistics.isEmpty,
            rule.sets.isEmpty, rule.names.phrases.isEmpty, rule.id != rules.scoring.contentsLabel
        {
            messages.append("nothing can recognise it; give it values, names or statistics")
        }
        for (index, test) in rule.values.enumerated() where test.mode == .find {
            guard
                let reason = PatternAnchors.complaint(
                    test.whole.text, ignoresCase: test.ignoresCase),
                test.anchored(by: rule.names.issuers).literals.isEmpty
            else { continue }
            messages.append(
                "values[\(index)].pattern: no anchor for text: \(reason); rewrite it, or give "
                    + "literals or issuers")
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
        classifier.nameNats(RuleTests.context(of: name), rule: index)
    }

    /// Phrases that expansion or other words keep from ever counting.
    private func deadPhrases(_ index: Int) -> [String] {
        rules.rules[index].names.phrases.sorted { $0.key < $1.key }
            .filter { $0.value > 0 && nameNats($0.key, index) <= 0 }
            .map { "names \"\($0.key)\": says nothing as a column name" }
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

    /// Every pattern that hits the match limit on an input made to hurt it: cells as long as the
    /// rule takes, texts as long as they come.
    private func hostileComplaints(_ rule: Rule, scratch: inout DetectionScratch) -> [String] {
        let examples = rule.tests.match
        let longest = min(rule.length?.upperBound ?? .max, HostileInputs.longest)
        let texts = HostileInputs.against(examples, length: HostileInputs.longest)
        let cells =
            longest < HostileInputs.longest
            ? HostileInputs.against(examples, length: longest) : texts
        return rule.values.indices.filter { place in
            let test = rule.values[place]
            return cells.contains { exhausts(test.whole, $0, scratch: &scratch) }
                || test.search.map { search in
                    texts.contains { exhausts(search, $0, scratch: &scratch) }
                } ?? false
        }.map { "values[\($0)].pattern: hits the match limit on repeated input" }
    }

    private func exhausts(
        _ pattern: Pattern, _ input: [UInt8], scratch: inout DetectionScratch
    ) -> Bool {
        pattern.firstMatch(in: input.span, scratch: scratch.matching) == .limitExceeded
    }

    private func complaint(_ overlap: RuleOverlap) -> RuleReport.Finding? {
        guard overlap.reason == nil, let rule = rules[overlap.rule] else { return nil }
        return RuleReport.Finding(
            file: rule.file, rule: rule.id,
            message: "tests.match: a column without a name of what it and \(overlap.other) both "
                + "take would be decided as the wrong one; tell them apart, or name one in "
                + "tests.look-alikes of the other")
    }

    /// Whether nameless examples would be decided as another label, unsaid.
    private func lookAlikeComplaints(_ rule: Rule, _ winner: String?) -> [String] {
        let declared = rule.tests.lookAlikes
        var messages = declared.filter { rules.index(of: $0) == nil }.map {
            "tests.look-alikes: there is no rule \($0)"
        }
        if let winner, !declared.contains(winner) {
            messages.append(
                "tests.match: as a column without a name they would be decided as \(winner); "
                    + "tell them apart, or name it in tests.look-alikes")
        }
        return messages
    }
}

extension RuleTests {
    var count: Int {
        match.count + noMatch.count + matchNames.count + noMatchNames.count + columns.count
    }

    /// A test name: `column` or `table.column`.
    static func context(of name: String) -> ColumnSample.Context {
        var context = ColumnSample.Context()
        let parts = name.split(separator: ".", maxSplits: 1)
        context.column = String(parts.last ?? "")
        context.table = parts.count == 2 ? String(parts[0]) : ""
        return context
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
