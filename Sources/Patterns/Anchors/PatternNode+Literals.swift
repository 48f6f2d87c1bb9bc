extension PatternNode {
    /// Whether every match holds one of the literals, lower case when the case is ignored.
    func holdsOne(of literals: [[UInt8]], ignoringCase: Bool) -> Bool {
        switch self {
        case .choice(let nodes):
            nodes.allSatisfy { $0.holdsOne(of: literals, ignoringCase: ignoringCase) }
        case .repeated(let inner, let least, _):
            least > 0 && inner.holdsOne(of: literals, ignoringCase: ignoringCase)
        case .sequence(let nodes):
            nodes.contains { $0.holdsOne(of: literals, ignoringCase: ignoringCase) }
                || literals.contains { Self.spell($0, nodes, ignoringCase) }
        case .character: literals.contains { Self.spell($0, [self], ignoringCase) }
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: false
        }
    }

    /// Whether some nodes in a row are the literal's bytes.
    private static func spell(
        _ literal: [UInt8], _ nodes: [PatternNode], _ ignoresCase: Bool
    ) -> Bool {
        guard !literal.isEmpty, nodes.count >= literal.count else { return false }
        let sets = literal.map { byte in
            ignoresCase ? ByteSet([byte]).caseless : ByteSet([byte])
        }
        return (0...nodes.count - sets.count).contains { start in
            sets.indices.allSatisfy { place in
                guard case .character(let set, isWide: false) = nodes[start + place].flat else {
                    return false
                }
                return set.isSubset(of: sets[place])
            }
        }
    }
}

extension Pattern {
    /// Whether every match holds one of the literals, as far as the pattern tells; they are lower
    /// case when the case is ignored.
    package func holdsOne(of literals: [[UInt8]], ignoringCase: Bool) -> Bool {
        guard !literals.isEmpty,
            let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase)
        else { return false }
        return node.holdsOne(of: literals, ignoringCase: ignoringCase)
    }
}
