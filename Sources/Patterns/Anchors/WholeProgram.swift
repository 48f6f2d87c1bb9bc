internal import CAnchors

/// Which of many patterns may take a value as a whole, told by the classes of its bytes; read-only,
/// shared by workers.
///
/// One letter stands for all of its case and one digit for all: few automaton states differ then,
/// and whatever the number of patterns a value costs one walk over its bytes.
package final class WholeProgram: Sendable {
    let network: AnchorNetwork
    let partition: BytePartition
    let starts: [Int]
    /// Patterns whose syntax isn't modelled: any value may be theirs.
    package let unmodelled: [Int]

    /// - Parameter patterns: texts of patterns and whether they ignore case; known by their place.
    package init(_ patterns: [(text: String, ignoresCase: Bool)]) {
        var network = AnchorNetwork(options: 4, widen: { $0.coarse })
        var starts: [Int] = []
        var unmodelled: [Int] = []
        for (place, pattern) in patterns.enumerated() {
            do throws(PatternParser.Unsupported) {
                let node = try PatternParser.parse(pattern.text, ignoresCase: pattern.ignoresCase)
                starts.append(network.add([node], branch: place, isWhole: true))
            } catch {
                unmodelled.append(place)
            }
        }
        self.starts = starts
        self.unmodelled = unmodelled
        partition = BytePartition(network)
        self.network = network
    }
}

/// What one worker needs to ask a `WholeProgram`. Not shared between threads.
package struct WholeWalker {
    private let program: WholeProgram
    private var rows: AnchorRows
    private var start: UInt32

    package init(_ program: WholeProgram) {
        self.program = program
        rows = AnchorRows(program.network, program.partition)
        start = rows.row(startingAt: program.starts)
    }

    /// The patterns that may take the value, in rising order, without the unmodelled ones.
    package mutating func takers(of value: Span<UInt8>) -> [Int32] {
        if rows.isFull {
            rows.removeAll()
            start = rows.row(startingAt: program.starts)
        }
        var walk = anchors_walk(start: 0, position: 0, state: start, next: start)
        while true {
            step(value, &walk)
            if walk.next == ANCHORS_UNBUILT {
                rows.build(walk, in: value)
            } else {
                // Patterns match on arrival at the end only, so this is the end, or the limit.
                guard walk.next != ANCHORS_DEAD else { return [] }
                let branches = rows.branches(of: walk.next)
                return Array(rows.listed[Int(branches.first)..<Int(branches.end)])
            }
        }
    }

    private func step(_ value: Span<UInt8>, _ walk: inout anchors_walk) {
        unsafe value.withUnsafeBufferPointer { bytes in
            unsafe rows.withTable { table in
                // SAFETY: the value is read during the call; rows and columns fit the table.
                unsafe anchors_step(table, bytes.baseAddress, bytes.count, &walk)
            }
        }
    }
}
