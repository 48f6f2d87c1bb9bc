internal import Patterns

/// Finds what the rules recognise inside a text: the second question, *what does it contain*.
///
/// A rule is tried only when one of its literals and enough digits occur. Of overlapping finds the
/// longest wins, then the most probable, then the earlier rule; negative classes compete, so that
/// a piece of a UUID isn't a phone number.
package struct SpanFinder: Sendable {
    struct Candidate {
        var span: TextSpan
        var kind: Rule.Kind

        func beats(_ other: Candidate) -> Bool {
            let isSecret = kind == .secret
            if isSecret != (other.kind == .secret) {
                // A key in a link is more than the link; in a digest it's an accident.
                if kind != .negative, other.kind != .negative { return isSecret }
                if span.start == other.span.start, span.end == other.span.end { return isSecret }
            }
            let length = span.end - span.start
            let otherLength = other.span.end - other.span.start
            if length != otherLength { return length > otherLength }
            if span.probability != other.span.probability {
                return span.probability > other.span.probability
            }
            return span.rule < other.span.rule
        }
    }

    /// A class, so that passing one on costs one count and no copy.
    private final class Test: Sendable {
        let rule: Int
        let kind: Rule.Kind
        let length: ClosedRange<Int>?
        let suppression: Suppression
        let test: ValueTest
        let search: Pattern

        init(_ rule: Rule, at index: Int, test: ValueTest, search: Pattern) {
            self.rule = index
            kind = rule.kind
            length = rule.length
            suppression = rule.suppression
            self.test = test
            self.search = search
        }
    }

    private let rules: RuleSet
    private let tests: [Test]
    private let gates: TestGates
    private let runningText: RunningText?

    package init(_ rules: RuleSet) {
        self.rules = rules
        runningText = RunningText(rules)
        var tests: [Test] = []
        var gates = TestGates()
        for (index, rule) in rules.rules.enumerated() {
            for test in rule.values {
                guard let search = test.search else { continue }
                let test = test.anchored(by: rule.names.issuers)
                gates.append(test)
                tests.append(Test(rule, at: index, test: test, search: search))
            }
        }
        self.tests = tests
        self.gates = gates
    }

    /// Cost: one pass over the text, and one per rule whose literals occur.
    package func find(
        in text: Span<UInt8>, scratch: inout DetectionScratch
    ) -> SpanFinding {
        find(in: text, TextSketch(text), scratch: &scratch)
    }

    /// The same for a text whose sketch is there already.
    func find(
        in text: Span<UInt8>, _ sketch: TextSketch, scratch: inout DetectionScratch
    ) -> SpanFinding {
        var isUndecided = false
        scratch.candidates.removeAll(keepingCapacity: true)
        for index in 0..<gates.count where gates.isOpen(index, sketch) {
            let test = tests[index]
            guard test.test.literals.isEmpty || test.test.containsLiteral(text) else { continue }
            if !collect(test, in: text, scratch: &scratch) { isUndecided = true }
        }
        if let runningText {
            runningText.find(in: text, words: &scratch.words, into: &scratch.spans)
            for span in scratch.spans {
                scratch.candidates.append(Candidate(span: span, kind: .data))
            }
        }
        return SpanFinding(spans: resolve(&scratch.candidates), isUndecided: isUndecided)
    }

    /// Returns false when a limit was hit.
    private func collect(
        _ test: Test, in text: Span<UInt8>, scratch: inout DetectionScratch
    ) -> Bool {
        var start = 0
        while start <= text.count {
            switch test.search.firstMatch(in: text, from: start, scratch: scratch.matching) {
            case .none: return true
            case .limitExceeded: return false
            case .matched(let range):
                let value = scratch.matching.captured(test.test.capture) ?? range
                if accepts(test, value, in: text, scratch: &scratch) {
                    scratch.candidates.append(
                        Candidate(
                            span: TextSpan(
                                start: value.lowerBound, end: value.upperBound, rule: test.rule,
                                probability: test.test.probability),
                            kind: test.kind))
                }
                start = range.isEmpty ? range.upperBound + 1 : range.upperBound
            }
        }
        return true
    }

    private func accepts(
        _ test: Test, _ range: Range<Int>, in text: Span<UInt8>,
        scratch: inout DetectionScratch
    ) -> Bool {
        let value = text.extracting(range)
        guard !range.isEmpty, test.length?.contains(range.count) ?? true,
            test.test.isValid(value, scratch: &scratch),
            !test.suppression.covers(value, scratch: scratch.matching)
        else { return false }
        switch test.test.context {
        case .none: return true
        case .assignment:
            guard let keyword = SpanContext.assignedKeyword(before: range.lowerBound, in: text)
            else { return false }
            return rules.nameIndex.keywordNats(keyword, rule: test.rule) > 0
        case .nearby:
            let words = SpanContext.precedingText(before: range.lowerBound, in: text)
            return rules.nameIndex.keywordNats(words, rule: test.rule) > 0
        }
    }

    private func resolve(_ candidates: inout [Candidate]) -> [TextSpan] {
        if candidates.isEmpty { return [] }
        candidates.sort {
            ($0.span.start, $0.span.end, $0.span.rule) < ($1.span.start, $1.span.end, $1.span.rule)
        }
        var kept: [Candidate] = []
        for candidate in candidates {
            if let last = kept.last, last.span.end > candidate.span.start {
                if candidate.beats(last) { kept[kept.count - 1] = candidate }
            } else {
                kept.append(candidate)
            }
        }
        return kept.filter { $0.kind != .negative }.map(\.span)
    }
}

extension Suppression {
    /// Whether the value is a placeholder or vendor test data.
    func covers(_ value: Span<UInt8>, scratch: borrowing MatchScratch) -> Bool {
        if !values.isEmpty, value.count <= 256 {
            var folded: [UInt8] = []
            LatinFolding.fold(value) { folded.append($0) }
            if values.contains(String(decoding: folded, as: UTF8.self)) { return true }
        }
        for compiled in patterns
        where compiled.pattern.firstMatch(in: value, scratch: scratch).isMatch {
            return true
        }
        return false
    }
}
