/// Which of overlapping candidates are kept.
enum SpanResolution {
    /// Places that candidates are moved by on average before they count as out of order.
    private static let moveLimit = 16

    /// Appends the spans of the candidates that beat those they overlap, without negative classes.
    ///
    /// - Parameter streamed: how many candidates at the beginning come nearly in order.
    static func resolve(
        _ candidates: inout [SpanFinder.Candidate], streamed: Int, into spans: inout [TextSpan]
    ) {
        if candidates.isEmpty { return }
        if candidates.count == 1 {
            if candidates[0].kind != .negative { spans.append(candidates[0].span) }
            return
        }
        order(&candidates, upTo: streamed)
        // Why: a slice that is sorted is copied first.
        if candidates.count > streamed + 1 {
            unsafe candidates.withUnsafeMutableBufferPointer {
                unsafe $0[streamed...].sort { $0.precedes($1) }
            }
        }
        var best: SpanFinder.Candidate?
        func keep() {
            if let best, best.kind != .negative { spans.append(best.span) }
        }
        var (left, right) = (0, streamed)
        while left < streamed || right < candidates.count {
            let isLeft =
                right == candidates.count
                || left < streamed && !candidates[right].precedes(candidates[left])
            let candidate = candidates[isLeft ? left : right]
            if isLeft { left += 1 } else { right += 1 }
            if let last = best, last.span.end > candidate.span.start {
                if candidate.beats(last) { best = candidate }
            } else {
                keep()
                best = candidate
            }
        }
        keep()
    }

    /// Sorts what comes nearly in order by insertion, the rest by comparing far and wide.
    private static func order(_ candidates: inout [SpanFinder.Candidate], upTo end: Int) {
        var moves = 0
        for index in 0..<end {
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
