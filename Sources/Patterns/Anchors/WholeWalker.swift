internal import CAnchors

/// What one worker needs to walk whole values through an automaton. Not shared between threads.
package struct WholeWalker {
    /// Bytes of a value that are walked.
    static let stepLimit = 4_096

    private let starts: [Int]
    private var rows: AnchorRows
    private var start: UInt32
    /// Changes when `listed` is begun anew and ranges no longer mean what they did.
    package private(set) var generation = 0

    package init(_ program: WholeProgram) {
        self.init(program.states, program.partition, program.starts)
    }

    /// - Parameter starts: where branches begin whose ends are those of the text.
    init(_ states: AnchorStates, _ partition: BytePartition, _ starts: [Int]) {
        self.starts = starts
        rows = AnchorRows(states, partition, stepLimit: Self.stepLimit)
        start = rows.row(startingAt: starts)
    }

    /// The branches that may take the value, in rising order: numbers in `listed`. Values that the
    /// same ones may take have equal ranges.
    package mutating func takers(of value: Span<UInt8>) -> Range<Int> {
        if rows.isFull {
            rows.removeAll()
            start = rows.row(startingAt: starts)
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

    /// States of the automaton that values have led to.
    var stateCount: Int { rows.count }

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
