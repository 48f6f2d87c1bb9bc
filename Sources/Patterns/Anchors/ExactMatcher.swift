/// Tells whether one pattern takes a value as a whole, without PCRE2, wherever that is certain: of
/// what is written in ASCII and no longer than counts are kept.
///
/// Its automaton tells every letter and digit apart, and has branches of their own for what looks
/// ahead at a pattern's beginning ask of the text. Belongs to one worker.
package struct ExactMatcher {
    /// States per value asked, and at first, from which on building them isn't worth it.
    private static let statesPerValue = 1
    private static let firstStates = 256

    /// An alternative of the pattern; branches by number.
    private struct Way {
        let body: Int32
        var required: [Int32] = []
        var refused: [Int32] = []
        /// Of which values it is certain.
        var certainty = WholeCertainty.always
    }

    private var walker: WholeWalker
    private let ways: [Way]
    private var asked = 0
    /// Whether each value leads to states of its own, so that PCRE2 is cheaper.
    private var isGivenUp = false

    /// Fails for patterns that aren't modelled or nowhere certain.
    package init?(_ text: String, ignoresCase: Bool) {
        guard let alternatives = try? PatternParser.alternatives(text, ignoresCase: ignoresCase)
        else { return nil }
        var network = AnchorNetwork(copies: WholeWalker.stepLimit, widen: { $0 })
        var starts: [Int] = []
        ways = alternatives.flatMap(\.flattened).map {
            Self.way($0, &network, &starts)
        }
        guard ways.contains(where: { $0.certainty != .none }) else { return nil }
        let states = AnchorStates(network)
        walker = WholeWalker(states, BytePartition(states), starts)
    }

    /// Whether the pattern takes the value; `nil` when that is in doubt.
    ///
    /// - Parameter classes: of the value's bytes.
    package mutating func takes(_ value: Span<UInt8>, classes: UInt64) -> Bool? {
        guard !isGivenUp, value.count < WholeWalker.stepLimit else { return nil }
        asked += 1
        isGivenUp = walker.stateCount > Self.firstStates + asked * Self.statesPerValue
        let accepted = walker.takers(of: value)
        guard !accepted.isEmpty else { return false }
        var isDoubtful = false
        for way in ways where isAccepted(way.body, accepted) {
            guard way.required.allSatisfy({ isAccepted($0, accepted) }) else { continue }
            if !way.certainty.covers(count: value.count, classes: classes) {
                isDoubtful = true
            } else if !way.refused.contains(where: { isAccepted($0, accepted) }) {
                return true
            }
        }
        return isDoubtful ? nil : false
    }

    private func isAccepted(_ branch: Int32, _ accepted: Range<Int>) -> Bool {
        walker.listed[accepted].contains(branch)
    }

    private static func way(
        _ alternative: PatternParser.Alternative, _ network: inout AnchorNetwork,
        _ starts: inout [Int]
    ) -> Way {
        var certainty = WholeCertainty.always
        func add(_ node: PatternNode) -> Int32 {
            let branch = starts.count
            starts.append(network.add([node], branch: branch, isWhole: true))
            let part = PatternParser.Alternative(node: node, isWidened: alternative.isWidened)
            certainty = certainty.narrowed(
                to: network.isCut ? .none : WholeCertainty(part, in: network))
            return Int32(branch)
        }
        var nodes = [alternative.node]
        if case .sequence(let inner) = alternative.node { nodes = inner }
        let looks = nodes.prefix { if case .ahead = $0 { true } else { false } }
        var way = Way(body: add(.sequence(Array(nodes.dropFirst(looks.count)))))
        for case .ahead(let node, let isNegative) in looks {
            let branch = add(.choice(node.choices.map(reachingEnd)))
            if isNegative { way.refused.append(branch) } else { way.required.append(branch) }
        }
        // Before a last line break `$` holds as well.
        if !looks.isEmpty { certainty = certainty.doubting(ByteClasses.classes(of: "\n")) }
        way.certainty = certainty
        return way
    }

    /// What is looked for ahead, and whatever follows it up to the end.
    private static func reachingEnd(_ node: PatternNode) -> PatternNode {
        var nodes = [node]
        if case .sequence(let inner) = node { nodes = inner }
        if case .end = nodes.last { return .sequence(nodes.dropLast()) }
        nodes.append(.repeated(.character(.ascii, isWide: true), least: 0, most: nil))
        return .sequence(nodes)
    }
}
