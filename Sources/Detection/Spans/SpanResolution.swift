/// Which of overlapping candidates are kept.
enum SpanResolution {
    /// Places that candidates are moved by on average before they count as out of order.
    private static let moveLimit = 16

    /// Appends the spans of the candidates that beat those they overlap, without negative classes;
    /// no candidates are left.
    ///
    /// - Parameter streamed: how many candidates at the beginning come nearly in order.
    @inline(__always)
    static func resolve(
        _ candidates: inout [SpanFinder.Candidate], streamed: Int, into spans: inout [TextSpan]
    ) {
        if candidates.count == 2 {
            resolveTwo(&candidates, into: &spans)
        } else if candidates.count > 1 {
            resolveSeveral(&candidates, streamed: streamed, into: &spans)
        } else if let only = candidates.popLast(), only.kind != .negative {
            spans.append(only.span)
        }
    }

    @inline(never)
    private static func resolveTwo(
        _ candidates: inout [SpanFinder.Candidate], into spans: inout [TextSpan]
    ) {
        guard var second = candidates.popLast(), var first = candidates.popLast() else { return }
        if second.precedes(first) { swap(&first, &second) }
        if first.span.end > second.span.start {
            if second.beats(first) { first = second }
            second.kind = .negative
        }
        if first.kind != .negative { spans.append(first.span) }
        if second.kind != .negative { spans.append(second.span) }
    }

    @inline(never)
    private static func resolveSeveral(
        _ candidates: inout [SpanFinder.Candidate], streamed: Int, into spans: inout [TextSpan]
    ) {
        order(&candidates, upTo: streamed)
        // Why: a slice that is sorted is copied first.
        if candidates.count > streamed + 1 {
            unsafe candidates.withUnsafeMutableBufferPointer {
                unsafe $0[streamed...].sort { $0.precedes($1) }
            }
        }
        if spans.isEmpty { spans.reserveCapacity(candidates.count) }
        var (left, right) = (0, streamed)
        var best = next(candidates, &left, streamed, &right)
        func keep() {
            if candidates[best].kind != .negative { spans.append(candidates[best].span) }
        }
        while left < streamed || right < candidates.count {
            let next = next(candidates, &left, streamed, &right)
            if candidates[best].span.end <= candidates[next].span.start {
                keep()
                best = next
            } else if candidates[next].beats(candidates[best]) {
                best = next
            }
        }
        keep()
        candidates.removeAll(keepingCapacity: true)
    }

    /// Goes on to the next of two ordered lists' candidates, of which one is left at least.
    private static func next(
        _ candidates: [SpanFinder.Candidate], _ left: inout Int, _ middle: Int, _ right: inout Int
    ) -> Int {
        if right == candidates.count
            || left < middle && !candidates[right].precedes(candidates[left])
        {
            left += 1
            return left - 1
        }
        right += 1
        return right - 1
    }

    /// Sorts what comes nearly in order by insertion, the rest by comparing far and wide.
    private static func order(_ candidates: inout [SpanFinder.Candidate], upTo end: Int) {
        var moves = 0
        for index in 0..<end {
            guard index > 0, candidates[index].precedes(candidates[index - 1]) else { continue }
            let candidate = candidates[index]
            var place = index
            while place > 0, candidate.precedes(candidates[place - 1]) {
                candidates[place] = candidates[place - 1]
                place -= 1
            }
            candidates[place] = candidate
            moves += index - place
            if moves > moveLimit * end { return candidates[..<end].sort { $0.precedes($1) } }
        }
    }
}
