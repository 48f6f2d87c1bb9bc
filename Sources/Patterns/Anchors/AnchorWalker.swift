internal import CAnchors

/// What one worker needs to find a program's anchors in texts. Not shared between threads, and
/// never copied.
package struct AnchorWalker: ~Copyable {
    /// Where matches of a branch may begin because of a run of its alphabet.
    package struct Run: Sendable, Equatable {
        package var starts: ClosedRange<Int>
        package var branch: Int
    }

    private let program: AnchorProgram
    /// Of the text marked last.
    package var planes = AnchorPlanes()
    /// Of the batch marked last.
    private var batchPlanes = AnchorPlanes()
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
        beginText()
    }

    /// The same pass over many texts at once: `take` then goes on to any of them.
    package mutating func mark(_ batch: borrowing TextBatch, kernel: AnchorKernel = .best) {
        batchPlanes.mark(
            batch.bytes.span.extracting(0..<batch.count), program.masks, kernel)
    }

    /// Goes on to the text in `range` of the batch marked last, as if it were marked by itself.
    package mutating func take(_ range: Range<Int>) {
        planes.take(range, of: batchPlanes)
        beginText()
    }

    private mutating func beginText() {
        anchors.begin(hasPlaces: planes.hasStarts)
        sites.begin(hasPlaces: planes.hasSites)
    }

    /// What hits of `nextAnchors` point to. Mutating, since the walker would else be moved to be
    /// read.
    package var anchorBranches: [Int32] { mutating get { anchors.branches } }

    /// Replaces `hits` by the next places of the text marked last, in order, where branches other
    /// than runs may match; false when there are no more.
    package mutating func nextAnchors(
        in text: Span<UInt8>, into hits: inout [AnchorHit]
    ) -> Bool {
        !anchors.isOver && anchors.advance(in: text, from: planes, .starts, into: &hits)
    }

    /// What hits of `nextSites` point to: numbers of assigned patterns.
    package var sitePatterns: [Int32] { mutating get { sites.branches } }

    /// Replaces `hits` by the next places of the text marked last where a value may be given to a
    /// name; false when there are no more.
    package mutating func nextSites(in text: Span<UInt8>, into hits: inout [AnchorHit]) -> Bool {
        !sites.isOver && sites.advance(in: text, from: planes, .sites, into: &hits)
    }

    /// Finds the runs of each alphabet of the text marked last, within those of all alphabets
    /// taken together.
    package mutating func findRuns(in text: Span<UInt8>) {
        if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
        guard planes.hasRuns else { return }
        for group in program.runGroups.indices {
            var cursor = anchors_run_cursor()
            while case let count = search(group, &cursor, in: text), count > 0 {
                for index in 0..<count { take(found[index], group, in: text) }
            }
        }
    }

    private mutating func search(
        _ group: Int, _ cursor: inout anchors_run_cursor, in text: Span<UInt8>
    ) -> Int {
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withBits(of: .runs) { marked in
                unsafe program.runGroups[group].holders.withUnsafeBufferPointer { holders in
                    unsafe found.withUnsafeMutableBufferPointer { found in
                        // SAFETY: the planes are of this text, `holders` has an entry for each
                        // byte, `found` its count; nothing is kept.
                        unsafe anchors_find_runs(
                            holders.baseAddress, UInt32(program.runGroups[group].count),
                            bytes.baseAddress, bytes.count, marked, &cursor, found.baseAddress,
                            found.count)
                    }
                }
            }
        }
    }

    private mutating func take(_ found: anchors_run, _ group: Int, in text: Span<UInt8>) {
        let (start, end) = (Int(found.start), Int(found.end))
        let alphabet = program.runGroups[group].first + Int(found.alphabet)
        for index in program.runFirsts[alphabet]..<program.runFirsts[alphabet + 1] {
            let run = program.runs[index]
            let last = end - run.least
            guard last >= start else { continue }
            if run.beginsAnywhere {
                runs.append(Run(starts: start...last, branch: run.branch))
                continue
            }
            runs.append(Run(starts: start...start, branch: run.branch))
            if run.previous.isEmpty { continue }
            for place in start..<last where run.previous.contains(text[place]) {
                runs.append(Run(starts: place + 1...place + 1, branch: run.branch))
            }
        }
    }
}
