internal import CAnchors

/// A deterministic automaton over a network, built where texts lead it. Belongs to one worker.
struct AnchorRows {
    /// Bytes of a walk; what is alive then counts as found.
    static let stepLimit = 64
    /// Rows kept before all is forgotten: 8,192 of 128 columns are 4 MiB.
    private static let rowLimit = 8_192

    /// A set of states of the network.
    private struct Row {
        var states: [Int32]
        /// Branches that match on arrival.
        var found: [Int32]
        /// Branches that still may match; made when asked for.
        var alive: [Int32]?
    }

    private let network: AnchorNetwork
    private let partition: BytePartition
    private let width: Int
    private var rows: [Row] = []
    private(set) var transitions: [UInt32] = []
    private var index: [[Int32]: Int] = [:]
    private var visited: AnchorMarks

    init(_ network: AnchorNetwork, _ partition: BytePartition) {
        self.network = network
        self.partition = partition
        width = partition.width
        visited = AnchorMarks(count: network.states.count)
        removeAll()
    }

    var isFull: Bool { rows.count >= Self.rowLimit }

    mutating func removeAll() {
        rows = []
        transitions = []
        index = [:]
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
        let byte = isEnd ? 0 : partition.representatives[column]
        var states: [Int32] = []
        visited.removeAll()
        for state in rows[Int(walk.state) / width].states {
            guard case .byte(let set, let takesEnd, let next) = network.states[Int(state)],
                isEnd ? takesEnd : set.contains(byte)
            else { continue }
            network.close(next, marks: &visited) { states.append(Int32($0)) }
        }
        let next = row(of: states)
        let flag = rows[next].found.isEmpty ? 0 : UInt32(ANCHORS_NOTABLE)
        transitions[Int(walk.state) + column] = UInt32(next * width) | flag
    }

    /// The branches of a hit: those that match on arrival, or all that are alive.
    mutating func branches(of row: UInt32) -> [Int32] {
        let place = Int(row & ~UInt32(ANCHORS_NOTABLE)) / width
        if row & UInt32(ANCHORS_NOTABLE) != 0 { return rows[place].found }
        if let known = rows[place].alive { return known }
        let alive = Set(rows[place].states.map { Int32(network.owners[Int($0)]) }).sorted()
        rows[place].alive = alive
        return alive
    }

    /// The row of these states; those of branches that are found already are left out.
    private mutating func row(of states: [Int32]) -> Int {
        var found: Set<Int32> = []
        for state in states {
            if case .accept(let branch) = network.states[Int(state)] { found.insert(Int32(branch)) }
        }
        var waiting = states
        if !found.isEmpty {
            waiting = states.filter { !found.contains(Int32(network.owners[Int($0)])) }
        }
        waiting.sort()
        let branches = found.sorted()
        // A negative number parts the states from the branches.
        let key = waiting + [-1] + branches
        if let known = index[key] { return known }
        index[key] = rows.count
        rows.append(Row(states: waiting, found: branches))
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
