extension PatternNode {
    /// The choices of what is nothing but a choice.
    var alternatives: [PatternNode] {
        guard case .choice(let nodes) = flat else { return [self] }
        return nodes.flatMap(\.alternatives)
    }

    /// Whether it is `^`.
    var isBeginning: Bool {
        guard case .behind(.character(.all, isWide: false), isNegative: true) = self else {
            return false
        }
        return true
    }

    /// What may begin nodes all of which may be left out; `nil` where one may not, or is more than
    /// what it consumes.
    static func optionalBytes(of nodes: [PatternNode]) -> ByteSet? {
        var bytes = ByteSet()
        for node in nodes {
            guard case .repeated(let inner, 0, _) = node, inner.length.least > 0 else { return nil }
            bytes |= inner.firstBytes
        }
        return bytes
    }

    /// The nodes of a sequence, and of those within it.
    var flattened: [PatternNode] {
        guard case .sequence(let nodes) = self else { return [self] }
        return nodes.flatMap(\.flattened)
    }
}
