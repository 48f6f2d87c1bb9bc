internal import Patterns
internal import Primitives

/// Runs every test of every rule through the whole engine, and every rule against all others.
///
/// That two rules take one example is no defect: nine digits are many things, and names, checksums
/// and neighbours tell them apart. It is one when a column of a rule's examples alone would be
/// decided as something of another category.
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

    /// Checks every rule, several at a time.
    ///
    /// - Parameter ablates: also switch off each piece of evidence and see whether a test notices,
    ///   and complain of examples that another rule would decide and of words that never count.
    package func run(ablates: Bool = false, workers: Int = 1) -> RuleReport {
        var report = RuleReport()
        report.ruleCount = rules.rules.count
        let parts = concurrentMap(
            count: rules.rules.count, workers: workers, makeContext: { DetectionScratch() }
        ) { index, scratch in
            check(index, ablates: ablates, scratch: &scratch)
        }
        for part in parts {
            report.findings += part.findings
            report.confusions += part.confusions
            report.testCount += part.testCount
        }
        let used = Set(rules.rules.flatMap { $0.values.flatMap(\.validators) })
        let validators = Validator.allCases.filter(used.contains)
        report.chanceRates = concurrentMap(
            count: validators.count, workers: workers, makeContext: { 0 }
        ) { index, _ in ChanceMeasurement.rate(of: validators[index]) }
        return report
    }

    private func check(
        _ index: Int, ablates: Bool, scratch: inout DetectionScratch
    ) -> RuleReport {
        let rule = rules.rules[index]
        var part = RuleReport()
        var messages = complaints(rule)
        messages += textComplaints(index, scratch: &scratch)
        messages += nameComplaints(index)
        messages += columnComplaints(rule, scratch: &scratch)
        messages += pumpComplaints(rule, scratch: &scratch)
        part.confusions = confusions(index, scratch: &scratch)
        if ablates {
            messages += part.confusions.filter(\.isDecided).map {
                "tests.match: as a column without a name they would be decided as \($0.other)"
            }
            messages += deadPhrases(index)
            messages += RuleAblation(rules, classifier).complaints(index, scratch: &scratch)
        }
        part.findings = messages.map {
            RuleReport.Finding(file: rule.file, rule: rule.id, message: $0)
        }
        let tests = rule.tests
        part.testCount =
            tests.match.count + tests.noMatch.count + tests.matchNames.count
            + tests.noMatchNames.count + tests.columns.count
        return part
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

    /// Who else takes the rule's examples, and whether somebody would decide a nameless column of
    /// them for another label: then neither rule can be told by its values, and one is too wide.
    private func confusions(
        _ index: Int, scratch: inout DetectionScratch
    ) -> [RuleReport.Confusion] {
        let rule = rules.rules[index]
        var counts: [Int: Int] = [:]
        var values: [String] = []
        for example in rule.tests.match {
            let bytes = Array(example.utf8)
            let taking = recognizer.rules(taking: bytes.span, scratch: &scratch)
            if taking.contains(index) { values.append(example) }
            for other in taking where other != index { counts[other, default: 0] += 1 }
        }
        let decided = values.count >= Self.minimumTests ? decidedLabel(values, &scratch) : nil
        return counts.sorted { $0.key < $1.key }.map { other, count in
            RuleReport.Confusion(
                rule: rule.id, other: rules.rules[other].id, examples: count,
                total: rule.tests.match.count,
                isDecided: rules.rules[other].id == decided
                    && rules.rules[other].category != rule.category)
        }
    }

    private func decidedLabel(
        _ values: [String], _ scratch: inout DetectionScratch
    ) -> String? {
        let sample = ColumnSample(
            context: ColumnSample.Context(), cells: CellBatch(texts: values), ignoresNames: true)
        let best = classifier.classify(sample, scratch: &scratch).best
        return best.probability >= rules.scoring.decided ? best.label : nil
    }
}

extension RuleTests {
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
