internal import CAnchors

/// What one worker needs to find a program's anchors in texts. Not shared between threads, and
/// never copied.
public struct AnchorWalker: ~Copyable {
    /// Where matches of a branch may begin because of a run of its alphabet.
    package struct Run: Sendable, Equatable {
        package var starts: ClosedRange<Int>
        package var branch: Int
    }

    private let program: AnchorProgram
    /// What is marked of the text that is searched.
    package var planes = AnchorPlanes()
    /// What was marked last.
    private var marked = MarkedTexts()
    /// Whether that is one text, whose planes are all that was marked: they aren't copied.
    private var isWhole = false
    private var anchors: AutomatonWalker
    private var sites: AutomatonWalker
    /// Places where branches other than runs may match.
    public var anchorHits = AnchorHits()
    /// Places where a value may be given to a name; they point to numbers of assigned patterns.
    public var siteHits = AnchorHits()
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
        isWhole = true
        exchange()
    }

    /// The same pass over many texts at once: `take` then goes on to them one after the other.
    package mutating func mark(_ batch: borrowing TextBatch, kernel: AnchorKernel = .best) {
        marked.mark(batch, program.masks, kernel)
        begin()
        isWhole = false
    }

    private mutating func begin() {
        anchors.begin()
        anchorHits.removeAll(isOver: anchors.isVoid || !marked.planes.hasStarts)
        sites.begin()
        siteHits.removeAll(isOver: sites.isVoid || !marked.planes.hasSites)
    }

    /// Goes on to the text with this number of the batch marked last, as if it were marked by
    /// itself. They are taken in rising order.
    ///
    /// - Returns: where it lies in the batch's bytes.
    @discardableResult
    package mutating func take(_ number: Int) -> Range<Int> {
        let range = marked.range(number)
        planes.take(range, of: marked.planes)
        return range
    }

    /// The next place of a text, in order, where branches other than runs may match, which
    /// `anchorHits` knows; `nil` when there are no more.
    ///
    /// - Parameter bytes: what was marked last.
    @inlinable @inline(__always)
    public mutating func nextAnchor(of text: Int, in bytes: Span<UInt8>) -> AnchorHit? {
        while anchorHits.mayHold(text) {
            if anchorHits.isSpent {
                findAnchors(in: bytes)
            } else {
                let hit = anchorHits.takeNext()
                if hit.text == text { return hit }
            }
        }
        return nil
    }

    /// The same of places where a value may be given to a name, which `siteHits` knows.
    @inlinable @inline(__always)
    public mutating func nextSite(of text: Int, in bytes: Span<UInt8>) -> AnchorHit? {
        while siteHits.mayHold(text) {
            if siteHits.isSpent {
                findSites(in: bytes)
            } else {
                let hit = siteHits.takeNext()
                if hit.text == text { return hit }
            }
        }
        return nil
    }

    @usableFromInline mutating func findAnchors(in bytes: Span<UInt8>) {
        exchange()
        anchors.find(in: bytes, marked, .starts, into: &anchorHits)
        exchange()
    }

    @usableFromInline mutating func findSites(in bytes: Span<UInt8>) {
        exchange()
        sites.find(in: bytes, marked, .sites, into: &siteHits)
        exchange()
    }

    /// Gives the planes of the one text to those who walk, or takes them back.
    private mutating func exchange() {
        if isWhole { swap(&planes, &marked.planes) }
    }

    /// Finds the runs of each alphabet of the text, within those of all alphabets
    /// taken together.
    package mutating func findRuns(in text: Span<UInt8>) {
        // Why: most often there are few, and emptying the list at once costs more.
        while runs.popLast() != nil {}
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
