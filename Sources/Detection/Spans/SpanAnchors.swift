internal import Patterns
internal import Primitives

/// What is derived from the patterns of all tests for spans: too slow to be done at every start, so
/// that compiled rules bring it along.
struct SpanAnchors: Sendable {
    /// Bytes of a match of each test at most; `nil` for any number.
    private(set) var mostLengths: [Int?]
    private(set) var program: AnchorProgram
    /// Tests without an anchor: searched from end to end where one of their literals occurs.
    private(set) var unanchored: [Int]

    /// - Parameter tests: all tests for spans, in order, and how long their matches may be.
    init(_ tests: [SpanProgram.Test]) {
        var patterns: [(owner: Int, anchors: PatternAnchors)] = []
        var assigned: [(owner: Int, start: AssignedPattern)] = []
        var unanchored: [Int] = []
        for (number, test) in tests.enumerated() {
            if test.isAlwaysAssigned, let start = AssignedPattern(test.search) {
                assigned.append((number, start))
            } else if let anchors = test.search.anchors {
                patterns.append((number, anchors))
            } else {
                unanchored.append(number)
            }
        }
        self.unanchored = unanchored
        mostLengths = tests.map(\.mostLength)
        let screened = tests.indices.filter { tests[$0].isScreened }
        program = AnchorProgram(patterns, conditional: Set(screened), assigned: assigned)
    }

    /// What a program was made with.
    init(_ made: SpanProgram) {
        mostLengths = made.tests.map(\.mostLength)
        (program, unanchored) = (made.anchors, made.unanchored)
    }

    /// Whether they can be those of so many tests.
    func fits(testCount: Int) -> Bool {
        mostLengths.count == testCount && unanchored.allSatisfy { 0..<testCount ~= $0 }
            && program.owners.allSatisfy { 0..<testCount ~= $0 }
    }
}

extension SpanAnchors: Archived {
    static var blank: SpanAnchors { SpanAnchors([]) }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&mostLengths)
        archive.pass(program: &program)
        archive.pass(&unanchored)
    }
}
