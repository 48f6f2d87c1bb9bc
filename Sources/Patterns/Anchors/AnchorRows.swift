internal import CAnchors

/// A deterministic automaton over a network, built where texts lead it. Belongs to one worker.
struct AnchorRows {
    /// Bytes of a walk; what is alive then counts as found.
    static let stepLimit = 64
    /// Rows kept before all is forgotten: 16,384 of 128 columns are 8 MiB.
    private static let rowLimit = 16_384

    /// Branches in `listed`: those that always count, then the conditional ones.
    struct Branches {
        var first: Int32
        var conditional: Int32
        var end: Int32
    }

    /// A set of states of the network.
    private struct Row {
        var states: [Int32]
        /// Branches that match on arrival.
        var found: Branches
        /// Branches that still may match; made when asked for.
        var alive: Branches?
    }

    private let network: AnchorStates
    private let partition: BytePartition
    private let width: Int
    private let isConditional: [Bool]
    private var rows: [Row] = []
    private(set) var transitions: [UInt32] = []
    private(set) var listed: [Int32] = []
    private var index: [[Int32]: Int] = [:]
    private var visited: AnchorMarks

    /// - Parameter isConditional: of each branch; the others of the network always count.
    init(_ network: AnchorStates, _ partition: BytePartition, isConditional: [Bool] = []) {
        self.network = network
        self.partition = partition
        self.isConditional = isConditional
        width = partition.width
        visited = AnchorMarks(count: network.count)
        removeAll()
    }

    var isFull: Bool { rows.count >= Self.rowLimit }

    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        transitions.removeAll(keepingCapacity: true)
        listed.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
        // Row 0 is the dead one.
        _ = row(of: [])
    }

    /// The offset of the row that holds what follows these states.
    mutating func row(startingAt starts: [Int]) -> UInt32 {
        var states: [Int32] = []
        visited.removeAll()
        for start in starts { network.close(start, marks: &visited) { states.append(Int32($0)) } }
        return UInt32(row(of: states) * width)
    }

    /// Fills in the transition that a walk lacks.
    mutating func build(_ walk: anchors_walk, in text: Span<UInt8>) {
        let isEnd = walk.position == text.count
        let column =
            isEnd ? partition.endClass : Int(partition.classes[Int(text[walk.position])])
        let byte = isEnd ? nil : partition.representatives[column]
        var states: [Int32] = []
        visited.removeAll()
        for state in rows[Int(walk.state) / width].states {
            guard let next = network.next(of: Int(state), over: byte) else { continue }
            network.close(next, marks: &visited) { states.append(Int32($0)) }
        }
        let next = row(of: states)
        let found = rows[next].found
        let flag = found.first == found.end ? 0 : UInt32(ANCHORS_NOTABLE)
        transitions[Int(walk.state) + column] = UInt32(next * width) | flag
    }

    /// The branches of a hit: those that match on arrival, or all that are alive.
    mutating func branches(of row: UInt32) -> Branches {
        let place = Int(row & ~UInt32(ANCHORS_NOTABLE)) / width
        if row & UInt32(ANCHORS_NOTABLE) != 0 { return rows[place].found }
        if let known = rows[place].alive { return known }
        let alive = list(Set(rows[place].states.map { network.owner(of: Int($0)) }))
        rows[place].alive = alive
        return alive
    }

    private mutating func list(_ branches: Set<Int32>) -> Branches {
        let first = listed.count
        let sorted = branches.sorted()
        func isConditional(_ branch: Int32) -> Bool {
            Int(branch) < self.isConditional.count && self.isConditional[Int(branch)]
        }
        listed += sorted.filter { !isConditional($0) }
        let conditional = listed.count
        listed += sorted.filter(isConditional)
        return Branches(
            first: Int32(first), conditional: Int32(conditional), end: Int32(listed.count))
    }

    /// The row of these states; those of branches that are found already are left out.
    private mutating func row(of states: [Int32]) -> Int {
        var found: Set<Int32> = []
        for state in states {
            if let branch = network.accepted(by: Int(state)) { found.insert(branch) }
        }
        var waiting = states
        if !found.isEmpty {
            waiting = states.filter { !found.contains(network.owner(of: Int($0))) }
        }
        waiting.sort()
        // A negative number parts the states from the branches.
        let key = waiting + [-1] + found.sorted()
        if let known = index[key] { return known }
        index[key] = rows.count
        rows.append(Row(states: waiting, found: list(found)))
        let fill = rows.count == 1 ? UInt32(ANCHORS_DEAD) : ANCHORS_UNBUILT
        transitions.append(contentsOf: repeatElement(fill, count: width))
        return rows.count - 1
    }

    /// Lends the automaton to a C call.
    @unsafe func withTable<Result>(_ body: (UnsafePointer<anchors_table>) -> Result) -> Result {
        unsafe transitions.withUnsafeBufferPointer { transitions in
            unsafe partition.classes.withUnsafeBufferPointer { classes in
                // SAFETY: rows are `width` wide, offsets multiples of it, columns below it.
                var table = unsafe anchors_table(
                    transitions: transitions.baseAddress, classes: classes.baseAddress,
                    end_class: UInt32(partition.endClass), step_limit: UInt32(Self.stepLimit))
                return unsafe body(&table)
            }
        }
    }
}
