internal import CAnchors
internal import Primitives

/// A place of a text where branches may match.
package struct AnchorHit: Sendable {
    package var position: Int32
    /// The branches, as positions in the walker's list: those that always count stand before
    /// `conditional`, the others behind it.
    package var first: Int32
    package var conditional: Int32
    package var end: Int32
}

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
    private(set) var isOver = true
    /// The rows have grown too many: they are built anew before the next step.
    private var isFull = false

    init(_ automaton: AnchorAutomaton, isConditional: [Bool] = []) {
        self.automaton = automaton
        rows = AnchorRows(automaton.states, automaton.partition, isConditional: isConditional)
    }

    /// The branches that hits point to.
    var branches: [Int32] { mutating get { rows.listed } }

    /// Goes back to the beginning of a text.
    ///
    /// - Parameter hasPlaces: whether any place of it is marked.
    mutating func begin(hasPlaces: Bool) {
        cursor = anchors_cursor()
        isOver = !hasPlaces || automaton.starts.isEmpty
    }

    /// Replaces the hits by the next ones, in order of positions; a branch may be named twice for
    /// one of them. Returns false when there are no more.
    @inline(never)
    mutating func advance(
        in text: Span<UInt8>, from planes: borrowing AnchorPlanes, _ plane: AnchorPlanes.Plane,
        into hits: inout [AnchorHit]
    ) -> Bool {
        if !hits.isEmpty { hits.removeAll(keepingCapacity: true) }
        if isFull { forget() }
        while !isOver {
            var count = 0
            let status = search(text, planes, plane, &count)
            for index in 0..<count { report(found[index], to: &hits) }
            switch status {
            case ANCHORS_NEED_START: buildStart(before: cursor.walk.start, in: text)
            case ANCHORS_NEED_ROW where rows.isFull:
                // What is alive counts as found; the rest is built anew.
                report(
                    anchors_hit(position: UInt32(cursor.walk.start), row: cursor.walk.state),
                    to: &hits)
                cursor.is_walking = 0
                isFull = true
                return true
            case ANCHORS_NEED_ROW: rows.build(cursor.walk, in: text)
            case ANCHORS_FULL: return true
            default: isOver = true
            }
        }
        return !hits.isEmpty
    }

    private mutating func forget() {
        rows.removeAll()
        for slot in startRows.indices { startRows[slot] = ANCHORS_UNBUILT }
        for slot in vains.indices { vains[slot] = anchors_vain() }
        isFull = false
    }

    private mutating func search(
        _ text: Span<UInt8>, _ planes: borrowing AnchorPlanes, _ plane: AnchorPlanes.Plane,
        _ count: inout Int
    ) -> anchors_status {
        var cursor = cursor
        defer { self.cursor = cursor }
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withBits(of: plane) { starts in
                unsafe startRows.withUnsafeBufferPointer { startRows in
                    unsafe found.withUnsafeMutableBufferPointer { found in
                        unsafe vains.withUnsafeMutableBufferPointer { vains in
                            unsafe rows.withTable { table in
                                // SAFETY: `starts` holds a word for each 64 bytes begun,
                                // `startRows` 257 entries, `vains` ANCHORS_VAINS, `found` its
                                // count; nothing is kept.
                                unsafe anchors_search(
                                    table, startRows.baseAddress, vains.baseAddress,
                                    bytes.baseAddress, bytes.count, starts, &cursor,
                                    found.baseAddress, found.count, &count)
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func report(_ hit: anchors_hit, to hits: inout [AnchorHit]) {
        let branches = rows.branches(of: hit.row)
        hits.append(
            AnchorHit(
                position: Int32(hit.position), first: branches.first,
                conditional: branches.conditional, end: branches.end))
    }

    private mutating func buildStart(before position: Int, in text: Span<UInt8>) {
        let slot = position == 0 ? Self.textStart : Int(text[position - 1])
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
