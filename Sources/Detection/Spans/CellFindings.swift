/// What was found in each cell of a batch by itself.
///
/// Why: public, since Swift 6.3 inlines nothing in another module that is the package's.
public struct CellFindings: Sendable {
    /// Of each row the number of its text, equal ones alike; -1 where there is none.
    @usableFromInline var texts: [Int32] = []
    /// What was found in all texts, one after the other, and where each text's part begins.
    @usableFromInline var spans: [TextSpan] = []
    @usableFromInline var firsts: [Int] = []
    private var undecided: Set<Int32> = []

    init(rowCapacity: Int) {
        texts.reserveCapacity(rowCapacity)
        firsts.reserveCapacity(rowCapacity + 1)
        firsts.append(0)
    }

    /// Sorted, not overlapping; byte offsets from the start of the cell.
    @inlinable public func spans(of row: Int) -> ArraySlice<TextSpan> {
        let text = Int(texts[row])
        return text < 0 ? [] : spans[firsts[text]..<firsts[text + 1]]
    }

    /// Whether a pattern hit its limit in the cell, so that more may be there.
    package func isUndecided(_ row: Int) -> Bool {
        !undecided.isEmpty && undecided.contains(texts[row])
    }

    /// Adds a row whose text has this number; `nil` for a cell without one.
    mutating func appendRow(text: Int?) { texts.append(Int32(text ?? -1)) }

    /// Adds what was found in the next text.
    @inline(__always)
    mutating func appendText(
        _ candidates: inout [SpanFinder.Candidate], streamed: Int, isDecided: Bool
    ) {
        if !isDecided { undecided.insert(Int32(firsts.count - 1)) }
        if !candidates.isEmpty {
            // Why: where one cell of a column holds something, most do.
            if spans.isEmpty { spans.reserveCapacity(texts.count) }
            SpanResolution.resolve(&candidates, streamed: streamed, into: &spans)
        }
        firsts.append(spans.count)
    }
}
