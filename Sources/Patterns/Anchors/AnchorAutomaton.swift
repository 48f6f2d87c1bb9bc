internal import Primitives

/// An automaton of many branches, each with a beginning of its own; read-only, shared by workers.
struct AnchorAutomaton: Sendable {
    /// Where a branch begins.
    struct Start: Sendable {
        var state: Int32
        var branch: Int32
        /// The bytes that may stand before.
        var previous: ByteSet
        /// Whether nothing may stand before.
        var mayBeginText: Bool
    }

    private(set) var states: AnchorStates
    private(set) var partition: BytePartition
    private(set) var starts: [Start]

    /// - Parameter branches: what follows each beginning.
    init(
        _ branches: [(branch: Int, suffix: [PatternNode], previous: ByteSet, mayBeginText: Bool)]
    ) {
        var network = AnchorNetwork()
        starts = branches.map { branch in
            Start(
                state: Int32(network.add(branch.suffix, branch: branch.branch)),
                branch: Int32(branch.branch),
                previous: branch.previous, mayBeginText: branch.mayBeginText)
        }
        states = AnchorStates(network)
        partition = BytePartition(states)
    }
}

extension AnchorAutomaton: Archived {
    static var blank: AnchorAutomaton { AnchorAutomaton([]) }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&states)
        archive.pass(&partition)
        archive.pass(&starts)
    }
}

extension AnchorAutomaton.Start: Archived {
    static var blank: AnchorAutomaton.Start {
        AnchorAutomaton.Start(state: 0, branch: 0, previous: ByteSet(), mayBeginText: false)
    }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&state)
        archive.pass(&branch)
        archive.pass(&previous)
        archive.pass(&mayBeginText)
    }
}
