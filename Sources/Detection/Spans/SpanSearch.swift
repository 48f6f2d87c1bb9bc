internal import Patterns

/// One worker's search of texts for the spans of a program's rules.
struct SpanSearch: ~Copyable {
    var walker: AnchorWalker
    private var reader = TextReader()
    private let runningText: LentObject<RunningText>?
    var contexts: SpanContexts
    private var windows: SearchWindows
    var literals = LiteralMemory()
    var suppressions = SuppressionMemory()
    var randomness = RandomnessMemory()
    var matchers: SpanMatchers
    /// Whether PCRE2 alone is asked.
    var isReference = false
    /// The windows of one test.
    private var list: [ClosedRange<Int>] = []

    init(_ program: SpanProgram) {
        walker = AnchorWalker(program.anchors)
        contexts = SpanContexts(program)
        matchers = SpanMatchers(count: program.tests.count)
        runningText = program.runningText.map(LentObject.init)
        windows = SearchWindows(
            tests: program.tests.count, branches: program.anchors.branches.count)
    }

    /// Candidates found while anchors were walked, which come nearly in order; the others follow.
    private(set) var streamedCount = 0
    /// Whether no pattern hit a limit.
    private var isDecided = true

    /// Replaces the scratch's candidates by all spans of `text`, overlapping or not.
    ///
    /// - Returns: false when a pattern hit a limit.
    mutating func run(
        _ program: SpanProgram, _ engine: SpanFinder.Engine, in text: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) -> Bool {
        walker.mark(text)
        return searchMarked(0, program, engine, in: text, of: text, &scratch)
    }

    /// The same for each text of a batch.
    mutating func runEach(
        of batch: borrowing TextBatch, _ program: SpanProgram, _ engine: SpanFinder.Engine,
        _ scratch: inout DetectionScratch, into findings: inout CellFindings
    ) {
        walker.mark(batch)
        for number in 0..<batch.textCount {
            let bytes = batch.bytes.span
            let text = bytes.extracting(walker.take(number))
            let isDecided = searchMarked(
                number, program, engine, in: text, of: bytes, &scratch)
            findings.appendText(
                &scratch.candidates, streamed: streamedCount, isDecided: isDecided)
        }
    }

    /// - Parameters:
    ///   - number: of the text among those that were marked.
    ///   - bytes: what was marked, in which `text` lies.
    @inline(__always)
    private mutating func searchMarked(
        _ number: Int, _ program: SpanProgram, _ engine: SpanFinder.Engine,
        in text: Span<UInt8>, of bytes: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        if !scratch.candidates.isEmpty { scratch.candidates.removeAll(keepingCapacity: true) }
        contexts.beginText(isScreening: engine == .anchors)
        literals.beginText()
        suppressions.beginText()
        randomness.beginText()
        windows.beginText()
        isReference = engine == .reference
        (isDecided, streamedCount) = (true, 0)
        switch engine {
        case .anchors: searchAnchors(number, program, in: text, of: bytes, &scratch)
        case .reference: searchEverywhere(program, in: text, &scratch)
        }
        // Names and numbers begin with a capital or a digit.
        if runningText != nil, !walker.planes.isPlain {
            runningText?.with {
                $0.find(in: text, &walker.planes, reader: &reader, into: &scratch.spans)
            }
            for span in scratch.spans {
                scratch.candidates.append(SpanFinder.Candidate(span: span, kind: .data))
            }
        }
        return isDecided
    }

    @inline(never)
    private mutating func searchEverywhere(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        for number in program.tests.indices
        where matches(number, 0...text.count, program, in: text, &scratch) == nil {
            isDecided = false
        }
    }

    @inline(__always)
    private mutating func searchAnchors(
        _ number: Int, _ program: SpanProgram, in text: Span<UInt8>, of bytes: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) {
        if walker.anchorHits.mayHold(number) {
            takeAnchors(of: number, program, in: text, of: bytes, &scratch)
        }
        streamedCount = scratch.candidates.count
        if walker.planes.hasRuns { takeRuns(program, in: text, &scratch) }
        if windows.testCount > 0 { searchGathered(program, in: text, &scratch) }
        if walker.planes.hasSites, walker.siteHits.mayHold(number) {
            searchSites(of: number, program, in: text, of: bytes, &scratch)
        }
        if !program.unanchored.isEmpty { searchUnanchored(program, in: text, &scratch) }
    }

    /// Takes each test's matches, or notes where they may begin, because an anchor stands there.
    @inline(never)
    private mutating func takeAnchors(
        of number: Int, _ program: SpanProgram, in text: Span<UInt8>, of bytes: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) {
        while let hit = walker.nextAnchor(of: number, in: bytes) {
            let place = Int(hit.position)
            // Where the next place isn't marked, no window goes on there.
            let isOver = !walker.planes.isStart(place + 1)
            for index in Int(hit.first)..<Int(hit.conditional) {
                take(
                    walker.anchorHits.branch(index), place...place, isOver: isOver, program,
                    in: text, &scratch)
            }
            guard hit.conditional < hit.end else { continue }
            let named = contexts.groupsNamed(place...place, in: text, walker.planes)
            if named == 0 { continue }
            for index in Int(hit.conditional)..<Int(hit.end) {
                let branch = program.branches[walker.anchorHits.branch(index)]
                if branch.group & named == 0 { continue }
                add(place...place, Int(branch.test), isOver: isOver, program, in: text, &scratch)
            }
        }
    }

    /// Takes the matches of branches that are runs.
    @inline(never)
    private mutating func takeRuns(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        walker.findRuns(in: text)
        for run in walker.runs where mayBegin(run, program, in: text) {
            take(run.branch, run.starts, isOver: true, program, in: text, &scratch)
        }
    }

    /// Takes the matches of a branch whose anchor stands in `places`, or notes where they may
    /// begin.
    private mutating func take(
        _ number: Int, _ places: ClosedRange<Int>, isOver: Bool, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        let branch = program.branches[number]
        let (test, distance) = (Int(branch.test), Int(branch.distance))
        guard
            let starts = distance < 0
                ? starts(of: number, places, program, in: text)
                : Self.starts(places, distance: distance)
        else { return }
        if branch.group != 0,
            contexts.groupsNamed(starts, in: text, walker.planes) & branch.group == 0
        {
            return
        }
        add(starts, test, isOver: isOver, program, in: text, &scratch)
    }

    /// Whether the only byte that a run's match may begin with is one of its pattern's: most are
    /// ruled out by that.
    @inline(__always) private func mayBegin(
        _ run: AnchorWalker.Run, _ program: SpanProgram, in text: Span<UInt8>
    ) -> Bool {
        run.starts.count > 1
            || matchers.mayBegin(
                Int(program.branches[run.branch].test), with: text[run.starts.lowerBound])
    }

    private static func starts(
        _ places: ClosedRange<Int>, distance: Int
    ) -> ClosedRange<Int>? {
        guard places.lowerBound >= distance else { return nil }
        return places.lowerBound - distance...places.upperBound - distance
    }

    /// Where matches may begin of a branch that may hold more or less before its anchor.
    private mutating func starts(
        of number: Int, _ places: ClosedRange<Int>, _ program: SpanProgram, in text: Span<UInt8>
    ) -> ClosedRange<Int>? {
        let (starts, floor) = program.anchors.starts(
            of: number, before: places, in: text, floor: windows.floor(of: number))
        windows.raiseFloor(of: number, to: floor)
        return starts
    }

    /// - Parameter isOver: whether no other window of the test can touch this one.
    private mutating func add(
        _ starts: ClosedRange<Int>, _ test: Int, isOver: Bool, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        guard program.isOrdered[test] else { return windows.add(starts, test: test) }
        if isOver, !windows.isGathered(test) {
            return search(test, starts, program, in: text, &scratch)
        }
        if let before = windows.replace(starts, test: test) {
            search(test, before, program, in: text, &scratch)
        }
        if isOver { search(test, windows.take(test), program, in: text, &scratch) }
    }

    /// Takes the matches of one test that begin in a window and aren't hidden by one before.
    private mutating func search(
        _ number: Int, _ window: ClosedRange<Int>, _ program: SpanProgram, in text: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) {
        let start = max(windows.next(of: number), window.lowerBound)
        guard start <= window.upperBound, !lacksLiterals(number, program) else { return }
        let end = matches(number, start...window.upperBound, program, in: text, &scratch)
        windows.setNext(max(end ?? 0, window.upperBound + 1), of: number)
        if end == nil { isDecided = false }
    }

    /// Whether it is known already that the text holds none of the literals a test asks for.
    @inline(__always)
    private mutating func lacksLiterals(_ number: Int, _ program: SpanProgram) -> Bool {
        literals.wasAsked && program.questions[number].hasLiterals
            && lacksAllLiterals(number, program)
    }

    // Why mutating: the search would else be moved to be read.
    @inline(never)
    private mutating func lacksAllLiterals(_ number: Int, _ program: SpanProgram) -> Bool {
        literals.holdsNone(of: program.tests[number].literals, program.literals)
    }

    /// Searches all windows that wait.
    @inline(never)
    private mutating func searchGathered(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        for index in 0..<windows.testCount {
            let number = windows.test(index)
            guard windows.isGathered(number) else { continue }
            if let only = windows.only(number) {
                search(number, only, program, in: text, &scratch)
            } else {
                searchSeveral(number, program, in: text, &scratch)
            }
        }
    }

    @inline(never)
    private mutating func searchSeveral(
        _ number: Int, _ program: SpanProgram, in text: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) {
        var list: [ClosedRange<Int>] = []
        swap(&list, &self.list)
        windows.collect(number, into: &list)
        for window in list { search(number, window, program, in: text, &scratch) }
        swap(&list, &self.list)
    }

    /// Searches all of the text for what has no anchor.
    @inline(never)
    private mutating func searchUnanchored(
        _ program: SpanProgram, in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) {
        for number in program.unanchored {
            let test = program.tests[number]
            guard
                literals.holdsOne(of: test.literals, program.literals, in: text, near: 0..<0)
            else { continue }
            let end = matches(number, 0...text.count, program, in: text, &scratch)
            if end == nil { isDecided = false }
        }
    }

    /// Takes the values that are given to a name.
    @inline(never)
    private mutating func searchSites(
        of number: Int, _ program: SpanProgram, in text: Span<UInt8>, of bytes: Span<UInt8>,
        _ scratch: inout DetectionScratch
    ) {
        while let hit = walker.nextSite(of: number, in: bytes) {
            let place = Int(hit.position)
            for index in Int(hit.first)..<Int(hit.end) {
                let number = walker.siteHits.branch(index)
                guard !lacksLiterals(number, program),
                    isNamed(.assignment, program.questions[number].rule, before: place, in: text)
                else { continue }
                let end = matches(number, place...place, program, in: text, &scratch)
                if end == nil { isDecided = false }
            }
        }
    }
}
