/// The part of a pattern's syntax that says which bytes a match is made of.
///
/// Whatever isn't modelled is widened, never narrowed: every match of the pattern is a match of the
/// node, so what a node rules out can't be there.
indirect enum PatternNode: Sendable {
    /// One character: one byte of the set, or any character beyond ASCII when `isWide`.
    case character(ByteSet, isWide: Bool)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` is `nil` without a bound.
    case repeated(PatternNode, least: Int, most: Int?)
    /// The byte before is one of these, or the text begins here.
    case before(ByteSet)
    /// The next byte is one of these, or the text ends here.
    case after(ByteSet)
    /// `\b`; resolved when its neighbours are known, unless a pattern is read as it is.
    case boundary
    /// What must follow, or must not; taken to hold but by `ExactMatcher`.
    case ahead(PatternNode, isNegative: Bool)
    /// What must stand before, or must not; only where a pattern is read as it is.
    case behind(PatternNode, isNegative: Bool)
    /// `$`; taken to hold but by `ExactMatcher`.
    case end
    /// A condition that isn't modelled; taken to hold.
    case unknown

    static let nothing = PatternNode.sequence([])

    /// Bytes a match has at least and, unless `nil`, at most.
    var length: (least: Int, most: Int?) {
        switch self {
        case .character(_, let isWide): (1, isWide ? 4 : 1)
        case .sequence(let nodes): Self.length(of: nodes)
        case .choice(let nodes):
            nodes.map(\.length).reduce((Int.max, 0)) { sum, next in
                (min(sum.0, next.least), Self.combine(sum.1, next.most, max))
            }
        case .repeated(let node, let least, let most):
            (
                Self.limited(node.length.least, times: least),
                Self.combine(node.length.most, most) { Self.limited($0, times: $1) }
            )
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: (0, 0)
        }
    }

    static func length(of nodes: some Sequence<PatternNode>) -> (least: Int, most: Int?) {
        nodes.map(\.length).reduce((0, 0)) { sum, next in
            (Self.limited(sum.0 + next.least), Self.combine(sum.1, next.most) { limited($0 + $1) })
        }
    }

    /// Longer than any text: keeps products of repetitions from overflowing.
    private static let lengthLimit = 1 << 40

    private static func limited(_ length: Int, times: Int = 1) -> Int {
        let (product, isOverflow) = length.multipliedReportingOverflow(by: times)
        return isOverflow ? lengthLimit : min(product, lengthLimit)
    }

    private static func combine(
        _ left: Int?, _ right: Int?, _ combine: (Int, Int) -> Int
    ) -> Int? {
        guard let left, let right else { return nil }
        return combine(left, right)
    }

    /// The node itself where it is a sequence of one.
    var flat: PatternNode {
        if case .sequence(let nodes) = self, nodes.count == 1 { return nodes[0].flat }
        return self
    }

    /// What it chooses from; itself when it is no choice.
    var choices: [PatternNode] {
        if case .choice(let nodes) = self { return nodes }
        return [self]
    }

    /// Whether it is one character.
    var isCharacter: Bool {
        if case .character = flat { return true }
        return false
    }

    /// Whether nothing is consumed: a condition, or nothing at all.
    var isCondition: Bool { length.most == 0 }

    /// Characters of one set that follow each other at least; `nil` for what is no row of them.
    var rowLength: Int? {
        switch self {
        case .character: 1
        case .repeated(.character, let least, _): least
        default: nil
        }
    }

    /// All bytes a match may hold.
    var bytes: ByteSet {
        switch self {
        case .character(let set, let isWide): isWide ? set | .high : set
        case .sequence(let nodes), .choice(let nodes): nodes.reduce(ByteSet()) { $0 | $1.bytes }
        case .repeated(let node, _, _): node.bytes
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: ByteSet()
        }
    }

    /// The bytes a match may begin with; all bytes when it may be empty.
    var firstBytes: ByteSet { Self.edge(of: [self], reversed: false) }

    /// The bytes that may stand before a match that doesn't begin the text.
    var bytesBefore: ByteSet {
        switch self {
        case .before(let set): return set
        case .sequence(let nodes):
            return nodes.prefix(while: \.isCondition).reduce(.all) { $0 & $1.bytesBefore }
        default: return .all
        }
    }

    /// The bytes a match may end with; all bytes when it may be empty.
    var lastBytes: ByteSet { Self.edge(of: [self], reversed: true) }

    static func edge(of nodes: [PatternNode], reversed: Bool) -> ByteSet {
        var set = ByteSet()
        for node in reversed ? nodes.reversed() : nodes {
            switch node {
            case .character: return set | node.bytes
            case .sequence(let inner):
                guard node.length.least > 0 else { break }
                return set | edge(of: inner, reversed: reversed)
            case .choice(let inner):
                guard node.length.least > 0 else { break }
                return inner.reduce(set) { $0 | edge(of: [$1], reversed: reversed) }
            case .repeated(let inner, let least, _):
                guard inner.length.least > 0 else { break }
                set |= edge(of: [inner], reversed: reversed)
                if least > 0 { return set }
                continue
            case .before, .after, .boundary, .ahead, .behind, .end, .unknown: break
            }
            // What may be empty: any of its bytes, or those of what follows.
            set |= node.bytes
        }
        return .all
    }
}
