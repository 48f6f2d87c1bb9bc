internal import CAnchors
internal import Primitives

/// What one worker needs to walk an automaton from marked positions. Not shared between threads,
/// and never copied: its memories are large.
struct AutomatonWalker: ~Copyable {
    private static let hitCapacity = 512
    /// The row for the beginning of the text stands behind those for the byte before.
    private static let textStart = 256

    private let automaton: AnchorAutomaton
    private var rows: AnchorRows
    private var startRows = [UInt32](repeating: ANCHORS_UNBUILT, count: textStart + 1)
    /// Walks that came to nothing, kept as long as the rows are.
    private var vains = [anchors_vain](repeating: anchors_vain(), count: Int(ANCHORS_VAINS))
    private var found = [anchors_hit](repeating: anchors_hit(), count: hitCapacity)
    private var cursor = anchors_cursor()
    /// The rows have grown too many: they are built anew before the next step.
    private var isFull = false
    init(_ automaton: AnchorAutomaton, isConditional: [Bool] = []) {
        self.automaton = automaton
        rows = AnchorRows(automaton.states, automaton.partition, isConditional: isConditional)
    }

    /// Goes back to the beginning of the first text.
    mutating func begin() { cursor = anchors_cursor() }

    /// Whether no place can be a hit.
    var isVoid: Bool { mutating get { automaton.starts.isEmpty } }

    /// Replaces hits that were given out by the next ones, in order of places; a branch may be
    /// named twice for one of them.
    ///
    /// - Parameter bytes: of all texts.
    mutating func find(
        in bytes: Span<UInt8>, _ texts: borrowing MarkedTexts, _ plane: AnchorPlanes.Plane,
        into hits: inout AnchorHits
    ) {
        hits.removeAll(isOver: hits.isOver)
        if isFull { forget() }
        while !hits.isOver {
            var count = 0
            let status = search(bytes, texts, plane, &count)
            report(count, to: &hits.hits)
            switch status {
            case ANCHORS_NEED_START: buildStart(in: bytes, texts)
            case ANCHORS_NEED_ROW where rows.isFull:
                // What is alive counts as found; the rest is built anew.
                let alive = anchors_hit(
                    text: UInt32(cursor.text), position: UInt32(cursor.walk.start),
                    row: cursor.walk.state)
                report(alive, to: &hits.hits)
                cursor.is_walking = 0
                isFull = true
                hits.branches = rows.listed
                return
            case ANCHORS_NEED_ROW:
                rows.build(cursor.walk, in: bytes.extracting(texts.range(cursor.text)))
            case ANCHORS_FULL:
                hits.branches = rows.listed
                return
            default: hits.isOver = true
            }
        }
        hits.branches = rows.listed
    }

    private mutating func forget() {
        rows.removeAll()
        for slot in startRows.indices { startRows[slot] = ANCHORS_UNBUILT }
        for slot in vains.indices { vains[slot] = anchors_vain() }
        isFull = false
    }

    private mutating func search(
        _ bytes: Span<UInt8>, _ texts: borrowing MarkedTexts, _ plane: AnchorPlanes.Plane,
        _ count: inout Int
    ) -> anchors_status {
        var cursor = cursor
        defer { self.cursor = cursor }
        return unsafe texts.withStarts(of: plane, in: bytes) { texts in
            unsafe startRows.withUnsafeBufferPointer { startRows in
                unsafe found.withUnsafeMutableBufferPointer { found in
                    unsafe vains.withUnsafeMutableBufferPointer { vains in
                        unsafe rows.withTable { table in
                            // SAFETY: `startRows` holds 257 entries, `vains` ANCHORS_VAINS,
                            // `found` its count; nothing is kept.
                            unsafe anchors_search(
                                table, startRows.baseAddress, vains.baseAddress, texts, &cursor,
                                found.baseAddress, found.count, &count)
                        }
                    }
                }
            }
        }
    }

    /// Adds what was found by one search.
    private mutating func report(_ count: Int, to hits: inout [AnchorHit]) {
        // Why: a list of its own is grown where it lies.
        var list: [AnchorHit] = []
        swap(&list, &hits)
        for index in 0..<count { report(found[index], to: &list) }
        swap(&list, &hits)
    }

    @inline(__always)
    private mutating func report(_ hit: anchors_hit, to hits: inout [AnchorHit]) {
        let branches = rows.branches(of: hit.row)
        hits.append(
            AnchorHit(
                text: Int32(hit.text), position: Int32(hit.position), first: branches.first,
                conditional: branches.conditional, end: branches.end))
    }

    /// Fills in the row for what stands before the walk.
    private mutating func buildStart(in bytes: Span<UInt8>, _ texts: borrowing MarkedTexts) {
        let position = cursor.walk.start
        let place = texts.range(cursor.text).lowerBound + position
        let slot = position == 0 ? Self.textStart : Int(bytes[place - 1])
        var states: [Int] = []
        for index in automaton.starts.indices {
            let start = automaton.starts[index]
            let mayStart =
                slot == Self.textStart ? start.mayBeginText : start.previous.contains(UInt8(slot))
            if mayStart { states.append(Int(start.state)) }
        }
        startRows[slot] = rows.row(startingAt: states)
    }
}
