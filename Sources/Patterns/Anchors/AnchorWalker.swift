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
    /// Where the current run of each alphabet began.
    private var begun: [Int]

    package init(_ program: AnchorProgram) {
        self.program = program
        anchors = AutomatonWalker(program.anchors, isConditional: program.isConditional)
        sites = AutomatonWalker(program.sites)
        begun = [Int](repeating: 0, count: program.runs.count)
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
            for group in program.runGroups { findRuns(group, first..<end, in: text) }
            position = last
        }
    }

    /// One look at each byte tells which alphabets' runs begin and end there.
    private mutating func findRuns(
        _ group: AnchorProgram.RunGroup, _ range: Range<Int>, in text: Span<UInt8>
    ) {
        var open: UInt64 = 0
        for index in range {
            let holders = group.holders[Int(text[index])]
            guard holders != open else { continue }
            close(open & ~holders, group, at: index)
            var opening = holders & ~open
            while opening != 0 {
                begun[group.first + opening.trailingZeroBitCount] = index
                opening &= opening &- 1
            }
            open = holders
        }
        close(open, group, at: range.upperBound)
    }

    private mutating func close(
        _ alphabets: UInt64, _ group: AnchorProgram.RunGroup, at end: Int
    ) {
        var closing = alphabets
        while closing != 0 {
            let number = group.first + closing.trailingZeroBitCount
            closing &= closing &- 1
            let start = begun[number]
            guard end - start >= AnchorMasks.shortestRun else { continue }
            for branch in program.runs[number].branches where end - start >= branch.least {
                let last = branch.isFromStart ? start : end - branch.least
                runs.append(Run(starts: start...last, branch: branch.number))
            }
        }
    }
}
