internal import CAnchors
package import Primitives

/// Which of many patterns may take a value as a whole, told by the classes of its bytes; read-only,
/// shared by workers.
///
/// One letter stands for all of its case and one digit for all: few automaton states differ then,
/// and whatever the number of patterns a value costs one walk over its bytes.
package struct WholeProgram: Sendable {
    private(set) var states: AnchorStates
    private(set) var partition: BytePartition
    private(set) var starts: [Int]
    /// By pattern.
    private var gates: FlatTable<WholeGate>
    /// By pattern.
    private var certainties: FlatTable<WholeCertainty>
    /// Patterns whose syntax isn't modelled: any value may be theirs.
    package private(set) var unmodelled: [Int]

    /// - Parameter patterns: texts of patterns and whether they ignore case; known by their place.
    package init(_ patterns: [(text: String, ignoresCase: Bool)]) {
        var network = AnchorNetwork(options: 4, widen: { $0.coarse })
        var starts: [Int] = []
        var unmodelled: [Int] = []
        var gates = [WholeGate](repeating: .open, count: patterns.count)
        var certainties = [WholeCertainty](repeating: .none, count: patterns.count)
        for (place, pattern) in patterns.enumerated() {
            do throws(PatternParser.Unsupported) {
                let reading = try PatternParser.read(
                    pattern.text, ignoresCase: pattern.ignoresCase)
                starts.append(network.add([reading.node], branch: place, isWhole: true))
                gates[place] = WholeGate(reading.node)
                if !Self.cutsBacktracking(pattern.text) {
                    certainties[place] = WholeCertainty(reading, in: network)
                }
            } catch {
                unmodelled.append(place)
            }
        }
        self.gates = FlatTable(gates)
        self.certainties = FlatTable(certainties)
        self.starts = starts
        self.unmodelled = unmodelled
        states = AnchorStates(network)
        partition = BytePartition(states)
    }

    /// How many patterns there are.
    package var count: Int { gates.count }

    /// What a value must be like for the pattern to take it.
    package func gate(of pattern: Int) -> WholeGate { gates[pattern] }

    /// Which values the pattern takes for certain when a `WholeWalker` says that it may.
    package func certainty(of pattern: Int) -> WholeCertainty { certainties[pattern] }

    /// Whether there may be an atomic group or a possessive quantifier, which take less than what
    /// they are read as.
    private static func cutsBacktracking(_ text: String) -> Bool {
        ["(?>", "++", "*+", "?+", "}+"].contains { text.contains($0) }
    }
}

extension WholeProgram: Archived {
    package static var blank: WholeProgram { WholeProgram([]) }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&states)
        archive.pass(&partition)
        archive.pass(&starts)
        archive.pass(&unmodelled)
        archive.pass(&gates)
        archive.pass(&certainties)
    }
}

/// What one worker needs to ask a `WholeProgram`. Not shared between threads.
package struct WholeWalker {
    private let program: WholeProgram
    private var rows: AnchorRows
    private var start: UInt32
    /// Changes when `listed` is begun anew and ranges no longer mean what they did.
    package private(set) var generation = 0

    package init(_ program: WholeProgram) {
        self.program = program
        rows = AnchorRows(program.states, program.partition)
        start = rows.row(startingAt: program.starts)
    }

    /// The patterns that may take the value, in rising order, without the unmodelled ones: numbers
    /// in `listed`. Values of which one list may be taken have equal ranges.
    package mutating func takers(of value: Span<UInt8>) -> Range<Int> {
        if rows.isFull {
            rows.removeAll()
            start = rows.row(startingAt: program.starts)
            generation += 1
        }
        var walk = anchors_walk(start: 0, position: 0, state: start, next: start)
        while true {
            step(value, &walk)
            if walk.next == ANCHORS_UNBUILT {
                rows.build(walk, in: value)
            } else {
                // Patterns match on arrival at the end only, so this is the end, or the limit.
                guard walk.next != ANCHORS_DEAD else { return 0..<0 }
                let branches = rows.branches(of: walk.next)
                return Int(branches.first)..<Int(branches.end)
            }
        }
    }

    /// What ranges of takers point to.
    package var listed: [Int32] { rows.listed }

    private mutating func step(_ value: Span<UInt8>, _ walk: inout anchors_walk) {
        unsafe value.withUnsafeBufferPointer { bytes in
            unsafe rows.withTable { table in
                // SAFETY: the value is read during the call; rows and columns fit the table.
                unsafe anchors_step(table, bytes.baseAddress, bytes.count, &walk)
            }
        }
    }
}
