/// Puts the parts of a `WholeProgram` together, pattern by pattern.
struct WholeBuilder {
    /// Digests have up to 128 digits.
    private static let copies = 128

    private(set) var network = AnchorNetwork(copies: copies, options: 4, widen: { $0.coarse })
    private(set) var starts: [Int] = []
    /// By branch.
    private(set) var certainties: [WholeCertainty] = []
    private(set) var owners: [Int32] = []

    /// Adds a pattern, its alternatives gathered by what they are certain of: where one of them
    /// takes a value for certain, the doubt about the others doesn't matter.
    mutating func add(_ alternatives: [PatternParser.Alternative], of pattern: Int) {
        var branches: [(certainty: WholeCertainty, nodes: [PatternNode])] = []
        for alternative in alternatives.flatMap(\.flattened) {
            let certainty = WholeCertainty(alternative, in: network)
            if let known = branches.firstIndex(where: { $0.certainty == certainty }) {
                branches[known].nodes.append(alternative.node)
            } else {
                branches.append((certainty, [alternative.node]))
            }
        }
        for branch in branches {
            starts.append(
                network.add([.choice(branch.nodes)], branch: owners.count, isWhole: true))
            owners.append(Int32(pattern))
            certainties.append(network.isCut ? .none : branch.certainty)
        }
    }
}
