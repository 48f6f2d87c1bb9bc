internal import Patterns

/// Finds what the rules recognise inside a text: the second question, *what does it contain*.
///
/// Of overlapping finds the longest wins, then the most probable, then the earlier rule; negative
/// classes compete, so that a piece of a UUID isn't a phone number.
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

    /// How matches are found; both ways find the same.
    package enum Engine: String, CaseIterable, Sendable {
        /// One pass over the text for all rules' anchors, patterns only where these stand.
        case anchors
        /// Every pattern over the whole text.
        case reference
    }

    private let engine: Engine
    private let program: SpanProgram

    package init(_ rules: RuleSet, engine: Engine = .anchors) {
        self.engine = engine
        program = rules.spanProgram
    }

    /// Cost: one pass over the text, and little more wherever an anchor stands.
    package func find(
        in text: Span<UInt8>, scratch: inout DetectionScratch
    ) -> SpanFinding {
        scratch.candidates.removeAll(keepingCapacity: true)
        let worker = scratch.worker(of: program)
        worker.beginText()
        worker.walker.mark(text)
        var isDecided = true
        switch engine {
        case .anchors:
            mark(text, worker)
            isDecided = collectAtAnchors(in: text, worker, scratch: &scratch)
            if !collectAssigned(in: text, worker, scratch: &scratch) { isDecided = false }
        case .reference:
            worker.isScreening = false
            for test in program.tests
            where test.isPossible(in: text)
                && collect(test, in: text, 0...text.count, worker, scratch: &scratch) == nil
            {
                isDecided = false
            }
        }
        if let runningText = program.runningText {
            runningText.find(
                in: text, worker.walker.planes, reader: &worker.reader, into: &scratch.spans)
            for span in scratch.spans {
                scratch.candidates.append(Candidate(span: span, kind: .data))
            }
        }
        return SpanFinding(spans: resolve(&scratch.candidates), isUndecided: !isDecided)
    }

    /// Notes where each test's matches may begin.
    private func mark(_ text: Span<UInt8>, _ worker: SpanWorker) {
        let anchors = program.anchors
        worker.walker.forEachAnchor(
            in: text, admits: { worker.screen.mayBeNamed($0...$0, in: text) }
        ) { range, branch in
            let starts = anchors.starts(
                of: branch, before: range, in: text, floor: worker.windows.floor(of: branch))
            guard let starts else { return }
            let test = anchors.owners[branch]
            let isNamed = worker.mayAllow(program.tests[test], starts, in: text)
            worker.windows.add(starts, test: test, branch: branch, isNamed: isNamed)
        }
    }

    /// Returns false when a limit was hit.
    private func collectAtAnchors(
        in text: Span<UInt8>, _ worker: SpanWorker, scratch: inout DetectionScratch
    ) -> Bool {
        var isDecided = true
        var windows: [SearchWindows.Window] = []
        swap(&windows, &worker.list)
        for index in worker.windows.tests {
            let test = program.tests[index]
            worker.windows.collect(index, reach: test.mostLength, into: &windows)
            var start = 0
            guard let first = windows.first(where: \.isNamed),
                worker.isPossible(index, in: text, near: first.range)
            else { continue }
            for window in windows where window.isNamed && window.range.upperBound >= start {
                let range = max(start, window.range.lowerBound)...window.range.upperBound
                let end = collect(test, in: text, range, worker, scratch: &scratch)
                start = end ?? range.upperBound + 1
                if end == nil { isDecided = false }
            }
        }
        swap(&windows, &worker.list)
        for index in program.unanchored
        where worker.isPossible(index, in: text, near: 0...text.count) {
            let test = program.tests[index]
            if collect(test, in: text, 0...text.count, worker, scratch: &scratch) == nil {
                isDecided = false
            }
        }
        return isDecided
    }

    /// Takes the values that are given to a name. Returns false when a limit was hit.
    private func collectAssigned(
        in text: Span<UInt8>, _ worker: SpanWorker, scratch: inout DetectionScratch
    ) -> Bool {
        worker.assignments.removeAll(keepingCapacity: true)
        worker.walker.forEachAssigned(in: text) { worker.assignments.append(($0, $1)) }
        var isDecided = true
        for (position, index) in worker.assignments {
            let test = program.tests[index]
            guard worker.allows(.assignment, rule: test.rule, before: position, in: text),
                worker.isPossible(index, in: text, near: position...position)
            else { continue }
            let end = collect(test, in: text, position...position, worker, scratch: &scratch)
            if end == nil { isDecided = false }
        }
        return isDecided
    }

    /// Takes the matches that begin in `starts`, leftmost first, not overlapping.
    ///
    /// - Returns: where the next match may begin; `nil` when a limit was hit.
    private func collect(
        _ test: SpanProgram.Test, in text: Span<UInt8>, _ starts: ClosedRange<Int>,
        _ worker: SpanWorker, scratch: inout DetectionScratch
    ) -> Int? {
        var start = starts.lowerBound
        while start <= starts.upperBound {
            let result = test.search.firstMatch(
                in: text, startingIn: start...starts.upperBound, scratch: scratch.matching)
            switch result {
            case .none: return start
            case .limitExceeded: return nil
            case .matched(let range):
                let value = scratch.matching.captured(test.test.capture) ?? range
                if test.test.holdsDigits(text.extracting(range)),
                    accepts(test, value, in: text, worker, scratch: &scratch)
                {
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
        return start
    }

    private func accepts(
        _ test: SpanProgram.Test, _ range: Range<Int>, in text: Span<UInt8>,
        _ worker: SpanWorker, scratch: inout DetectionScratch
    ) -> Bool {
        let value = text.extracting(range)
        // The cheapest question first: they are independent.
        guard !range.isEmpty, test.length?.contains(range.count) ?? true,
            test.test.context != .assignment
                || worker.allows(
                    .assignment, rule: test.rule, before: range.lowerBound, in: text),
            test.test.isValid(value, scratch: &scratch),
            test.test.context != .nearby
                || worker.allows(.nearby, rule: test.rule, before: range.lowerBound, in: text)
        else { return false }
        return !test.suppression.covers(value, scratch: scratch.matching)
    }

    private func resolve(_ candidates: inout [Candidate]) -> [TextSpan] {
        if candidates.isEmpty { return [] }
        candidates.sort {
            ($0.span.start, $0.span.end, $0.span.rule, -$0.span.probability)
                < ($1.span.start, $1.span.end, $1.span.rule, -$1.span.probability)
        }
        // What is kept moves to the front.
        var kept = 0
        for index in 1..<candidates.count {
            let candidate = candidates[index]
            if candidates[kept].span.end > candidate.span.start {
                if candidate.beats(candidates[kept]) { candidates[kept] = candidate }
            } else {
                kept += 1
                candidates[kept] = candidate
            }
        }
        return candidates[...kept].compactMap { $0.kind == .negative ? nil : $0.span }
    }
}
