/// A nondeterministic automaton over bytes that takes exactly what patterns read as they are take,
/// and whose ways are in the order in which PCRE2 tries them.
///
/// Thompson's construction, built backwards.
struct OrderedNetwork {
    enum State {
        /// A byte of the set; in doubt over bytes beyond ASCII when `isWide`.
        case byte(ByteSet, isWide: Bool, next: Int32)
        /// The first way before the second.
        case fork(Int32, Int32)
        /// The next byte, which stays, is of the set; or the text ends when `takesEnd`.
        case ahead(ByteSet, takesEnd: Bool, isWide: Bool, next: Int32)
        /// Of the neighbours one is part of a word.
        case boundary(next: Int32)
        /// The text ends.
        case end(next: Int32)
        case accept
    }

    private static let stateLimit = 2_000
    /// A repetition that may be longer counts as one without a bound.
    private static let repetitionLimit = 250

    private(set) var states: [State] = [.accept]
    /// Bytes of a walk up to which no bound of a repetition is met that isn't kept.
    private(set) var stepLimit = Int.max

    /// Adds what is taken as a whole and returns where it begins.
    ///
    /// - Throws: what can't be told byte after byte.
    mutating func add(_ nodes: [PatternNode]) throws(PatternParser.Unsupported) -> Int32 {
        try build(.sequence(nodes), to: 0)
    }

    /// Adds what some states begin, wherever they do, and what others begin at the beginning.
    mutating func addSearch(
        _ anywhere: [Int32], before beginning: [Int32]
    ) throws(PatternParser.Unsupported) -> Int32 {
        let search = try append(.fork(0, 0))
        var way = try append(.byte(.all, isWide: false, next: search))
        for state in anywhere { way = try append(.fork(state, way)) }
        states[Int(search)] = .fork(way, way)
        for state in beginning { way = try append(.fork(state, way)) }
        return way
    }

    /// Every set that is told apart.
    var sets: [ByteSet] {
        states.compactMap { state in
            switch state {
            case .byte(let set, _, _), .ahead(let set, _, _, _): set
            case .boundary: .word
            case .fork, .end, .accept: nil
            }
        }
    }

    var hasBoundaries: Bool {
        states.contains { if case .boundary = $0 { true } else { false } }
    }

    private mutating func append(_ state: State) throws(PatternParser.Unsupported) -> Int32 {
        guard states.count < Self.stateLimit else {
            throw PatternParser.Unsupported(what: "so many states")
        }
        states.append(state)
        return Int32(states.count - 1)
    }

    private mutating func build(
        _ node: PatternNode, to target: Int32
    ) throws(PatternParser.Unsupported) -> Int32 {
        switch node {
        case .character(let set, let isWide):
            return try append(.byte(set, isWide: isWide, next: target))
        case .sequence(let nodes):
            var target = target
            for node in nodes.reversed() { target = try build(node, to: target) }
            return target
        case .choice(let nodes):
            var start = try build(nodes[nodes.count - 1], to: target)
            for node in nodes.dropLast().reversed() {
                start = try append(.fork(build(node, to: target), start))
            }
            return start
        case .repeated(let inner, let least, let most):
            return try repeated(inner, least, most, to: target)
        case .ahead(let inner, let isNegative):
            guard let (set, isWide) = Self.character(of: inner) else {
                throw PatternParser.Unsupported(what: "a longer look ahead within a pattern")
            }
            return try append(
                .ahead(
                    isNegative ? ~set : set, takesEnd: isNegative, isWide: isWide, next: target))
        case .boundary: return try append(.boundary(next: target))
        case .end: return try append(.end(next: target))
        case .before, .after, .behind, .unknown:
            throw PatternParser.Unsupported(what: "a condition that isn't read as it is")
        }
    }

    private mutating func repeated(
        _ inner: PatternNode, _ least: Int, _ most: Int?, to target: Int32
    ) throws(PatternParser.Unsupported) -> Int32 {
        guard inner.length.least > 0 else {
            throw PatternParser.Unsupported(what: "an empty repetition")
        }
        var (start, most) = (target, most)
        if let bound = most, bound > Self.repetitionLimit {
            (stepLimit, most) = (min(stepLimit, bound), nil)
        }
        if let most {
            for _ in 0..<max(0, most - least) {
                start = try append(.fork(build(inner, to: start), target))
            }
        } else {
            let loop = try append(.fork(target, target))
            states[Int(loop)] = .fork(try build(inner, to: loop), target)
            start = loop
        }
        for _ in 0..<least { start = try build(inner, to: start) }
        return start
    }

    /// The one character that a node is, whichever it chooses.
    static func character(of node: PatternNode) -> (set: ByteSet, isWide: Bool)? {
        var (set, isWide) = (ByteSet(), false)
        for choice in node.choices {
            guard case .character(let bytes, let wide) = choice.flat else { return nil }
            set |= bytes
            isWide = isWide || wide
        }
        return (set, isWide)
    }
}
