/// What was found in each cell of a batch by itself.
package struct CellFindings: Sendable {
    /// Of each row the number of its text, equal ones alike; -1 where there is none.
    private var texts: [Int32] = []
    /// What was found in all texts, one after the other, and where each text's part begins.
    private var spans: [TextSpan] = []
    private var firsts = [0]
    private var undecided: Set<Int32> = []

    init(rowCapacity: Int) { texts.reserveCapacity(rowCapacity) }

    /// Sorted, not overlapping; byte offsets from the start of the cell.
    package func spans(of row: Int) -> ArraySlice<TextSpan> {
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
            SpanResolution.resolve(&candidates, streamed: streamed, into: &spans)
        }
        firsts.append(spans.count)
    }
}
