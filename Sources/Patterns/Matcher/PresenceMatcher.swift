/// Tells in one walk over a text whether it holds a match of any of some patterns, without PCRE2,
/// wherever that takes ASCII alone. Belongs to one worker.
package final class PresenceMatcher {
    /// Of each pattern: whether its matches are told of.
    package let isRead: [Bool]
    /// Whether those of all patterns are.
    package let readsAll: Bool
    private let automaton: OrderedAutomaton
    private let start: OrderedAutomaton.Start

    package init(_ patterns: [Pattern.Source]) {
        var network = OrderedNetwork()
        var (isRead, atBeginning, anywhere): ([Bool], [Int32], [Int32]) = ([], [], [])
        for pattern in patterns {
            guard let ways = Self.ways(of: pattern, &network) else {
                isRead.append(false)
                continue
            }
            isRead.append(true)
            for (state, isAtBeginning) in ways {
                if isAtBeginning { atBeginning.append(state) } else { anywhere.append(state) }
            }
        }
        let search = try? network.addSearch(anywhere, before: atBeginning)
        self.isRead = search == nil ? isRead.map { _ in false } : isRead
        readsAll = self.isRead.allSatisfy { $0 }
        automaton = OrderedAutomaton(network)
        start = search.map(automaton.start) ?? .nowhere
    }

    /// Whether the text holds a match of one of the patterns read; `nil` when only PCRE2 can tell.
    package func holdsMatch(in text: Span<UInt8>) -> Bool? {
        unsafe text.withUnsafeBufferPointer { text in
            let end = unsafe automaton.end(of: start, from: 0, in: text, stopsEarly: true)
            return end == OrderedAutomaton.doubt ? nil : end >= 0
        }
    }

    /// Where the alternatives of a pattern begin, and whether only a text's beginning will do for
    /// each; `nil` when one of them isn't read.
    private static func ways(
        of pattern: Pattern.Source, _ network: inout OrderedNetwork
    ) -> [(state: Int32, isAtBeginning: Bool)]? {
        guard
            let node = try? PatternParser.exactly(
                pattern.text, ignoresCase: pattern.ignoresCase),
            node.length.least > 0
        else { return nil }
        var copy = network
        let ways = try? node.alternatives.map { alternative in
            var nodes = alternative.flattened[...]
            let isAtBeginning = nodes.first?.isBeginning ?? false
            if isAtBeginning { nodes.removeFirst() }
            return (try copy.add(Array(nodes)), isAtBeginning)
        }
        if ways != nil { network = copy }
        return ways
    }
}
