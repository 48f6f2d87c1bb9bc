internal import CAnchors

/// What one worker needs to find a program's anchors in texts. Not shared between threads.
package struct AnchorWalker {
    private static let hitCapacity = 512

    private let program: AnchorProgram
    private var rows: AnchorRows
    /// By the byte before, and at last for the beginning of the text.
    private var startRows = [UInt32](repeating: ANCHORS_UNBUILT, count: 257)
    private var starts: [UInt64] = []
    private var runs: [UInt64] = []
    private var hits = [anchors_hit](repeating: anchors_hit(), count: hitCapacity)

    package init(_ program: AnchorProgram) {
        self.program = program
        rows = AnchorRows(program.network, program.partition)
    }

    /// Calls `body` with the place of every anchor and the branch that may match there: in order of
    /// places, the runs last; a branch may be named twice for one place.
    package mutating func forEachAnchor(
        in text: Span<UInt8>, kernel: AnchorKernel = .best,
        _ body: (_ range: ClosedRange<Int>, _ branch: Int) -> Void
    ) {
        guard !text.isEmpty else { return }
        let hasRuns = program.masks.mark(text, starts: &starts, runs: &runs, kernel: kernel)
        var cursor = anchors_cursor()
        while true {
            var count = 0
            let status = search(text, &cursor, &count)
            for index in 0..<count { report(hits[index], body) }
            switch status {
            case ANCHORS_NEED_START: buildStart(before: cursor.walk.start, in: text)
            case ANCHORS_NEED_ROW where rows.isFull:
                // What is alive counts as found; the rest is built anew.
                let last = anchors_hit(position: UInt32(cursor.walk.start), row: cursor.walk.state)
                report(last, body)
                cursor.is_walking = 0
                rows.removeAll()
                startRows = [UInt32](repeating: ANCHORS_UNBUILT, count: 257)
            case ANCHORS_NEED_ROW: rows.build(cursor.walk, in: text)
            case ANCHORS_FULL: continue
            default:
                if hasRuns { forEachRun(in: text, body) }
                return
            }
        }
    }

    private mutating func search(
        _ text: Span<UInt8>, _ cursor: inout anchors_cursor, _ count: inout Int
    ) -> anchors_status {
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe starts.withUnsafeBufferPointer { starts in
                unsafe startRows.withUnsafeBufferPointer { startRows in
                    unsafe hits.withUnsafeMutableBufferPointer { hits in
                        unsafe rows.withTable { table in
                            // SAFETY: `starts` holds a word for each 64 bytes begun, `startRows`
                            // 257 entries, `hits` its count; nothing is kept.
                            unsafe anchors_search(
                                table, startRows.baseAddress, bytes.baseAddress, bytes.count,
                                starts.baseAddress, &cursor, hits.baseAddress, hits.count, &count)
                        }
                    }
                }
            }
        }
    }

    private mutating func report(
        _ hit: anchors_hit, _ body: (ClosedRange<Int>, Int) -> Void
    ) {
        let place = Int(hit.position)
        for branch in rows.branches(of: hit.row) { body(place...place, Int(branch)) }
    }

    private mutating func buildStart(before position: Int, in text: Span<UInt8>) {
        let slot = position == 0 ? 256 : Int(text[position - 1])
        var states: [Int] = []
        for (branch, start) in zip(program.branches, program.starts) {
            guard let start else { continue }
            let isPossible =
                slot == 256 ? branch.leastBefore == 0 : start.previous.contains(UInt8(slot))
            if isPossible { states.append(start.state) }
        }
        startRows[slot] = rows.row(startingAt: states)
    }

    /// Runs of the alphabet that all run branches share, cut to each branch's own.
    private func forEachRun(
        in text: Span<UInt8>, _ body: (_ range: ClosedRange<Int>, _ branch: Int) -> Void
    ) {
        var position = 0
        while let first = next(position, isSet: true, in: text) {
            let last = next(first, isSet: false, in: text) ?? text.count
            // The bits say where 16 bytes follow; the run itself is longer by 15.
            let end = min(text.count, last + AnchorMasks.shortestRun - 1)
            for branch in program.runs {
                guard let run = program.branches[branch].run else { continue }
                var start = first
                for index in first...end
                where index == end || !run.alphabet.contains(text[index]) {
                    if index - start >= run.least { body(start...(index - run.least), branch) }
                    start = index + 1
                }
            }
            position = last
        }
    }

    /// The first position from `start` on whose bit in `runs` is set, or isn't.
    private func next(_ start: Int, isSet: Bool, in text: Span<UInt8>) -> Int? {
        var word = start / 64
        var wanted = ~UInt64(0) << UInt64(start % 64)
        while word < (text.count + 63) / 64 {
            let bits = (isSet ? runs[word] : ~runs[word]) & wanted
            if bits != 0 {
                let position = word * 64 + bits.trailingZeroBitCount
                return position < text.count ? position : nil
            }
            wanted = ~0
            word += 1
        }
        return nil
    }
}
