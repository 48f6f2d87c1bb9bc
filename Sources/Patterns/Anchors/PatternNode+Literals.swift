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

extension PatternNode {
    /// How many bytes of a set every match holds at least, up to 255.
    func least(of set: ByteSet) -> Int {
        switch self {
        case .character(let bytes, let isWide): !isWide && bytes.isSubset(of: set) ? 1 : 0
        case .sequence(let nodes): nodes.reduce(0) { min($0 + $1.least(of: set), 255) }
        case .choice(let nodes): nodes.map { $0.least(of: set) }.min() ?? 0
        case .repeated(let inner, let least, _): min(inner.least(of: set) * min(least, 255), 255)
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: 0
        }
    }
}

extension Pattern {
    /// How many digits every match holds at least, as far as the pattern tells, up to 255.
    package var leastDigits: Int {
        let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase)
        return node?.least(of: .digits) ?? 0
    }

    /// Whether every match holds one of the literals, as far as the pattern tells; they are lower
    /// case when the case is ignored.
    package func holdsOne(of literals: [[UInt8]], ignoringCase: Bool) -> Bool {
        guard !literals.isEmpty,
            let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase)
        else { return false }
        return node.holdsOne(of: literals, ignoringCase: ignoringCase)
    }
}
