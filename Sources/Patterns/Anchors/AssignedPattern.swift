/// A pattern of whose matches none that begins where a value is given to a name can be hidden by
/// one that began before.
///
/// What parts a value from its name stands right before the value, and never begins it. So no match
/// may hold it before anything else, unless no match stands behind it anyway.
package struct AssignedPattern: Sendable {
    /// Blanks, quotes and operators, as the vector pass knows them.
    private static let parting = ByteSet(" \t\"'`\\=:>|?(,")

    let node: PatternNode

    /// - Returns: `nil` for other patterns.
    package init?(_ pattern: Pattern) {
        let source = pattern.source
        guard let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase),
            node.length.least > 0, node.firstBytes.isDisjoint(from: Self.parting),
            Self.holdsAtEnd(Self.parting & node.bytesBefore, node)
        else { return nil }
        self.node = node
    }

    /// Whether nothing follows these bytes in a match, but more of them.
    private static func holdsAtEnd(_ set: ByteSet, _ node: PatternNode) -> Bool {
        if node.bytes.isDisjoint(from: set) || node.bytes.isSubset(of: set) { return true }
        switch node {
        case .sequence(let nodes):
            let last = nodes.firstIndex { !$0.bytes.isDisjoint(from: set) } ?? nodes.endIndex
            return nodes[last...].dropFirst().allSatisfy { $0.bytes.isSubset(of: set) }
                && nodes[last...].prefix(1).allSatisfy { holdsAtEnd(set, $0) }
        case .choice(let nodes): return nodes.allSatisfy { holdsAtEnd(set, $0) }
        case .repeated(let inner, _, let most): return most == 1 && holdsAtEnd(set, inner)
        case .character, .before, .after, .boundary, .ahead, .behind, .end, .unknown: return false
        }
    }
}
