package import Primitives

/// The anchors of many patterns, ready for one pass over a text; read-only, shared by workers.
package final class AnchorProgram: Sendable {
    /// A branch that is a run.
    struct Run: Sendable {
        var branch: Int
        var least: Int
        /// The bytes of the alphabet that may stand before a match.
        var previous: ByteSet
        /// Whether all of them may.
        var beginsAnywhere: Bool

        init(_ run: AnchorBranch.Run, branch: Int) {
            (self.branch, least) = (branch, run.least)
            previous = run.previous & run.alphabet
            beginsAnywhere = previous == run.alphabet
        }
    }

    /// At most 64 alphabets, so that a word tells which of them hold a byte.
    struct RunGroup: Sendable {
        /// The first of them.
        var first: Int
        var count: Int
        /// Bytes of the shortest run that one of them asks for.
        var least: Int
        /// One bit an alphabet, for each byte.
        var holders: [UInt64]

        init(_ alphabets: ArraySlice<ByteSet>, least: Int) {
            self.least = least
            (first, count) = (alphabets.startIndex, alphabets.count)
            holders = (0...255).map { byte in
                alphabets.reversed().reduce(0) { $0 << 1 | ($1.contains(byte) ? 1 : 0) }
            }
        }
    }

    /// All branches of all patterns but the assigned ones.
    package let branches: [AnchorBranch]
    /// The pattern each branch belongs to.
    package let owners: [Int]
    /// Branches whose matches begin at the anchor and count only where the caller says so.
    let isConditional: [Bool]

    /// Bytes of a match before each branch's anchor where these are always as many, else -1.
    package let distances: [Int]
    let masks: AnchorMasks
    let anchors: AnchorAutomaton
    /// Walked only where a value may be given to a name.
    let sites: AnchorAutomaton
    /// Branches that are runs, those of one alphabet beside each other, and where each begins.
    let runs: [Run]
    let runFirsts: [Int]
    let runGroups: [RunGroup]

    /// - Parameters:
    ///   - patterns: a pattern's number and its anchors.
    ///   - conditional: patterns whose matches count only where the caller says so; their hits
    ///     are told apart where a match begins at the anchor.
    ///   - assigned: patterns that are looked for only where a value may be given to a name.
    package convenience init(
        _ patterns: [(owner: Int, anchors: PatternAnchors)], conditional: Set<Int> = [],
        assigned: [(owner: Int, start: AssignedPattern)] = []
    ) {
        let cuts = patterns.flatMap(\.anchors.cuts)
        self.init(
            branches: cuts.map(\.branch),
            owners: patterns.flatMap { pattern in pattern.anchors.cuts.map { _ in pattern.owner } },
            isConditional: patterns.flatMap { owner, anchors in
                anchors.cuts.map { conditional.contains(owner) && $0.branch.mostBefore == 0 }
            },
            masks: AnchorMasks(cuts),
            anchors: AnchorAutomaton(
                cuts.enumerated().filter { $1.branch.run == nil }.map { number, cut in
                    (number, cut.walked, cut.previous, cut.branch.leastBefore == 0)
                }),
            sites: AnchorAutomaton(assigned.map { ($0.owner, [$0.start.node], .all, false) }))
    }

    private init(
        branches: [AnchorBranch], owners: [Int], isConditional: [Bool], masks: AnchorMasks,
        anchors: AnchorAutomaton, sites: AnchorAutomaton
    ) {
        self.branches = branches
        self.owners = owners
        self.isConditional = isConditional
        self.masks = masks
        self.anchors = anchors
        self.sites = sites
        distances = branches.map { $0.mostBefore == $0.leastBefore ? $0.leastBefore : -1 }
        var alphabets: [ByteSet] = []
        for case let run? in branches.map(\.run) where !alphabets.contains(run.alphabet) {
            alphabets.append(run.alphabet)
        }
        let sorted = alphabets.map { alphabet in
            branches.enumerated().compactMap { number, branch in
                branch.run.flatMap { $0.alphabet == alphabet ? Run($0, branch: number) : nil }
            }
        }
        runs = Array(sorted.joined())
        runFirsts = sorted.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
        runGroups = stride(from: 0, to: alphabets.count, by: 64).map {
            let group = $0..<min($0 + 64, alphabets.count)
            return RunGroup(
                alphabets[group], least: sorted[group].joined().map(\.least).min() ?? 0)
        }
    }

    /// Where matches of a branch may begin, see `AnchorBranch`, and a place before which nobody
    /// needs to look again.
    package func starts(
        of branch: Int, before places: ClosedRange<Int>, in text: Span<UInt8>, floor: Int
    ) -> (starts: ClosedRange<Int>?, floor: Int) {
        // Why a buffer: it lends the branch, which is large.
        unsafe branches.withUnsafeBufferPointer { branches in
            // SAFETY: the branch is one of the program's.
            let starts = unsafe branches[branch].starts(before: places, in: text, floor: floor)
            let least = unsafe branches[branch].leastBefore
            return (starts, places.upperBound - least)
        }
    }

    /// Moves what the program is made of; what is read of the automata stays where it lies.
    fileprivate static func pass(
        _ program: inout AnchorProgram, through archive: inout Archive
    ) {
        var (branches, owners) = (program.branches, program.owners)
        var isConditional = program.isConditional
        var (masks, anchors, sites) = (program.masks.words, program.anchors, program.sites)
        archive.pass(&branches)
        archive.pass(&owners)
        archive.pass(&isConditional)
        archive.pass(&masks)
        archive.pass(&anchors)
        archive.pass(&sites)
        guard archive.isReading else { return }
        guard let masks = AnchorMasks(words: masks), owners.count == branches.count,
            isConditional.count == branches.count
        else { return archive.refuse() }
        program = AnchorProgram(
            branches: branches, owners: owners, isConditional: isConditional, masks: masks,
            anchors: anchors, sites: sites)
    }
}

extension Archive {
    /// Moves a program.
    package mutating func pass(program: inout AnchorProgram) {
        AnchorProgram.pass(&program, through: &self)
    }
}
