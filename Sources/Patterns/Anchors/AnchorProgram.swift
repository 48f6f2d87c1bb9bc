/// The anchors of many patterns, ready for one pass over a text; read-only, shared by workers.
package final class AnchorProgram: Sendable {
    /// All branches of all patterns.
    package let branches: [AnchorBranch]
    /// The pattern each branch belongs to.
    package let owners: [Int]

    let masks: AnchorMasks
    let network: AnchorNetwork
    let partition: BytePartition
    /// Where each branch begins in the network and the bytes that may stand before; `nil` for runs.
    let starts: [(state: Int, previous: ByteSet)?]
    /// Branches that are runs.
    let runs: [Int]

    /// - Parameter patterns: a pattern's number and its anchors.
    package init(_ patterns: [(owner: Int, anchors: PatternAnchors)]) {
        let cuts = patterns.flatMap(\.anchors.cuts)
        branches = cuts.map(\.branch)
        owners = patterns.flatMap { pattern in pattern.anchors.cuts.map { _ in pattern.owner } }
        var network = AnchorNetwork()
        starts = cuts.enumerated().map { index, cut in
            cut.branch.run == nil
                ? (network.add(cut.suffix, branch: index), cut.previous) : nil
        }
        runs = cuts.indices.filter { cuts[$0].branch.run != nil }
        masks = AnchorMasks(cuts)
        partition = BytePartition(network)
        self.network = network
    }
}
