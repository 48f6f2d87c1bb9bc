/// What one worker needs to find a program's anchors in texts. Not shared between threads.
package struct AnchorWalker {
    private let program: AnchorProgram
    /// Of the text marked last.
    package private(set) var planes = AnchorPlanes()
    private var anchors: AutomatonWalker
    private var sites: AutomatonWalker
    /// Hits of conditional branches, until one of them is admitted.
    private var deferred: [(position: Int, branch: Int)] = []

    package init(_ program: AnchorProgram) {
        self.program = program
        anchors = AutomatonWalker(program.anchors)
        sites = AutomatonWalker(program.sites)
    }

    /// The pass over the text that the others go by.
    package mutating func mark(_ text: Span<UInt8>, kernel: AnchorKernel = .best) {
        planes.mark(text, program.masks, kernel)
    }

    /// Calls `body` with the place of every anchor of the text marked last and the branch that may
    /// match there: in order of places, but conditional branches later and the runs last; a branch
    /// may be named twice for one place.
    ///
    /// - Parameter admits: whether a match of a conditional branch that begins at a place counts.
    ///   Unless one does, none of them is named: what they match could only hide each other.
    package mutating func forEachAnchor(
        in text: Span<UInt8>, admits: (_ place: Int) -> Bool = { _ in true },
        _ body: (_ range: ClosedRange<Int>, _ branch: Int) -> Void
    ) {
        deferred.removeAll(keepingCapacity: true)
        var isAdmitted = false
        anchors.forEachHit(in: text, from: planes, .starts) { place, branch in
            guard program.isConditional[branch] else { return body(place...place, branch) }
            if !isAdmitted, deferred.last?.position != place { isAdmitted = admits(place) }
            deferred.append((place, branch))
        }
        if isAdmitted { for hit in deferred { body(hit.position...hit.position, hit.branch) } }
        if planes.hasRuns { forEachRun(in: text, body) }
    }

    /// Calls `body` with every place of the text marked last where a value may be given to a name
    /// and the number of an assigned pattern that may match there, in order of places.
    package mutating func forEachAssigned(
        in text: Span<UInt8>, _ body: (_ position: Int, _ pattern: Int) -> Void
    ) {
        sites.forEachHit(in: text, from: planes, .sites, body)
    }

    /// The runs of each alphabet, within those of all alphabets taken together.
    private func forEachRun(
        in text: Span<UInt8>, _ body: (_ range: ClosedRange<Int>, _ branch: Int) -> Void
    ) {
        var position = 0
        while let first = planes.next(position, in: .runs) {
            let last = planes.next(first, in: .runs, isSet: false) ?? text.count
            // The bits say where 16 bytes follow; the run itself is longer by 15.
            let end = min(text.count, last + AnchorMasks.shortestRun - 1)
            for run in program.runs {
                var start = first
                for index in first...end
                where index == end || !run.alphabet.contains(text[index]) {
                    for branch in run.branches where index - start >= branch.least {
                        body(start...(index - branch.least), branch.number)
                    }
                    start = index + 1
                }
            }
            position = last
        }
    }
}
