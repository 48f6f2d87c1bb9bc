/// A nondeterministic automaton over bytes that takes at least what the branches' suffixes take.
///
/// Thompson's construction, built backwards. Counts beyond a few are widened to any number, so that
/// the size stays near the pattern's.
struct AnchorNetwork: Sendable {
    /// What a state waits for.
    enum State: Sendable {
        /// A byte of the set, or the end of the text when `takesEnd`.
        case byte(ByteSet, takesEnd: Bool, next: Int)
        case fork(Int, Int)
        /// A branch may match here.
        case accept(Int)
    }

    /// Copies of what must be repeated; more are any number.
    private let copies: Int
    /// Optional copies up to this many are counted, more are any number.
    private let options: Int
    /// States one branch may have; beyond it is taken to match.
    private let limit: Int
    /// How sets are widened, so that fewer states of the lazy automaton differ.
    private let widen: @Sendable (ByteSet) -> ByteSet

    private(set) var states: [State] = []
    /// The branch each state belongs to.
    private(set) var owners: [Int] = []
    private var branchStart = 0
    private var branch = 0
    private var accepting = 0

    init(
        copies: Int = AnchorRows.stepLimit, options: Int = 8, limit: Int = 2_000,
        widen: @escaping @Sendable (ByteSet) -> ByteSet = { $0.coarseDigits }
    ) {
        self.copies = copies
        self.options = options
        self.limit = limit
        self.widen = widen
    }

    /// Adds a branch and returns where it begins.
    ///
    /// - Parameter isWhole: whether the text must end where the branch does.
    mutating func add(_ nodes: [PatternNode], branch: Int, isWhole: Bool = false) -> Int {
        self.branch = branch
        branchStart = states.count
        accepting = append(.accept(branch))
        var target = accepting
        if isWhole { target = append(.byte(ByteSet(), takesEnd: true, next: accepting)) }
        return build(.sequence(nodes), to: target)
    }

    /// Whether the branch added last has more states than are kept: it is taken to match.
    var isCut: Bool { states.count - branchStart >= limit }

    /// Of which texts it is certain that a node takes them as a whole when its branch does.
    struct Certainty: Hashable {
        /// Bytes of a text at most.
        var length = Int.max
        /// ASCII that leaves it in doubt.
        var doubtful = ByteSet()

        mutating func narrow(to other: Certainty) {
            length = min(length, other.length)
            doubtful |= other.doubtful
        }
    }

    /// Of which texts it is certain that the node takes them as a whole when a branch of it does,
    /// bytes beyond ASCII aside; `nil` when that can't be told.
    func certainty(of node: PatternNode) -> Certainty? {
        certainty(of: Self.withoutEdges(node), beside: 0)
    }

    /// At its edges a text has no neighbours that a condition could refuse.
    private static func withoutEdges(_ node: PatternNode) -> PatternNode {
        guard case .sequence(let nodes) = node else { return node }
        var rest = nodes[...]
        while case .before = rest.first { rest.removeFirst() }
        while case .after = rest.last { rest.removeLast() }
        return .sequence(Array(rest))
    }

    /// - Parameter rest: the bytes that stand beside the node at least.
    private func certainty(of node: PatternNode, beside rest: Int) -> Certainty? {
        switch node {
        case .character(let set, _):
            return Certainty(doubtful: widen(set) & ~set & .ascii)
        case .sequence(let nodes):
            let length = node.length.least
            return Self.least(nodes) {
                certainty(of: $0, beside: rest + length - $0.length.least)
            }
        case .choice(let nodes):
            return Self.least(nodes) { certainty(of: $0, beside: rest) }
        case .repeated(let inner, let least, let most):
            let length = inner.length.least
            guard least <= copies, length > 0,
                var certain = certainty(of: inner, beside: rest + max(0, least - 1) * length)
            else { return nil }
            if let most, most - least > options {
                // Counted as any number: only what is longer can hold one too many.
                certain.length = min(certain.length, rest + (most + 1) * length - 1)
            }
            return certain
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: return nil
        }
    }

    private static func least(
        _ nodes: [PatternNode], _ certainty: (PatternNode) -> Certainty?
    ) -> Certainty? {
        var least = Certainty()
        for node in nodes {
            guard let next = certainty(node) else { return nil }
            least.narrow(to: next)
        }
        return least
    }

    private mutating func append(_ state: State) -> Int {
        states.append(state)
        owners.append(branch)
        return states.count - 1
    }

    private mutating func build(_ node: PatternNode, to target: Int) -> Int {
        guard states.count - branchStart < limit else { return accepting }
        switch node {
        case .character(let set, let isWide): return character(set, isWide, to: target)
        case .sequence(let nodes):
            return nodes.reversed().reduce(target) { build($1, to: $0) }
        case .choice(let nodes):
            let starts = nodes.map { build($0, to: target) }
            return starts.dropFirst().reduce(starts.first ?? target) { append(.fork($0, $1)) }
        case .repeated(let inner, let least, let most):
            return repeated(inner, least, most, to: target)
        case .after(let set) where target == accepting && set != .all:
            return append(.byte(set, takesEnd: true, next: accepting))
        case .before, .after, .boundary, .ahead, .behind, .end, .unknown: return target
        }
    }

    private mutating func character(_ set: ByteSet, _ isWide: Bool, to target: Int) -> Int {
        var narrow = target
        if !set.isEmpty {
            narrow = append(.byte(widen(set), takesEnd: false, next: target))
            guard isWide else { return narrow }
        }
        // One byte beyond ASCII or several, whatever the character's length.
        let wide = append(.byte(.high, takesEnd: false, next: target))
        states[wide] = .byte(.high, takesEnd: false, next: append(.fork(target, wide)))
        return set.isEmpty ? wide : append(.fork(narrow, wide))
    }

    private mutating func repeated(
        _ inner: PatternNode, _ least: Int, _ most: Int?, to target: Int
    ) -> Int {
        var target = target
        let optional = most.map { $0 - least }
        if let optional, optional <= options, least <= copies {
            let end = target
            for _ in 0..<optional { target = append(.fork(end, build(inner, to: target))) }
        } else {
            let loop = append(.fork(target, target))
            states[loop] = .fork(target, build(inner, to: loop))
            target = loop
        }
        for _ in 0..<min(least, copies) { target = build(inner, to: target) }
        return target
    }
}
