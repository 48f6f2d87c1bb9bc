/// Finds the matches of one pattern where PCRE2 finds them, byte by byte and without it, wherever
/// that takes ASCII alone. Belongs to one worker.
///
/// Each alternative is a row of parts: what is walked over, and conditions that say more than an
/// automaton keeps. Where the first way to walk over a part leads to no match, others might: that
/// is left to PCRE2.
@safe package final class SpanMatcher {
    private struct Part: BitwiseCopyable {
        enum Kind: UInt8 {
            case walk
            /// What is walked over follows, or doesn't.
            case ahead, notAhead
            /// A byte of a set stands before, or doesn't.
            case before, notBefore
            /// One of some sequences stands before, or none does.
            case behind, notBehind
        }

        var kind: Kind
        var start = OrderedAutomaton.Start.nowhere
        /// In `members`: of the byte before, or of the first byte of what is walked over; 0 where
        /// that may be any.
        var bit: UInt32 = 0
        var isWide = false
        /// Whether nothing is walked over wherever the first byte is another one.
        var isOptional = false
        var firstSequence: Int32 = 0
        var endSequence: Int32 = 0

        var isAhead: Bool { kind == .ahead || kind == .notAhead }
    }

    /// What is looked for before a place, the nearest first.
    private enum Before: BitwiseCopyable {
        case beginning
        case byte(ByteSet, isWide: Bool)
    }

    /// More alternatives aren't told apart.
    private static let wayLimit = 64

    private let automaton: OrderedAutomaton
    private let sequences: [[Before]]
    // SAFETY: all are filled in init and freed with the matcher; afterwards its one worker only
    // changes the order of parts. Two have a place for every byte.
    private let parts: UnsafeMutableBufferPointer<Part>
    /// Where the parts of each way begin, and where the last one's end.
    private let ways: UnsafeMutableBufferPointer<Int>
    /// The ways that begin with each byte.
    private let beginners: UnsafeMutableBufferPointer<UInt64>
    /// The bytes that a match may begin with, a bit each.
    package let firstBytes: SIMD4<UInt64>
    /// The sets looked for at or before a place that each byte is of.
    private let members: UnsafeMutableBufferPointer<UInt32>

    /// Fails for patterns that aren't read as they are.
    package convenience init?(_ text: String, ignoresCase: Bool) {
        guard
            let pattern = try? PatternParser.exactly(text, ignoresCase: ignoresCase),
            pattern.length.least > 0
        else { return nil }
        let alternatives = pattern.alternatives
        var network = OrderedNetwork()
        guard alternatives.count <= Self.wayLimit,
            let ways = try? alternatives.map({ try Self.pieces($0.flattened, &network) })
        else { return nil }
        self.init(network, ways, firstBytes: alternatives.map(\.firstBytes))
    }

    private init(_ network: OrderedNetwork, _ ways: [[Piece]], firstBytes: [ByteSet]) {
        let automaton = OrderedAutomaton(network)
        self.automaton = automaton
        self.firstBytes = firstBytes.reduce(ByteSet()) { $0 | $1 }.words
        unsafe beginners = .allocate(capacity: 256)
        unsafe beginners.initialize(repeating: 0)
        for (way, set) in firstBytes.enumerated() {
            for byte in set.bytes { unsafe beginners[Int(byte)] |= 1 << way }
        }
        var (parts, sets, sequences): ([Part], [ByteSet], [[Before]]) = ([], [], [])
        let ends = ways.reduce(into: [0]) { ends, way in
            for piece in way { parts.append(Self.part(piece, automaton, &sets, &sequences)) }
            ends.append(parts.count)
        }
        self.sequences = sequences
        unsafe self.parts = .allocate(capacity: parts.count)
        _ = unsafe self.parts.initialize(from: parts)
        unsafe self.ways = .allocate(capacity: ends.count)
        _ = unsafe self.ways.initialize(from: ends)
        unsafe members = .allocate(capacity: 256)
        unsafe members.initialize(repeating: 0)
        for (number, set) in sets.enumerated() {
            for byte in set.bytes { unsafe members[Int(byte)] |= 1 << number }
        }
    }

    deinit {
        unsafe parts.deallocate()
        unsafe ways.deallocate()
        unsafe beginners.deallocate()
        unsafe members.deallocate()
    }

    /// The leftmost match that begins in `starts`; `nil` when only PCRE2 can tell.
    package func firstMatch(
        in text: Span<UInt8>, startingIn starts: ClosedRange<Int>
    ) -> MatchResult? {
        precondition(starts.lowerBound >= 0)
        return unsafe text.withUnsafeBufferPointer { text in
            var place = starts.lowerBound
            let end = min(starts.upperBound + 1, text.count)
            while place < end {
                var ways = unsafe beginners[Int(text[place])]
                while ways != 0 {
                    let end = unsafe self.end(
                        of: ways.trailingZeroBitCount, from: place, in: text)
                    if end >= 0 { return .matched(place..<end) }
                    if end == OrderedAutomaton.doubt { return nil }
                    ways &= ways &- 1
                }
                place &+= 1
            }
            return MatchResult.none
        }
    }

    /// Where a way's match ends, `OrderedAutomaton.none` or `doubt`.
    @inline(__always) private func end(
        of way: Int, from first: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var (place, hasWalked) = (first, false)
        var index = unsafe ways[way]
        let last = unsafe ways[way + 1]
        while index < last {
            let part = unsafe parts[index]
            index &+= 1
            let holds: Bool
            switch part.kind {
            case .walk, .ahead, .notAhead:
                let end = unsafe end(of: part, from: place, in: text)
                if end == OrderedAutomaton.doubt { return end }
                holds = (end >= 0) == (part.kind != .notAhead)
                if part.kind == .walk {
                    if !holds, !hasWalked { return OrderedAutomaton.none }
                    (place, hasWalked) = (end, true)
                }
            case .before, .notBefore:
                let byte = unsafe place > 0 ? text[place - 1] : nil
                if part.isWide, let byte, byte >= 0x80 { return OrderedAutomaton.doubt }
                let isMember = byte.map { unsafe members[Int($0)] & part.bit != 0 } ?? false
                holds = isMember == (part.kind == .before)
            case .behind, .notBehind:
                guard let stands = unsafe stands(part, before: place, in: text) else {
                    return OrderedAutomaton.doubt
                }
                holds = stands == (part.kind == .behind)
            }
            if !holds {
                moveForward(index &- 1, of: way)
                return hasWalked ? OrderedAutomaton.doubt : OrderedAutomaton.none
            }
        }
        return place
    }

    /// Where what a part walks over ends.
    @inline(__always) private func end(
        of part: Part, from place: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        if part.bit != 0,
            unsafe place >= text.count || members[Int(text[place])] & part.bit == 0
        {
            return part.isOptional ? place : OrderedAutomaton.none
        }
        return unsafe automaton.end(of: part.start, from: place, in: text)
    }

    /// Of what must follow a place, lets the part be asked sooner that ruled it out last: they are
    /// independent.
    private func moveForward(_ index: Int, of way: Int) {
        guard unsafe index > ways[way], unsafe parts[index].isAhead, unsafe parts[index - 1].isAhead
        else { return }
        unsafe parts.swapAt(index, index - 1)
    }

    /// Whether one of the sequences stands before a place; `nil` when that is in doubt.
    private func stands(
        _ part: Part, before place: Int, in text: UnsafeBufferPointer<UInt8>
    ) -> Bool? {
        for index in Int(part.firstSequence)..<Int(part.endSequence) {
            var (at, stands) = (place, true)
            for before in sequences[index] {
                switch before {
                case .beginning: stands = at == 0
                case .byte(let set, let isWide):
                    at -= 1
                    if at >= 0, isWide, unsafe text[at] >= 0x80 { return nil }
                    stands = unsafe at >= 0 && set.contains(text[at])
                }
                if !stands { break }
            }
            if stands { return true }
        }
        return false
    }
}

extension SpanMatcher {
    /// A part before there is an automaton.
    private enum Piece {
        case walk(Int32, [PatternNode])
        case ahead(Int32, PatternNode, isNegative: Bool)
        case behind([[Before]], isNegative: Bool)
    }

    private static func part(
        _ piece: Piece, _ automaton: OrderedAutomaton, _ sets: inout [ByteSet],
        _ sequences: inout [[Before]]
    ) -> Part {
        switch piece {
        case .walk(let state, let nodes):
            let bit = PatternNode.optionalBytes(of: nodes).map { self.bit(of: $0, &sets) } ?? 0
            return Part(
                kind: .walk, start: automaton.start(state), bit: bit, isOptional: bit != 0)
        case .ahead(let state, let node, let isNegative):
            return Part(
                kind: isNegative ? .notAhead : .ahead, start: automaton.start(state),
                bit: node.length.least > 0 ? bit(of: node.firstBytes, &sets) : 0)
        case .behind(let befores, let isNegative):
            if befores.count == 1, befores[0].count == 1,
                case .byte(let set, let isWide) = befores[0][0],
                case let bit = bit(of: set, &sets), bit != 0
            {
                return Part(
                    kind: isNegative ? .notBefore : .before, bit: bit, isWide: isWide)
            }
            sequences += befores.map { $0.reversed() }
            return Part(
                kind: isNegative ? .notBehind : .behind,
                firstSequence: Int32(sequences.count - befores.count),
                endSequence: Int32(sequences.count))
        }
    }

    /// The bit of a set in `members`; 0 when there are too many.
    private static func bit(of set: ByteSet, _ sets: inout [ByteSet]) -> UInt32 {
        if let known = sets.firstIndex(of: set) { return 1 << known }
        guard sets.count < UInt32.bitWidth else { return 0 }
        sets.append(set)
        return 1 << (sets.count - 1)
    }

    private static func pieces(
        _ nodes: [PatternNode], _ network: inout OrderedNetwork
    ) throws(PatternParser.Unsupported) -> [Piece] {
        var pieces: [Piece] = []
        var walked: [PatternNode] = []
        func walk() throws(PatternParser.Unsupported) {
            if walked.isEmpty { return }
            pieces.append(.walk(try network.add(walked), walked))
            walked = []
        }
        for node in nodes {
            switch node {
            case .behind(let inner, let isNegative):
                try walk()
                pieces.append(.behind(try befores(of: inner), isNegative: isNegative))
            case .ahead(let inner, let isNegative)
            where OrderedNetwork.character(of: inner) == nil:
                try walk()
                pieces.append(.ahead(try network.add([inner]), inner, isNegative: isNegative))
            default: walked.append(node)
            }
        }
        try walk()
        return pieces
    }

    /// The sequences of bytes that a node is, one character each together.
    private static func befores(
        of node: PatternNode
    ) throws(PatternParser.Unsupported) -> [[Before]] {
        if let (set, isWide) = OrderedNetwork.character(of: node) {
            return [[.byte(set, isWide: isWide)]]
        }
        var sequences: [[Before]] = []
        for choice in node.choices { sequences.append(try sequence(choice)) }
        return sequences
    }

    /// What stands before a place wherever it is as long.
    private static func sequence(
        _ node: PatternNode
    ) throws(PatternParser.Unsupported) -> [Before] {
        switch node {
        case .character(let set, let isWide): return [.byte(set, isWide: isWide)]
        case _ where node.isBeginning: return [.beginning]
        case .sequence(let nodes):
            var sequence: [Before] = []
            for node in nodes { sequence += try self.sequence(node) }
            return sequence
        case .repeated(let inner, let least, let most) where least == most && least < 16:
            let once = try sequence(inner)
            return (0..<least).flatMap { _ in once }
        default: throw PatternParser.Unsupported(what: "a look behind at what varies")
        }
    }
}
