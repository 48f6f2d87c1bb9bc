/// A pattern of whose matches none that begins where a value is given to a name can be hidden by
/// one that began before.
///
/// What parts a value from its name stands right before the value, and never begins it. So no match
/// may hold it before anything else.
package struct AssignedPattern: Sendable {
    /// Blanks, quotes and operators, as the vector pass knows them.
    private static let parting = ByteSet(" \t\"'`\\=:>|?(,")

    let node: PatternNode

    /// - Returns: `nil` for other patterns.
    package init?(_ pattern: Pattern) {
        let source = pattern.source
        guard let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase),
            node.length.least > 0, node.firstBytes.isDisjoint(from: Self.parting),
            Self.partsAtEnd(node)
        else { return nil }
        self.node = node
    }

    /// Whether nothing follows in a match what parts values from names, but more of it.
    private static func partsAtEnd(_ node: PatternNode) -> Bool {
        if node.bytes.isDisjoint(from: parting) || node.bytes.isSubset(of: parting) { return true }
        switch node {
        case .sequence(let nodes):
            let last = nodes.firstIndex { !$0.bytes.isDisjoint(from: parting) } ?? nodes.endIndex
            return nodes[last...].dropFirst().allSatisfy { $0.bytes.isSubset(of: parting) }
                && nodes[last...].prefix(1).allSatisfy(partsAtEnd)
        case .choice(let nodes): return nodes.allSatisfy(partsAtEnd)
        case .repeated(let inner, _, let most): return most == 1 && partsAtEnd(inner)
        case .character, .before, .after, .boundary, .unknown: return false
        }
    }
}
