/// An automaton of many branches, each with a beginning of its own; read-only, shared by workers.
final class AnchorAutomaton: Sendable {
    /// Where a branch begins.
    struct Start: Sendable {
        var state: Int
        var branch: Int
        /// The bytes that may stand before.
        var previous: ByteSet
        /// Whether nothing may stand before.
        var mayBeginText: Bool
    }

    let network: AnchorNetwork
    let partition: BytePartition
    let starts: [Start]

    /// - Parameter branches: what follows each beginning.
    init(
        _ branches: [(branch: Int, suffix: [PatternNode], previous: ByteSet, mayBeginText: Bool)]
    ) {
        var network = AnchorNetwork()
        starts = branches.map { branch in
            Start(
                state: network.add(branch.suffix, branch: branch.branch), branch: branch.branch,
                previous: branch.previous, mayBeginText: branch.mayBeginText)
        }
        partition = BytePartition(network)
        self.network = network
    }
}
