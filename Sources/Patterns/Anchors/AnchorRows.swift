internal import CAnchors

/// A deterministic automaton over a network, built where texts lead it. Belongs to one worker.
struct AnchorRows {
    /// Bytes of a walk that no other limit is set for.
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
        /// Where they lie in `states`.
        var states: Range<Int>
        /// Branches that still may match; made when asked for.
        var alive: Branches?
    }

    private let network: AnchorStates
    private let partition: BytePartition
    private let width: Int
    private let isConditional: [Bool]
    private let stepLimit: Int
    private var rows: [Row] = []
    /// Of each row the branches that match on arrival.
    private var found: [Branches] = []
    private var states: [Int32] = []
    private(set) var transitions: [UInt32] = []
    private(set) var listed: [Int32] = []
    /// Rows by a hash of their states and branches.
    private var index: [UInt64: Int32] = [:]
    private var visited: AnchorMarks
    /// States that a transition leads to and branches that match there; kept, so that each isn't
    /// allocated anew.
    private var reached: [Int32] = []
    private var matched: [Int32] = []

    /// - Parameters:
    ///   - isConditional: of each branch; the others of the network always count.
    ///   - stepLimit: bytes of a walk; what is alive then counts as found.
    init(
        _ network: AnchorStates, _ partition: BytePartition, isConditional: [Bool] = [],
        stepLimit: Int = stepLimit
    ) {
        self.stepLimit = stepLimit
        self.network = network
        self.partition = partition
        self.isConditional = isConditional
        width = partition.width
        visited = AnchorMarks(count: network.count)
        removeAll()
    }

    var count: Int { rows.count }

    var isFull: Bool { rows.count >= Self.rowLimit }

    mutating func removeAll() {
        rows.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        states.removeAll(keepingCapacity: true)
        transitions.removeAll(keepingCapacity: true)
        listed.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
        // Row 0 is the dead one.
        reached.removeAll(keepingCapacity: true)
        _ = rowOfReached()
    }

    /// The offset of the row that holds what follows these states.
    mutating func row(startingAt starts: [Int]) -> UInt32 {
        reached.removeAll(keepingCapacity: true)
        visited.removeAll()
        for start in starts { reach(start) }
        return UInt32(rowOfReached() * width)
    }

    /// Fills in the transition that a walk lacks.
    mutating func build(_ walk: anchors_walk, in text: Span<UInt8>) {
        let isEnd = walk.position == text.count
        let column =
            isEnd ? partition.endClass : Int(partition.classes[Int(text[walk.position])])
        let byte = isEnd ? nil : partition.representatives[column]
        reached.removeAll(keepingCapacity: true)
        visited.removeAll()
        for place in rows[Int(walk.state) / width].states {
            if let next = network.next(of: Int(states[place]), over: byte) { reach(next) }
        }
        let next = rowOfReached()
        let found = found[next]
        let isPlain = next > 0 && found.first == found.end
        let flag = isPlain ? 0 : UInt32(ANCHORS_NOTABLE)
        transitions[Int(walk.state) + column] = UInt32(next * width) | flag
    }

    private mutating func reach(_ state: Int) {
        network.close(state, marks: &visited) { reached.append(Int32($0)) }
    }

    /// The branches of a hit: those that match on arrival, or all that are alive.
    @inline(__always)
    mutating func branches(of row: UInt32) -> Branches {
        let place = Int(row & ~UInt32(ANCHORS_NOTABLE)) / width
        return row & UInt32(ANCHORS_NOTABLE) != 0 ? found[place] : branches(aliveIn: place)
    }

    @inline(never)
    private mutating func branches(aliveIn place: Int) -> Branches {
        if let known = rows[place].alive { return known }
        let alive = list(
            parted(
                Self.distinct(rows[place].states.map { network.owner(of: Int(states[$0])) })))
        rows[place].alive = alive
        return alive
    }

    /// Each branch once, in rising order.
    private static func distinct(_ branches: [Int32]) -> [Int32] {
        var distinct: [Int32] = []
        for branch in branches.sorted() where branch != distinct.last { distinct.append(branch) }
        return distinct
    }

    /// Those that always count, then the conditional ones.
    private func parted(_ branches: [Int32]) -> [Int32] {
        guard !isConditional.isEmpty else { return branches }
        return branches.filter { !isConditional(at: $0) } + branches.filter(isConditional(at:))
    }

    private func isConditional(at branch: Int32) -> Bool {
        Int(branch) < isConditional.count && isConditional[Int(branch)]
    }

    /// - Parameter branches: `parted`.
    private mutating func list(_ branches: [Int32]) -> Branches {
        let first = listed.count
        listed += branches
        let conditional = branches.firstIndex(where: isConditional(at:)) ?? branches.count
        return Branches(
            first: Int32(first), conditional: Int32(first + conditional), end: Int32(listed.count))
    }

    /// The row of the states reached; those of branches that are found already are left out.
    private mutating func rowOfReached() -> Int {
        matched.removeAll(keepingCapacity: true)
        for state in reached {
            if let branch = network.accepted(by: Int(state)) { matched.append(branch) }
        }
        if !matched.isEmpty {
            let found = Self.distinct(matched)
            reached.removeAll { Self.holds(network.owner(of: Int($0)), found) }
            matched = parted(found)
        }
        reached.sort()
        var hash = Self.hash(reached, matched)
        while let known = index[hash] {
            if isReached(Int(known)) { return Int(known) }
            hash &+= 1
        }
        index[hash] = Int32(rows.count)
        let first = states.count
        states += reached
        rows.append(Row(states: first..<states.count))
        found.append(list(matched))
        let fill = rows.count == 1 ? UInt32(ANCHORS_DEAD) : ANCHORS_UNBUILT
        transitions.append(contentsOf: repeatElement(fill, count: width))
        return rows.count - 1
    }

    private static func holds(_ branch: Int32, _ sorted: [Int32]) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < branch { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == branch
    }

    private func isReached(_ row: Int) -> Bool {
        let found = Int(found[row].first)..<Int(found[row].end)
        return states[rows[row].states].elementsEqual(reached)
            && listed[found].elementsEqual(matched)
    }

    private static func hash(_ states: [Int32], _ found: [Int32]) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for number in states {
            hash = (hash ^ UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        // What is found is told apart from what waits.
        for number in found {
            hash = (hash ^ ~UInt64(truncatingIfNeeded: number)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        return hash
    }

    /// Lends the automaton to a C call. Mutating, since it is lent where it lies: callers that also
    /// write to their own parts would else lend a copy.
    @unsafe mutating func withTable<Result>(
        _ body: (UnsafePointer<anchors_table>) -> Result
    ) -> Result {
        unsafe transitions.withUnsafeBufferPointer { transitions in
            unsafe partition.classes.withUnsafeBufferPointer { classes in
                // SAFETY: rows are `width` wide, offsets multiples of it, columns below it.
                var table = unsafe anchors_table(
                    transitions: transitions.baseAddress, classes: classes.baseAddress,
                    end_class: UInt32(partition.endClass), step_limit: UInt32(stepLimit))
                return unsafe body(&table)
            }
        }
    }
}
