internal import CAnchors

/// What one worker needs to walk an automaton from marked positions. Not shared between threads.
struct AutomatonWalker {
    private static let hitCapacity = 512
    /// The row for the beginning of the text stands behind those for the byte before.
    private static let textStart = 256

    private let automaton: AnchorAutomaton
    private var rows: AnchorRows
    private var startRows = [UInt32](repeating: ANCHORS_UNBUILT, count: textStart + 1)
    private var hits = [anchors_hit](repeating: anchors_hit(), count: hitCapacity)

    init(_ automaton: AnchorAutomaton) {
        self.automaton = automaton
        rows = AnchorRows(automaton.network, automaton.partition)
    }

    /// Calls `body` with every marked position and each branch that may match there, in order of
    /// positions; a branch may be named twice for one position.
    mutating func forEachHit(
        in text: Span<UInt8>, from planes: borrowing AnchorPlanes, _ plane: AnchorPlanes.Plane,
        _ body: (_ position: Int, _ branch: Int) -> Void
    ) {
        guard !automaton.starts.isEmpty else { return }
        var cursor = anchors_cursor()
        while true {
            var count = 0
            let status = search(text, planes, plane, &cursor, &count)
            for index in 0..<count { report(hits[index], body) }
            switch status {
            case ANCHORS_NEED_START: buildStart(before: cursor.walk.start, in: text)
            case ANCHORS_NEED_ROW where rows.isFull:
                // What is alive counts as found; the rest is built anew.
                let last = anchors_hit(position: UInt32(cursor.walk.start), row: cursor.walk.state)
                report(last, body)
                cursor.is_walking = 0
                rows.removeAll()
                for slot in startRows.indices { startRows[slot] = ANCHORS_UNBUILT }
            case ANCHORS_NEED_ROW: rows.build(cursor.walk, in: text)
            case ANCHORS_FULL: continue
            default: return
            }
        }
    }

    private mutating func search(
        _ text: Span<UInt8>, _ planes: borrowing AnchorPlanes, _ plane: AnchorPlanes.Plane,
        _ cursor: inout anchors_cursor, _ count: inout Int
    ) -> anchors_status {
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withBits(of: plane) { starts in
                unsafe startRows.withUnsafeBufferPointer { startRows in
                    unsafe hits.withUnsafeMutableBufferPointer { hits in
                        unsafe rows.withTable { table in
                            // SAFETY: `starts` holds a word for each 64 bytes begun, `startRows`
                            // 257 entries, `hits` its count; nothing is kept.
                            unsafe anchors_search(
                                table, startRows.baseAddress, bytes.baseAddress, bytes.count,
                                starts, &cursor, hits.baseAddress, hits.count, &count)
                        }
                    }
                }
            }
        }
    }

    private mutating func report(_ hit: anchors_hit, _ body: (Int, Int) -> Void) {
        let position = Int(hit.position)
        for branch in rows.branches(of: hit.row) { body(position, Int(branch)) }
    }

    private mutating func buildStart(before position: Int, in text: Span<UInt8>) {
        let slot = position == 0 ? Self.textStart : Int(text[position - 1])
        let states = automaton.starts.filter {
            slot == Self.textStart ? $0.mayBeginText : $0.previous.contains(UInt8(slot))
        }.map(\.state)
        startRows[slot] = rows.row(startingAt: states)
    }
}
