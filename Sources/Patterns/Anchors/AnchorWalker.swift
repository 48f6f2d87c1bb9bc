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
    /// What is marked of the text that is searched.
    package var planes = AnchorPlanes()
    /// What was marked last, and the number of the text of it that is searched.
    private var marked = MarkedTexts()
    private var number = 0
    /// Whether that is one text, whose planes are all that was marked: they aren't copied.
    private var isWhole = false
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
        marked.mark(text, program.masks, kernel)
        begin()
        (number, isWhole) = (0, true)
        exchange()
    }

    /// The same pass over many texts at once: `take` then goes on to them one after the other.
    package mutating func mark(_ batch: borrowing TextBatch, kernel: AnchorKernel = .best) {
        marked.mark(batch, program.masks, kernel)
        begin()
        isWhole = false
    }

    private mutating func begin() {
        anchors.begin(hasPlaces: marked.planes.hasStarts)
        sites.begin(hasPlaces: marked.planes.hasSites)
    }

    /// Goes on to the text with this number of the batch marked last, as if it were marked by
    /// itself. They are taken in rising order.
    package mutating func take(_ number: Int) {
        self.number = number
        planes.take(marked.range(number), of: marked.planes)
    }

    /// Whether the text may have anchors that `nextAnchors` didn't name.
    package var mayHaveAnchors: Bool { mutating get { anchors.mayHit(number) } }

    /// What hits of `nextAnchors` point to. Mutating, since the walker would else be moved to be
    /// read.
    package var anchorBranches: [Int32] { mutating get { anchors.branches } }

    /// The next places of the text, in order, where branches other than runs may match, as
    /// positions in `hits`; `nil` when there are no more.
    ///
    /// - Parameters:
    ///   - bytes: what was marked last.
    ///   - hits: what the last call left there.
    package mutating func nextAnchors(
        in bytes: Span<UInt8>, _ hits: inout [AnchorHit]
    ) -> Range<Int>? {
        exchange()
        defer { exchange() }
        return anchors.next(of: number, in: bytes, marked, .starts, into: &hits)
    }

    /// What hits of `nextSites` point to: numbers of assigned patterns.
    package var sitePatterns: [Int32] { mutating get { sites.branches } }

    /// The same for places where a value may be given to a name.
    package mutating func nextSites(
        in bytes: Span<UInt8>, _ hits: inout [AnchorHit]
    ) -> Range<Int>? {
        exchange()
        defer { exchange() }
        return sites.next(of: number, in: bytes, marked, .sites, into: &hits)
    }

    /// Gives the planes of the one text to those who walk, or takes them back.
    private mutating func exchange() {
        if isWhole { swap(&planes, &marked.planes) }
    }

    /// Finds the runs of each alphabet of the text, within those of all alphabets
    /// taken together.
    package mutating func findRuns(in text: Span<UInt8>) {
        if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
        guard planes.hasRuns else { return }
        for group in program.runGroups.indices {
            var cursor = anchors_run_cursor()
            var count = found.count
            // What leaves room for one run of each alphabet was all.
            while count + 64 > found.count {
                count = search(group, &cursor, in: text)
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
                            program.runGroups[group].least, bytes.baseAddress, bytes.count,
                            marked, &cursor, found.baseAddress, found.count)
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
