internal import CAnchors

/// What one worker needs to find a program's anchors in texts. Not shared between threads.
package struct AnchorWalker {
    /// Where matches of a branch may begin because of a run of its alphabet.
    package struct Run: Sendable, Equatable {
        package var starts: ClosedRange<Int>
        package var branch: Int
    }

    private let program: AnchorProgram
    /// Of the text marked last.
    package private(set) var planes = AnchorPlanes()
    private var anchors: AutomatonWalker
    private var sites: AutomatonWalker
    /// Runs found last.
    package private(set) var runs: [Run] = []
    private var found = [anchors_run](repeating: anchors_run(), count: runCapacity)
    private static let runCapacity = 256

    package init(_ program: AnchorProgram) {
        self.program = program
        anchors = AutomatonWalker(program.anchors, isConditional: program.isConditional)
        sites = AutomatonWalker(program.sites)
    }

    /// The pass over the text that the others go by.
    package mutating func mark(_ text: Span<UInt8>, kernel: AnchorKernel = .best) {
        planes.mark(text, program.masks, kernel)
        anchors.begin()
        sites.begin()
    }

    /// Hits of `nextAnchors`, in order of places; their branches are in `anchorBranches`.
    package var anchorHits: [AnchorHit] { anchors.hits }
    package var anchorBranches: [Int32] { anchors.branches }

    /// Takes the next places of the text marked last where branches other than runs may match;
    /// false when there are no more.
    package mutating func nextAnchors(in text: Span<UInt8>) -> Bool {
        anchors.advance(in: text, from: planes, .starts)
    }

    /// Hits of `nextSites`: their branches in `sitePatterns` are numbers of assigned patterns.
    package var siteHits: [AnchorHit] { sites.hits }
    package var sitePatterns: [Int32] { sites.branches }

    /// Takes the next places of the text marked last where a value may be given to a name.
    package mutating func nextSites(in text: Span<UInt8>) -> Bool {
        sites.advance(in: text, from: planes, .sites)
    }

    /// Finds the runs of each alphabet of the text marked last, within those of all alphabets
    /// taken together.
    package mutating func findRuns(in text: Span<UInt8>) {
        runs.removeAll(keepingCapacity: true)
        guard planes.hasRuns else { return }
        var position = 0
        while let first = planes.next(position, in: .runs) {
            let last = planes.next(first, in: .runs, isSet: false) ?? text.count
            // The bits say where 16 bytes follow; the run itself is longer by 15.
            let end = min(text.count, last + AnchorMasks.shortestRun - 1)
            for index in program.runGroups.indices { findRuns(index, first..<end, in: text) }
            position = last
        }
    }

    /// One look at each byte tells which alphabets' runs begin and end there.
    private mutating func findRuns(_ group: Int, _ range: Range<Int>, in text: Span<UInt8>) {
        var cursor = anchors_run_cursor()
        cursor.position = range.lowerBound
        while cursor.position <= range.upperBound {
            let count = search(group, range.upperBound, &cursor, in: text)
            for index in 0..<count { take(found[index], group) }
        }
    }

    private mutating func search(
        _ group: Int, _ end: Int, _ cursor: inout anchors_run_cursor, in text: Span<UInt8>
    ) -> Int {
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe program.runGroups[group].holders.withUnsafeBufferPointer { holders in
                unsafe found.withUnsafeMutableBufferPointer { found in
                    // SAFETY: `end` lies within the text, `holders` has an entry for each byte,
                    // `found` its count; nothing is kept.
                    unsafe anchors_find_runs(
                        holders.baseAddress, bytes.baseAddress, end, &cursor,
                        found.baseAddress, found.count)
                }
            }
        }
    }

    private mutating func take(_ run: anchors_run, _ group: Int) {
        let (start, end) = (Int(run.start), Int(run.end))
        let number = program.runGroups[group].first + Int(run.alphabet)
        for branch in program.runs[number].branches where end - start >= branch.least {
            let last = branch.isFromStart ? start : end - branch.least
            runs.append(Run(starts: start...last, branch: branch.number))
        }
    }
}
