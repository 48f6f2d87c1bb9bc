internal import Primitives

/// The states of a finished `AnchorNetwork` as plain numbers, which a mapped file can hold;
/// read-only, shared by workers.
struct AnchorStates: Sendable {
    /// `set` is twice the number of a byte set, odd when the end of the text is taken too, or one
    /// of the marks below.
    private struct Record: BitwiseCopyable, Sendable {
        var set: Int32
        var next: Int32
        /// Where else a fork leads.
        var other: Int32
        /// The branch the state belongs to.
        var owner: Int32
    }

    private static let fork: Int32 = -1
    private static let accept: Int32 = -2

    private var records: FlatTable<Record>
    private var sets: FlatTable<ByteSet>

    init(_ network: AnchorNetwork) {
        var numbers: [ByteSet: Int32] = [:]
        var sets: [ByteSet] = []
        let records = network.states.enumerated().map { place, state in
            let owner = Int32(network.owners[place])
            switch state {
            case .accept(let branch):
                return Record(set: Self.accept, next: Int32(branch), other: 0, owner: owner)
            case .fork(let left, let right):
                return Record(
                    set: Self.fork, next: Int32(left), other: Int32(right), owner: owner)
            case .byte(let set, let takesEnd, let next):
                let number = numbers[set] ?? Int32(sets.count)
                if Int(number) == sets.count {
                    numbers[set] = number
                    sets.append(set)
                }
                return Record(
                    set: number * 2 + (takesEnd ? 1 : 0), next: Int32(next), other: 0,
                    owner: owner)
            }
        }
        self.records = FlatTable(records)
        self.sets = FlatTable(sets)
    }

    var count: Int { records.count }

    /// Every set that some state waits for.
    var byteSets: [ByteSet] { sets.indices.map { sets[$0] } }

    subscript(state: Int) -> AnchorNetwork.State {
        let record = records[state]
        switch record.set {
        case Self.accept: return .accept(Int(record.next))
        case Self.fork: return .fork(Int(record.next), Int(record.other))
        default:
            return .byte(
                sets[Int(record.set >> 1)], takesEnd: record.set & 1 != 0, next: Int(record.next))
        }
    }

    /// The state behind one that waits for this byte, or for the end of the text; `nil` for others.
    func next(of state: Int, over byte: UInt8?) -> Int? {
        let record = records[state]
        guard record.set >= 0 else { return nil }
        let isTaken = byte.map { sets[Int(record.set >> 1)].contains($0) } ?? (record.set & 1 != 0)
        return isTaken ? Int(record.next) : nil
    }

    /// The branch that a state accepts; `nil` for others.
    func accepted(by state: Int) -> Int32? {
        let record = records[state]
        return record.set == Self.accept ? record.next : nil
    }

    /// The branch a state belongs to.
    func owner(of state: Int) -> Int32 { records[state].owner }

    /// Calls `visit` for every state that waits for a byte or accepts and is reached from `start`
    /// without a byte.
    func close(_ start: Int, marks: inout AnchorMarks, _ visit: (Int) -> Void) {
        marks.stack.append(start)
        while let state = marks.stack.popLast() {
            guard marks.insert(state) else { continue }
            let record = records[state]
            if record.set == Self.fork {
                marks.stack.append(Int(record.other))
                marks.stack.append(Int(record.next))
            } else {
                visit(state)
            }
        }
    }
}

extension AnchorStates: Archived {
    static var blank: AnchorStates { AnchorStates(AnchorNetwork()) }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&records)
        archive.pass(&sets)
    }
}

/// A set of states that empties in constant time.
struct AnchorMarks {
    private var marks: [UInt32]
    private var current: UInt32 = 0
    /// States yet to be looked at; kept, so that each closing doesn't allocate it.
    fileprivate var stack: [Int] = []

    init(count: Int) { marks = [UInt32](repeating: 0, count: count) }

    mutating func removeAll() { current += 1 }

    /// Returns false when the state was there already.
    mutating func insert(_ state: Int) -> Bool {
        guard marks[state] != current else { return false }
        marks[state] = current
        return true
    }
}
