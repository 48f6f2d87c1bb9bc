/// The anchors of many patterns, ready for one pass over a text; read-only, shared by workers.
package final class AnchorProgram: Sendable {
    /// All branches that are runs of one alphabet.
    struct Run: Sendable {
        var alphabet: ByteSet
        var branches: [(number: Int, least: Int)]
    }

    /// All branches of all patterns but the assigned ones.
    package let branches: [AnchorBranch]
    /// The pattern each branch belongs to.
    package let owners: [Int]
    /// Branches whose matches begin at the anchor and count only where the caller says so.
    let isConditional: [Bool]

    /// Bytes of a match before each branch's anchor where these are always as many, else -1.
    private let distances: [Int]
    let masks: AnchorMasks
    let anchors: AnchorAutomaton
    /// Walked only where a value may be given to a name.
    let sites: AnchorAutomaton
    let runs: [Run]

    /// - Parameters:
    ///   - patterns: a pattern's number and its anchors.
    ///   - conditional: patterns whose matches count only where `admits` of the walker allows one.
    ///   - assigned: patterns that are looked for only where a value may be given to a name.
    package init(
        _ patterns: [(owner: Int, anchors: PatternAnchors)], conditional: Set<Int> = [],
        assigned: [(owner: Int, start: AssignedPattern)] = []
    ) {
        let cuts = patterns.flatMap(\.anchors.cuts)
        branches = cuts.map(\.branch)
        owners = patterns.flatMap { pattern in pattern.anchors.cuts.map { _ in pattern.owner } }
        distances = branches.map { $0.mostBefore == $0.leastBefore ? $0.leastBefore : -1 }
        isConditional = patterns.flatMap { owner, anchors in
            let isConditional =
                conditional.contains(owner)
                && anchors.cuts.allSatisfy { $0.branch.mostBefore == 0 && $0.branch.run == nil }
            return anchors.cuts.map { _ in isConditional }
        }
        masks = AnchorMasks(cuts)
        anchors = AnchorAutomaton(
            cuts.enumerated().filter { $1.branch.run == nil }.map { number, cut in
                (number, cut.suffix, cut.previous, cut.branch.leastBefore == 0)
            })
        sites = AnchorAutomaton(assigned.map { ($0.owner, [$0.start.node], .all, false) })
        var runs: [Run] = []
        for (number, branch) in branches.enumerated() {
            guard let run = branch.run else { continue }
            let entry = (number: number, least: run.least)
            if let known = runs.firstIndex(where: { $0.alphabet == run.alphabet }) {
                runs[known].branches.append(entry)
            } else {
                runs.append(Run(alphabet: run.alphabet, branches: [entry]))
            }
        }
        self.runs = runs
    }

    /// Where matches of a branch may begin whose anchor stands in `range`; `nil` when there is no
    /// room.
    ///
    /// - Parameter floor: a place before which nobody looks; it bounds the cost.
    package func starts(
        of branch: Int, before range: ClosedRange<Int>, in text: Span<UInt8>, floor: Int
    ) -> ClosedRange<Int>? {
        let distance = distances[branch]
        if distance < 0 { return branches[branch].starts(before: range, in: text, floor: floor) }
        guard range.lowerBound >= distance else { return nil }
        return range.lowerBound - distance...range.upperBound - distance
    }
}
