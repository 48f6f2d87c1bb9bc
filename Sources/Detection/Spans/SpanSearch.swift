internal import Patterns

/// One worker's search of texts for the spans of a program's rules.
struct SpanSearch: ~Copyable {
    private var walker: AnchorWalker
    private var reader = TextReader()
    private var contexts: SpanContexts
    private var windows = SearchWindows()
    private var literals = LiteralMemory()
    private var suppressions = SuppressionMemory()
    /// The windows of one test.
    private var list: [ClosedRange<Int>] = []

    init(_ program: SpanProgram) {
        walker = AnchorWalker(program.anchors)
        contexts = SpanContexts(program)
    }

    /// Replaces the scratch's candidates by all spans of `text`, overlapping or not.
    ///
    /// - Returns: false when a pattern hit a limit.
    mutating func run(
        _ program: SpanProgram, _ engine: SpanFinder.Engine, in text: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) -> Bool {
        scratch.candidates.removeAll(keepingCapacity: true)
        contexts.beginText(isScreening: engine == .anchors)
        literals.beginText()
        suppressions.beginText()
        walker.mark(text)
        var isDecided = true
        switch engine {
        case .anchors:
            windows.reset(
                tests: program.tests.count, branches: program.anchors.branches.count)
            noteAnchors(program, in: text)
            noteRuns(program, in: text)
            if !searchWindows(program, in: text, &scratch) { isDecided = false }
            if !searchSites(program, in: text, &scratch) { isDecided = false }
            if !searchUnanchored(program, in: text, &scratch) { isDecided = false }
        case .reference:
            for test in program.tests
            where search(test, 0...text.count, program, in: text, &scratch) == nil {
                isDecided = false
            }
        }
        if let runningText = program.runningText {
            runningText.find(in: text, walker.planes, reader: &reader, into: &scratch.spans)
            for span in scratch.spans {
                scratch.candidates.append(SpanFinder.Candidate(span: span, kind: .data))
            }
        }
        return isDecided
    }

    /// Notes where each test's matches may begin because an anchor stands there.
    private mutating func noteAnchors(_ program: SpanProgram, in text: Span<UInt8>) {
        while walker.nextAnchors(in: text) {
            let (hits, branches) = (walker.anchorHits, walker.anchorBranches)
            for hit in hits {
                let place = Int(hit.position)
                for index in Int(hit.first)..<Int(hit.conditional) {
                    note(Int(branches[index]), place...place, program, in: text)
                }
                guard hit.conditional < hit.end,
                    contexts.mayBeNamed(place...place, in: text)
                else { continue }
                for index in Int(hit.conditional)..<Int(hit.end) {
                    let test = Int(program.branches[Int(branches[index])].test)
                    windows.add(place...place, test: test)
                }
            }
        }
    }

    private mutating func noteRuns(_ program: SpanProgram, in text: Span<UInt8>) {
        walker.findRuns(in: text)
        for run in walker.runs { note(run.branch, run.starts, program, in: text) }
    }

    /// Notes where matches may begin whose anchor stands in `places`.
    private mutating func note(
        _ number: Int, _ places: ClosedRange<Int>, _ program: SpanProgram, in text: Span<UInt8>
    ) {
        let branch = program.branches[number]
        let (test, distance) = (Int(branch.test), Int(branch.distance))
        guard distance < 0 else {
            guard places.lowerBound >= distance else { return }
            let starts = places.lowerBound - distance...places.upperBound - distance
            if branch.isScreened, !contexts.mayBeNamed(starts, in: text) { return }
            return windows.add(starts, test: test)
        }
        let floor = windows.floor(of: number)
        let starts = program.anchors.branches[number].starts(
            before: places, in: text, floor: floor)
        guard let starts, !branch.isScreened || contexts.mayBeNamed(starts, in: text) else {
            return
        }
        windows.add(starts, test: test, branch: number)
    }

    /// Returns false when a limit was hit.
    private mutating func searchWindows(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        var isDecided = true
        var list: [ClosedRange<Int>] = []
        swap(&list, &self.list)
        for number in windows.tests {
            let test = program.tests[number]
            if literals.holdsNone(of: test.literals, program.literals) { continue }
            windows.collect(number, into: &list)
            var start = 0
            for window in list where window.upperBound >= start {
                let range = max(start, window.lowerBound)...window.upperBound
                let end = search(test, range, program, in: text, &scratch)
                start = end ?? range.upperBound + 1
                if end == nil { isDecided = false }
            }
        }
        swap(&list, &self.list)
        return isDecided
    }

    /// Searches all of the text for what has no anchor. Returns false when a limit was hit.
    private mutating func searchUnanchored(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        var isDecided = true
        for number in program.unanchored {
            let test = program.tests[number]
            guard
                literals.holdsOne(of: test.literals, program.literals, in: text, near: 0..<0)
            else { continue }
            let end = search(test, 0...text.count, program, in: text, &scratch)
            if end == nil { isDecided = false }
        }
        return isDecided
    }

    /// Takes the values that are given to a name. Returns false when a limit was hit.
    private mutating func searchSites(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        var isDecided = true
        while walker.nextSites(in: text) {
            let (hits, patterns) = (walker.siteHits, walker.sitePatterns)
            for hit in hits {
                let place = Int(hit.position)
                for index in Int(hit.first)..<Int(hit.end) {
                    let test = program.tests[Int(patterns[index])]
                    guard !literals.holdsNone(of: test.literals, program.literals),
                        contexts.allow(.assignment, rule: test.rule, before: place, in: text)
                    else { continue }
                    let end = search(test, place...place, program, in: text, &scratch)
                    if end == nil { isDecided = false }
                }
            }
        }
        return isDecided
    }
}

extension SpanSearch {
    /// Takes the matches that begin in `starts`, leftmost first, not overlapping.
    ///
    /// - Returns: where the next match may begin; `nil` when a limit was hit.
    private mutating func search(
        _ test: SpanProgram.Test, _ starts: ClosedRange<Int>, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Int? {
        var start = starts.lowerBound
        while start <= starts.upperBound {
            let result = test.search.firstMatch(
                in: text, startingIn: start...starts.upperBound, scratch: scratch.matching)
            switch result {
            case .none: return start
            case .limitExceeded: return nil
            case .matched(let range):
                if test.isNamed,
                    !contexts.allow(
                        .nearby, rule: test.rule, before: range.lowerBound, in: text)
                {
                    // What nothing names hides nothing that is named.
                    start = Self.nextCharacter(after: range.lowerBound, in: text)
                    continue
                }
                let value = scratch.matching.captured(test.test.capture) ?? range
                if test.test.holdsDigits(text.extracting(range)),
                    accepts(test, value, of: range, program, in: text, &scratch)
                {
                    scratch.candidates.append(
                        SpanFinder.Candidate(
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

    private static func nextCharacter(after place: Int, in text: Span<UInt8>) -> Int {
        var next = place + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }

    /// - Parameter match: what the value is a part of.
    private mutating func accepts(
        _ test: SpanProgram.Test, _ range: Range<Int>, of match: Range<Int>,
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        let value = text.extracting(range)
        let context = test.isNamed ? .none : test.test.context
        // The cheapest question first: they are independent.
        guard !range.isEmpty, test.length?.contains(range.count) ?? true,
            context != .assignment
                || contexts.allow(
                    .assignment, rule: test.rule, before: range.lowerBound, in: text),
            test.literals.isEmpty
                || literals.holdsOne(of: test.literals, program.literals, in: text, near: match),
            test.test.isValid(value, scratch: &scratch),
            context != .nearby
                || contexts.allow(.nearby, rule: test.rule, before: range.lowerBound, in: text)
        else { return false }
        return !suppressions.covers(
            range, test.suppression, program.suppressions, in: text, scratch: scratch.matching)
    }
}
